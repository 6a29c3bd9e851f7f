package assessment

import "time"

// State is where an assessment is in its life.
type State string

// The states of an assessment (docs/rules.md, the life of an assessment). A draft
// can be edited; a signed assessment is frozen for ever, and what becomes of it
// afterwards is told by what is recorded beside it (see [Record.State]).
const (
	Draft         State = "draft"
	Signed        State = "signed"
	Countersigned State = "countersigned" // its administration agrees with every criterion
	Contested     State = "contested"     // its administration contests a criterion
	TacitlyAgreed State = "tacitly-agreed"
	SentBack      State = "sent-back"
	Superseded    State = "superseded" // another one was signed before it was decided
	Decided       State = "decided"    // it is in the register
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
	AuthorID  int64   // that account, 0 for the program itself
	AnswerBy  Date    // the last day for the administration to answer; zero for a draft
	Revision  int     // counts the saves of a startup’s assessments, so that nobody signs what they have not seen
	CreatedAt time.Time
	UpdatedAt time.Time
	SignedAt  time.Time     // zero for a draft
	Saves     map[Part]Save // who changed each part last
}

// Sign freezes a draft: it judges the facts under the grid and returns the
// signed assessment, which the caller keeps. It refuses, with [FieldErrors], what
// a stored assessment refuses (docs/rules.md, general rule 3) and, beyond that, a
// trajectory that is not stated or a checklist without any answer.
func (a Assessment) Sign(grid Grid, author Account, now time.Time) (Assessment, error) {
	errs := a.Facts.CheckStored(DateOf(now))
	if a.Facts.Trajectory.Kind == "" {
		errs = append(errs, FieldError{"trajectory.kind", "Indiquez la trajectoire, même si elle n’est pas encore choisie."})
	}
	if !a.Facts.Answered() {
		errs = append(errs, FieldError{"adoption.answer", "Répondez à un critère au moins avant de signer."})
	}
	if len(errs) > 0 {
		return Assessment{}, errs
	}
	a.State, a.Author, a.AuthorID, a.SignedAt = Signed, author.Name, author.ID, now
	a.AnswerBy = DateOf(now).AddDays(grid.Parameters.Review.TacitAfter)
	a.Verdict = Evaluate(grid, a.Facts, a.Facts.AsOf)
	return a, nil
}

// Answered reports whether a criterion has an answer other than unknown.
func (f Facts) Answered() bool {
	for _, id := range CriterionIDs() {
		if answer := f.Statement(id).Answer; answer == Yes || answer == No {
			return true
		}
	}
	return false
}
