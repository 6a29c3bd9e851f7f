package web

import (
	"context"
	"iter"
	"time"

	"transfert/assessment"
)

// Store is where the startups and their assessments are kept. Every method is
// one transaction. A subject that does not exist is [assessment.ErrNotFound].
type Store interface {
	// Startups returns one page of the startups that a filter selects, in its order,
	// each with the classification in force.
	Startups(ctx context.Context, q assessment.StartupQuery) (assessment.StartupList, error)
	// Summary counts the startups that a filter selects by what is in force on a day.
	Summary(ctx context.Context, f assessment.Filter, day assessment.Date) (assessment.Summary, error)
	// Startup returns one startup, withdrawn or not, with the names of its
	// incubators and sponsors where they are known.
	Startup(ctx context.Context, id string) (assessment.Startup, error)
	// Renamed returns the id that a startup has today which had this one before.
	Renamed(ctx context.Context, former string) (string, error)
	// Draft returns the open draft of a startup.
	Draft(ctx context.Context, startupID string) (assessment.Assessment, error)
	// SaveDraft merges an edit into the open draft of its startup, or opens one with
	// it; [assessment.ErrConflict] when somebody signed since the draft was read.
	SaveDraft(ctx context.Context, e assessment.Edit) (assessment.Merge, error)
	// Attend records that somebody has the draft of a startup open, and returns the
	// others who were seen on it at a given time or since.
	Attend(ctx context.Context, startupID string, accountID int64, now, since time.Time) ([]assessment.Attendance, error)
	// Sign turns the draft into the signed assessment that [assessment.Assessment.Sign]
	// made of it. Its Revision is that of the draft that was read;
	// [assessment.ErrConflict] when it was saved or signed since.
	Sign(ctx context.Context, signed assessment.Assessment) (assessment.Assessment, error)
	// Record returns a signed assessment with what was recorded about it.
	Record(ctx context.Context, id int64) (assessment.Record, error)
	// History returns the signed assessments of a startup, the last one first.
	History(ctx context.Context, startupID string) ([]assessment.Record, error)
	// Review records the answer of an administration, unless [assessment.Record.CheckReview]
	// refuses it for the file as it is then.
	Review(ctx context.Context, r assessment.Review) error
	// SendBack records that an assessment is sent back, unless [assessment.Record.CheckReturn]
	// refuses it, and opens a draft with these facts where none is open.
	SendBack(ctx context.Context, r assessment.Return, seen int, facts assessment.Facts) error
	// Decide adds to the register what [assessment.Record.Decide] makes of a decision
	// under the assessment's grid, unless it refuses it.
	Decide(ctx context.Context, grid assessment.Grid, d assessment.Decision) (assessment.Entry, error)
	// Work returns what waits for somebody on a day.
	Work(ctx context.Context, who assessment.Account, today assessment.Date) (assessment.Work, error)
	// Classified streams every startup by id with the classification in force on a
	// day; an error ends the sequence.
	Classified(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.Classified, error]

	// Registered streams the entries of the register decided on or before a day, of
	// the startups that a filter selects; an error ends the sequence.
	Registered(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.RegisterEntry, error]

	// Decisions returns the last decisions of the register, the last one first.
	Decisions(ctx context.Context, most int) ([]assessment.RegisterEntry, error)
	// Statistics returns the figures of the tool itself on a day.
	Statistics(ctx context.Context, day assessment.Date) (assessment.Statistics, error)

	// Account and AccountByEmail return an account, disabled or not.
	Account(ctx context.Context, id int64) (assessment.Account, error)
	AccountByEmail(ctx context.Context, email string) (assessment.Account, error)
	// Accounts returns all accounts by role and name.
	Accounts(ctx context.Context) ([]assessment.Account, error)
	// AddAccount, SaveAccount, DisableAccount and EnableAccount change accounts in
	// somebody's name. What is wrong with one is told by [assessment.FieldErrors];
	// [assessment.ErrConflict] says that its revision is no longer the last one,
	// [assessment.ErrLastOne] that the programme would be left without an account.
	AddAccount(ctx context.Context, a, by assessment.Account, now time.Time) (assessment.Account, error)
	SaveAccount(ctx context.Context, a, by assessment.Account, now time.Time) (assessment.Account, error)
	DisableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error)
	EnableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error)
	// SignedIn records that somebody signs in.
	SignedIn(ctx context.Context, a assessment.Account, now time.Time) error
	// Scopes returns the incubators and sponsors that the catalogue's startups have.
	Scopes(ctx context.Context) ([]assessment.Incubator, []assessment.Organisation, error)
	// Events returns the hundred lines of the audit trail before one, or the last
	// ones for 0, the last one first.
	Events(ctx context.Context, before int64) ([]assessment.Event, error)
}
