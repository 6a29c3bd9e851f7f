package api

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"
	"github.com/klauspost/compress/gzhttp"

	"transfert/assessment"
	"transfert/web/download"
)

// Prefix is where the routes of the first version are.
const Prefix = "/api/v1"

// Store is what the open data reads of where the startups are kept. A subject that
// does not exist is [assessment.ErrNotFound].
type Store interface {
	Startups(ctx context.Context, q assessment.StartupQuery) (assessment.StartupList, error)
	Startup(ctx context.Context, id string) (assessment.Startup, error)
	Renamed(ctx context.Context, former string) (string, error)
	History(ctx context.Context, startupID string) ([]assessment.Record, error)
	Classified(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.Classified, error]
}

// Source is what the answers are made from.
type Source struct {
	Store     Store
	Grids     assessment.Grids
	Downloads *download.Spool  // what is sent to slow clients
	Now       func() time.Time // in Europe/Paris
	Log       *slog.Logger
}

// API answers what is asked of the open data.
type API struct {
	Source
	routes     chi.Router
	operations huma.API
}

// New makes the routes of the open data and the document that describes them.
func New(source Source) *API {
	a := &API{Source: source, routes: chi.NewRouter()}
	a.routes.Use(Open, limited, cached, func(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) })
	a.routes.NotFound(func(w http.ResponseWriter, _ *http.Request) { unknownAddress.write(w) })
	a.routes.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) { wrongMethod.write(w) })
	a.operations = humachi.New(a.routes, configuration())
	a.describeStartups()
	a.describeGrids()
	a.describeEvaluate()
	a.describeItself()
	return a
}

// Routes are the routes below [Prefix].
func (a *API) Routes() chi.Router { return a.routes }

func (a *API) today() assessment.Date { return assessment.DateOf(a.Now()) }

// day is the one that a request asks about with « au », today where it does not.
func (a *API) day(r *http.Request) (assessment.Date, error) {
	asked := r.URL.Query().Get("au")
	if asked == "" {
		return a.today(), nil
	}
	day, err := assessment.ParseDate(asked)
	if err != nil {
		return day, badParameter("au", "une date qui existe, écrite AAAA-MM-JJ")
	}
	return day, nil
}
