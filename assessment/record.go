package assessment

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Record is a signed assessment with all that was recorded about it since: the
// answer of its administration, and what the programme made of it. Each record
// is kept for ever; together they tell its state.
type Record struct {
	Assessment Assessment
	Review     Review  // zero without an answer
	Return     Return  // zero unless it was sent back
	Entries    []Entry // of the register about it, the first one first
	Newer      int64   // the startup's next signed assessment, 0 for none
	LastEntry  int64   // the startup's last entry of the register, about any assessment, 0 for none
}

// Review is the answer of an administration to a signed assessment, criterion by
// criterion (docs/rules.md, the life of an assessment).
type Review struct {
	AssessmentID int64
	Answers      []CriterionReview // in grid order
	Author       string
	AuthorID     int64
	At           time.Time
}

// CriterionReview countersigns what an assessment says of one criterion, or
// contests it with a reason.
type CriterionReview struct {
	Criterion CriterionID `json:"criterion"`
	Contested bool        `json:"contested"`
	Reason    string      `json:"reason"`
}

// Return sends an assessment back to its author with a reason.
type Return struct {
	AssessmentID int64
	Reason       string
	Author       string
	AuthorID     int64
	At           time.Time
}

// Contested returns the criteria that the review contests.
func (r Review) Contested() []CriterionReview {
	return slices.DeleteFunc(slices.Clone(r.Answers), func(c CriterionReview) bool { return !c.Contested })
}

// State tells where a signed assessment is in its life on a day.
func (f Record) State(today Date) State {
	switch {
	case len(f.Entries) > 0:
		return Decided
	case !f.Return.At.IsZero():
		return SentBack
	case f.Newer != 0:
		return Superseded
	case f.Review.At.IsZero() && today.After(f.Assessment.AnswerBy):
		return TacitlyAgreed
	case f.Review.At.IsZero():
		return Signed
	case len(f.Review.Contested()) > 0:
		return Contested
	}
	return Countersigned
}

// Version counts what was recorded, so that who acts on a record says which
// one was read: records are only ever added.
func (f Record) Version() int {
	n := len(f.Entries)
	for _, recorded := range []bool{!f.Review.At.IsZero(), !f.Return.At.IsZero(), f.Newer != 0} {
		if recorded {
			n++
		}
	}
	return n
}

// Open reports whether the programme still has to decide on the record.
func (f Record) Open(today Date) bool {
	return slices.Contains([]State{Signed, TacitlyAgreed, Countersigned, Contested}, f.State(today))
}

// Reviewable reports whether the administration may still answer. A tacit
// agreement does not keep it from doing so: better to know before the decision.
func (f Record) Reviewable(today Date) bool {
	return f.Review.At.IsZero() && f.Open(today)
}

// CheckReview says what keeps an answer from being recorded: [ErrRepeated] when it is
// recorded already, [ErrConflict] when the record was no longer open to it,
// [FieldErrors] when it is not complete.
func (f Record) CheckReview(r Review) error {
	if f.Review.repeats(r) {
		return f.failed("review", ErrRepeated)
	}
	if !f.Reviewable(DateOf(r.At)) {
		return f.failed("review", ErrConflict)
	}
	var errs FieldErrors
	for i, id := range CriterionIDs() {
		if i >= len(r.Answers) || r.Answers[i].Criterion != id {
			return FieldErrors{{Path(id), "Donnez un avis sur chaque critère."}}
		}
		errs = append(errs, r.Answers[i].Check()...)
	}
	return asError(errs)
}

// Check says what is wrong with the answer on one criterion; the field of its
// reason is, for example, adoption.reason.
func (c CriterionReview) Check() FieldErrors {
	if !c.Contested {
		return nil
	}
	return checkReason(Path(c.Criterion).Field("reason"), c.Reason, "Dites pourquoi vous contestez ce critère.")
}

// CheckReturn says what keeps an assessment from being sent back, as CheckReview
// does. Seen is the version of the record that was read.
func (f Record) CheckReturn(r Return, seen int) error {
	if r.AuthorID != 0 && f.Return.AuthorID == r.AuthorID && f.Return.Reason == r.Reason && seen == f.Version()-1 {
		return f.failed("send back", ErrRepeated)
	}
	if seen != f.Version() || !f.Open(DateOf(r.At)) {
		return f.failed("send back", ErrConflict)
	}
	return asError(checkReason("return.reason", r.Reason, "Dites pourquoi vous renvoyez l’évaluation."))
}

func (f Record) failed(doing string, err error) error {
	return fmt.Errorf("%s assessment %d: %w", doing, f.Assessment.ID, err)
}

// repeats reports whether an answer is this one, given again by the same person.
func (r Review) repeats(again Review) bool {
	return r.AuthorID != 0 && r.AuthorID == again.AuthorID && slices.Equal(r.Answers, again.Answers)
}

// maxReason is how long a reason may be, in characters.
const maxReason = 5000

func checkReason(field Path, reason, missing string) FieldErrors {
	switch {
	case strings.TrimSpace(reason) == "":
		return FieldErrors{{field, missing}}
	case utf8.RuneCountInString(reason) > maxReason:
		return FieldErrors{{field, "Ce texte compte plus de 5 000 caractères."}}
	case !utf8.ValidString(reason) || strings.ContainsRune(reason, 0):
		return FieldErrors{{field, "Ce texte contient un caractère qui ne peut pas être enregistré."}}
	}
	return nil
}

// asError returns the errors as one, nil without any.
func asError(errs FieldErrors) error {
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// AsOf returns the records of a startup, the last one first, as they were at the end of a
// day: with what was signed, answered, sent back and decided until then.
func AsOf(records []Record, day Date) []Record {
	var then []Record
	var newer, last int64
	for _, f := range records {
		if DateOf(f.Assessment.SignedAt).After(day) {
			continue
		}
		if DateOf(f.Review.At).After(day) {
			f.Review = Review{}
		}
		if DateOf(f.Return.At).After(day) {
			f.Return = Return{}
		}
		f.Entries = slices.DeleteFunc(slices.Clone(f.Entries), func(e Entry) bool { return e.DecidedOn.After(day) })
		for _, e := range f.Entries {
			last = max(last, e.ID)
		}
		f.Newer, newer = newer, f.Assessment.ID
		then = append(then, f)
	}
	for i := range then {
		then[i].LastEntry = last
	}
	return then
}

// Public returns what everybody may read of a published record: no names of people,
// no comments, none of what was said before the decision.
func (f Record) Public() Record {
	f.Assessment = f.Assessment.public()
	f.Return = Return{}
	f.Review.Author, f.Review.AuthorID = "", 0
	f.Review.Answers = slices.Clone(f.Review.Answers)
	for i := range f.Review.Answers {
		f.Review.Answers[i].Reason = ""
	}
	f.Entries = slices.Clone(f.Entries)
	for i := range f.Entries {
		f.Entries[i].Author, f.Entries[i].AuthorID = "", 0
	}
	return f
}

func (a Assessment) public() Assessment {
	a.Author, a.AuthorID, a.Saves = "", 0, nil
	a.Facts.withhold()
	a.Verdict.Criteria = slices.Clone(a.Verdict.Criteria)
	for i, c := range a.Verdict.Criteria {
		if c.ID == Indicators {
			a.Verdict.Criteria[i].Conditions = withoutFollowers(c.Conditions)
		}
	}
	return a
}

// withoutFollowers are the conditions of the indicators without the names of who
// follows them.
func withoutFollowers(conditions []Condition) []Condition {
	conditions = slices.Clone(conditions)
	for i, c := range conditions {
		if c.ID == followed && c.Status == Met {
			conditions[i].Detail = "Les indicateurs sont suivis."
		}
	}
	return conditions
}
