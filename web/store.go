package web

import (
	"context"
	"iter"
	"time"

	"transfert/assessment"
)

// Store is where the startups and their assessments are kept. Every method is one
// transaction, documented where it is written, in package assessment/postgres. A
// subject that does not exist is [assessment.ErrNotFound].
type Store interface {
	Startups(ctx context.Context, q assessment.StartupQuery) (assessment.StartupList, error)
	Summary(ctx context.Context, f assessment.Filter, day assessment.Date) (assessment.Summary, error)
	Startup(ctx context.Context, id string) (assessment.Startup, error)
	Renamed(ctx context.Context, former string) (string, error)
	Rename(ctx context.Context, former, id string, by assessment.Account, now time.Time) error
	UndoRename(ctx context.Context, former string, by assessment.Account, now time.Time) error
	Renames(ctx context.Context) ([]assessment.Rename, []assessment.Resemblance, error)
	Scopes(ctx context.Context) ([]assessment.Incubator, []assessment.Organisation, error)

	Draft(ctx context.Context, startupID string) (assessment.Assessment, error)
	SaveDraft(ctx context.Context, e assessment.Edit) (assessment.Merge, error)
	Attend(ctx context.Context, startupID string, accountID int64, now, since time.Time) ([]assessment.Attendance, error)
	Sign(ctx context.Context, signed assessment.Assessment) (assessment.Assessment, error)

	Record(ctx context.Context, id int64) (assessment.Record, error)
	History(ctx context.Context, startupID string) ([]assessment.Record, error)
	Review(ctx context.Context, r assessment.Review) error
	SendBack(ctx context.Context, r assessment.Return, seen int, facts assessment.Facts) error
	Decide(ctx context.Context, grid assessment.Grid, d assessment.Decision) (assessment.Entry, error)
	Decisions(ctx context.Context, most int, day assessment.Date) ([]assessment.RegisterEntry, error)

	Work(ctx context.Context, who assessment.Account, today assessment.Date) (assessment.Work, error)
	Classified(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.Classified, error]
	Registered(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.RegisterEntry, error]
	Statistics(ctx context.Context, day assessment.Date) (assessment.Statistics, error)
	Events(ctx context.Context, before int64) ([]assessment.Event, error)

	Account(ctx context.Context, id int64) (assessment.Account, error)
	AccountByEmail(ctx context.Context, email string) (assessment.Account, error)
	Accounts(ctx context.Context) ([]assessment.Account, error)
	AddAccount(ctx context.Context, a, by assessment.Account, now time.Time) (assessment.Account, error)
	SaveAccount(ctx context.Context, a, by assessment.Account, now time.Time) (assessment.Account, error)
	DisableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error)
	EnableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error)
	SignedIn(ctx context.Context, a assessment.Account, now time.Time) error
}
