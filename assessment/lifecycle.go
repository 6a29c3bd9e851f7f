package assessment

import "time"

// State is where an assessment is in its life.
type State string

// A draft can be edited; a signed assessment is frozen for ever.
const (
	Draft  State = "draft"
	Signed State = "signed"
)

// Assessment is the facts about one startup, judged on an as-of date by an
// author (« évaluation »). Once signed, facts, grid version, as-of date and
// verdict never change.
type Assessment struct {
	ID        int64
	StartupID string
	State     State
	Facts     Facts
	Verdict   Verdict // of a signed assessment as it was signed; zero for a draft
	Author    string  // who saved it last, and who signed it
	Revision  int     // counts the saves of a startup’s assessments, so that nobody overwrites another unseen
	CreatedAt time.Time
	UpdatedAt time.Time
	SignedAt  time.Time // zero for a draft
}

// Classified is a startup together with its last signed assessment, one line of
// the export. The assessment is zero where the startup was never assessed.
type Classified struct {
	Startup Startup
	Last    Assessment
}

// Sign freezes a draft: it judges the facts under the grid and returns the
// signed assessment, which the caller keeps. It refuses, with [FieldErrors], what
// a stored assessment refuses (docs/rules.md, general rule 3) and, beyond that, a
// trajectory that is not stated or a checklist without any answer.
func (a Assessment) Sign(grid Grid, author string, now time.Time) (Assessment, error) {
	errs := a.Facts.CheckStored(DateOf(now))
	if a.Facts.Trajectory.Kind == "" {
		errs = append(errs, FieldError{"trajectory.kind", "Indiquez la trajectoire, même si elle n’est pas encore choisie."})
	}
	if !a.Facts.answered() {
		errs = append(errs, FieldError{"adoption.answer", "Répondez à un critère au moins avant de signer."})
	}
	if len(errs) > 0 {
		return Assessment{}, errs
	}
	a.State, a.Author, a.SignedAt = Signed, author, now
	a.Verdict = Evaluate(grid, a.Facts, a.Facts.AsOf)
	return a, nil
}

// answered reports whether a criterion has an answer other than unknown.
func (f Facts) answered() bool {
	for _, id := range CriterionIDs() {
		if answer := f.Statement(id).Answer; answer == Yes || answer == No {
			return true
		}
	}
	return false
}
