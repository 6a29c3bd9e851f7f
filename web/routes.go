package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"transfert/content"
	"transfert/web/page"
	"transfert/web/static"
)

// server answers requests from a store and the programme's content. It keeps
// nothing between two requests.
type server struct {
	store   Store
	content content.Content
	now     func() time.Time // in Europe/Paris
	log     *slog.Logger
}

// New returns the handler of the whole site. The clock gives the time in
// Europe/Paris; static assets must have been built.
func New(store Store, c content.Content, now func() time.Time, log *slog.Logger) http.Handler {
	s := &server{store: store, content: c, now: now, log: log}
	return s.routes()
}

// routes is the map of the site.
func (s *server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(s.recovered, secured, s.sameOrigin, bounded, middleware.GetHead)
	r.Mount(static.Prefix, static.Handler())
	r.Get("/healthz", s.handle(s.health))

	pages := r.With(func(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) })
	pages.Get("/", s.handle(s.showHome))
	pages.Post("/", s.handle(s.simulate))
	pages.Get("/startups", s.handle(s.listStartups))
	pages.Get("/startups/{ghid}", s.handle(s.showStartup))
	pages.Get("/startups/{ghid}/evaluation", s.handle(s.editDraft))
	pages.Post("/startups/{ghid}/evaluation", s.handle(s.saveDraft))
	pages.Get("/startups/{ghid}/evaluation/signature", s.handle(s.reviewDraft))
	pages.Post("/startups/{ghid}/evaluation/signature", s.handle(s.signDraft))
	pages.Get("/evaluations/{id}", s.handle(s.showAssessment))
	pages.Get("/export/classements.csv", s.handle(s.exportCSV))
	pages.Post("/theme", s.handle(s.chooseTheme))
	pages.Get("/accessibilite", s.handle(s.notice(page.Accessibility())))
	pages.Get("/mentions-legales", s.handle(s.notice(page.LegalNotice())))
	r.Get("/robots.txt", s.handle(robots))
	r.NotFound(s.handle(s.notFound))
	r.MethodNotAllowed(s.handle(s.methodNotAllowed))
	return r
}
