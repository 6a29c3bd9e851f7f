package assessment

import (
	"slices"
	"time"
)

// Entry is a decision in the register: which classification is published of a
// startup, from which assessment, until when. Entries are only ever added: a
// correction is an entry that names the one it corrects (docs/rules.md, the
// register).
type Entry struct {
	ID           int64
	StartupID    string
	AssessmentID int64
	Computed     Classification // what the assessment's verdict says
	Decided      Classification // what is published
	Basis        State          // of the assessment when it was decided: countersigned, contested…
	Reason       string         // given where Decided is not Computed, where nobody agreed, and for a correction
	ValidUntil   Date           // last day on which it holds, not given if it never lapses
	LookOn       Date           // the day from which on an entry that never lapses is due for a look
	Corrects     int64          // the entry that this one corrects, 0 for none
	Despite      Divergence     // what the catalogue told against it when it was decided, "" for nothing
	Author       string
	AuthorID     int64
	DecidedOn    Date // in Europe/Paris: from that day on it is in force
	At           time.Time
}

// Overrides reports whether another classification is published than the one
// that was computed.
func (e Entry) Overrides() bool { return e.Decided != e.Computed }

// Lapsed reports whether the classification holds no longer on that day.
func (e Entry) Lapsed(today Date) bool {
	return e.ID != 0 && !e.Due().IsZero() && today.After(e.Due())
}

// Due returns the last day before the entry is to be confirmed again.
func (e Entry) Due() Date {
	if e.ValidUntil.IsZero() && !e.LookOn.IsZero() {
		return e.LookOn.AddDays(-1)
	}
	return e.ValidUntil
}

// Decision is what the programme decides of a record.
type Decision struct {
	AssessmentID int64
	Decided      Classification
	Reason       string
	ValidUntil   Date // stated for another classification than the computed one, else the verdict’s
	Author       string
	AuthorID     int64
	At           time.Time // in Europe/Paris
	Seen         int       // the version of the record that was read
}

// Decide makes an entry of the register of a decision, under the grid of the
// assessment, for the startup as the catalogue tells of it. It refuses with [ErrRepeated]
// what is recorded already, with [ErrConflict] what was decided on another version of the
// record, or on one that is closed, and with [FieldErrors] what is not complete.
func (f Record) Decide(grid Grid, s Startup, d Decision) (Entry, error) {
	today := DateOf(d.At)
	correction := len(f.Entries) > 0
	if f.repeats(d) {
		return Entry{}, f.failed("decide on", ErrRepeated)
	}
	if d.Seen != f.Version() || !f.Open(today) && !f.Correctable() {
		return Entry{}, f.failed("decide on", ErrConflict)
	}
	a := f.Assessment
	e := Entry{
		StartupID: a.StartupID, AssessmentID: a.ID, Computed: a.Verdict.Classification, Decided: d.Decided,
		Basis: f.State(today), Reason: d.Reason, ValidUntil: a.Verdict.ValidUntil,
		Despite: s.Told(today).Kind, Author: d.Author, AuthorID: d.AuthorID, DecidedOn: today, At: d.At,
	}
	if correction {
		e.Corrects, e.Basis = f.LastEntry, f.Entries[0].Basis
	}
	if e.Overrides() {
		e.ValidUntil = d.ValidUntil
	}
	if e.ValidUntil.IsZero() {
		e.LookOn = today.AddMonths(grid.Parameters.Decision.OverrideFor)
	}
	return e, asError(e.check(grid, d))
}

// repeats reports whether a decision is the last one, taken again by the same person.
func (f Record) repeats(d Decision) bool {
	if d.AuthorID == 0 || len(f.Entries) == 0 || d.Seen != f.Version()-1 {
		return false
	}
	last := f.Entries[len(f.Entries)-1]
	return last.AuthorID == d.AuthorID && last.Decided == d.Decided && last.Reason == d.Reason &&
		(last.ValidUntil == d.ValidUntil || !last.Overrides())
}

// Correctable reports whether a further entry may correct the last one: it has to
// be about this assessment.
func (f Record) Correctable() bool {
	return len(f.Entries) > 0 && f.Entries[len(f.Entries)-1].ID == f.LastEntry
}

// check says what an entry lacks.
func (e Entry) check(grid Grid, d Decision) (errs FieldErrors) {
	if !slices.Contains(Classifications(), e.Decided) {
		errs = append(errs, FieldError{"decided", "Choisissez le classement à publier."})
	}
	if missing := e.reasonNeeded(); missing != "" || e.Reason != "" {
		errs = append(errs, checkReason("reason", e.Reason, missing)...)
	}
	if !e.Overrides() {
		return errs
	}
	last := e.DecidedOn.AddMonths(grid.Parameters.Decision.OverrideFor)
	if !e.ValidUntil.After(e.DecidedOn) || e.ValidUntil.After(last) {
		errs = append(errs, FieldError{"valid_until", "Indiquez jusqu’à quand vaut ce classement\u00a0: après aujourd’hui et au plus tard le " + last.French() + "."})
	}
	return errs
}

// reasonNeeded says why a decision needs a reason, or "".
func (e Entry) reasonNeeded() string {
	switch {
	case e.Corrects != 0:
		return "Dites ce que cette inscription corrige, et pourquoi."
	case e.Overrides():
		return "Dites pourquoi le classement publié n’est pas celui qui est calculé."
	case e.Basis == Contested:
		return "Dites pourquoi vous publiez ce classement alors que l’administration conteste un critère."
	case e.Basis == Signed:
		return "Dites pourquoi vous publiez ce classement sans attendre l’avis de l’administration."
	case e.Despite != "":
		return "Dites pourquoi vous publiez ce classement alors que le catalogue le contredit."
	}
	return ""
}

// InForce returns the entry that is in force on a day among the records of a
// startup, with the record it is about: the last one decided on or before it. The
// result is false before the first decision.
func InForce(records []Record, day Date) (Record, Entry, bool) {
	var record Record
	var last Entry
	for _, f := range records {
		for _, e := range f.Entries {
			if e.ID > last.ID && !e.DecidedOn.After(day) {
				record, last = f, e
			}
		}
	}
	return record, last, last.ID != 0
}

// Classified is a startup together with the classification in force on a day,
// one line of the portfolio and of the export. Entry and assessment are zero where
// nothing had been decided of the startup.
type Classified struct {
	Startup    Startup
	Entry      Entry
	Assessment Assessment // the one that was decided
	Before     Entry      // in force on the day of [Filter.ChangedSince], where that is asked for
}

// RegisterEntry is an entry of the register with the startup that it is about.
type RegisterEntry struct {
	Entry
	StartupName  string
	Disagreement Disagreement // with what is in force; zero for the entries before
}

// Lapsed returns the criteria that change when the classification lapses. There
// are none where another one than the computed one was decided: it lapses because
// its time is over.
func (c Classified) Lapsed() []CriterionID {
	if c.Entry.Overrides() {
		return nil
	}
	return c.Assessment.Verdict.Changes
}

// Register returns the entries of a startup's records, the last one first.
func Register(records []Record) []Entry {
	var entries []Entry
	for _, f := range records {
		entries = append(entries, f.Entries...)
	}
	slices.SortFunc(entries, func(a, b Entry) int { return int(b.ID - a.ID) })
	return entries
}
