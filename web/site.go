package web

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/content"
	"transfert/web/api"
	"transfert/web/download"
	"transfert/web/openid"
)

// Site is what the pages are made from.
type Site struct {
	Store     Store
	Content   content.Content
	Sessions  scs.Store        // remembers the browsers that are signed in, until [SessionIdle]
	Downloads *download.Spool  // what is sent to slow clients
	Health    func() error     // reports why the store cannot be counted on, at once
	Provider  *openid.Provider // of identities; without one nobody signs in
	Now       func() time.Time // in Europe/Paris
	Log       *slog.Logger

	// Demonstration lets the demonstration's accounts sign in with a click, on plain
	// HTTP, where there is no provider.
	Demonstration bool
}

// server answers requests from a site. It keeps nothing between two requests.
type server struct {
	store     Store
	content   content.Content
	api       *api.API
	sessions  *scs.SessionManager
	downloads *download.Spool
	healthy   func() error
	provider  *openid.Provider
	demo      bool // the accounts of the demonstration sign in with a click
	now       func() time.Time
	log       *slog.Logger
}

// Handler returns the handler of the whole site; static assets must have been built.
func (site Site) Handler() http.Handler { return site.server().routes() }

func (site Site) server() *server {
	s := &server{
		store: site.Store, content: site.Content, downloads: site.Downloads,
		healthy: site.Health, provider: site.Provider, demo: site.Demonstration && site.Provider == nil, now: site.Now, log: site.Log,
	}
	s.sessions = s.newSessions(site.Sessions)
	s.api = api.New(api.Source{
		Store: site.Store, Grids: site.Content.Grids, Downloads: site.Downloads, Now: site.Now, Log: site.Log,
	})
	return s
}

// law is what forms are read under today.
func (s *server) law() checklist.Law { return checklist.Law{Grids: s.content.Grids, Today: s.today()} }

// form is facts as a person types them.
func (s *server) form(facts assessment.Facts) checklist.Form {
	return checklist.FormOf(s.grid(facts.Grid).Schema(), facts)
}

// grid is that version of the checklist, or the newest where the content no longer
// has it.
func (s *server) grid(version string) assessment.Grid { return s.content.Grids.Named(version) }

func (s *server) today() assessment.Date { return assessment.DateOf(s.now()) }

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
	UnbindAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error)
	Identify(ctx context.Context, who assessment.Identity, now time.Time) (assessment.Account, error)
	SignedIn(ctx context.Context, a assessment.Account, now time.Time) error
	EndSessions(ctx context.Context, a assessment.Account, now time.Time) error
}
