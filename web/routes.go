package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/content"
	"transfert/web/api"
	"transfert/web/download"
	"transfert/web/openid"
	"transfert/web/page"
	"transfert/web/static"
)

// Site is what the pages are made from.
type Site struct {
	Store     Store
	Content   content.Content
	Sessions  scs.Store        // remembers the browsers that are signed in, until [SessionIdle]
	Downloads *download.Spool  // what is sent to slow clients
	Health    func() error     // reports why the store cannot be counted on, at once
	Provider  *openid.Provider // of identities; without one only the demonstration's accounts sign in
	Now       func() time.Time // in Europe/Paris
	Log       *slog.Logger
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
	now       func() time.Time
	log       *slog.Logger
}

// Handler returns the handler of the whole site; static assets must have been built.
func (site Site) Handler() http.Handler { return site.server().routes() }

func (site Site) server() *server {
	s := &server{
		store: site.Store, content: site.Content, sessions: newSessions(site.Sessions), downloads: site.Downloads,
		healthy: site.Health, provider: site.Provider, now: site.Now, log: site.Log,
	}
	s.api = api.New(api.Source{
		Store: site.Store, Grids: site.Content.Grids, Downloads: site.Downloads, Now: site.Now, Log: site.Log,
	})
	return s
}

// routes is the map of the site: each page with the right that it takes.
func (s *server) routes() chi.Router {
	r := chi.NewRouter()
	r.Use(s.recovered, Secured, s.sameOrigin, bounded, middleware.GetHead)
	r.Mount(static.Prefix, static.Handler())
	r.Get("/healthz", s.machine(s.health))
	r.Get("/robots.txt", s.machine(robots))
	r.With(within(pageBudget)).Mount(api.Prefix, s.api.Routes())
	r.With(within(fileBudget), api.Open, gzipped).Get("/api/evaluations", s.api.Evaluations)

	pages := r.With(received, within(pageBudget), gzipped, s.withSession)
	files := r.With(within(fileBudget), gzipped, s.withSession)
	pages.Get("/", s.may(assessment.ReadPublic, s.showHome))
	pages.Post("/", s.may(assessment.ReadPublic, s.simulate))
	pages.Get("/startups", s.may(assessment.ReadPublic, s.listStartups))
	pages.Get("/startups/{ghid}", s.may(assessment.ReadPublic, s.showStartup, s.aStartup))
	pages.Get("/startups/{ghid}/badge.svg", s.may(assessment.ReadPublic, s.showBadge, s.aStartup))
	pages.Get("/startups/{ghid}/calendrier.ics", s.may(assessment.ReadPublic, s.showStartupCalendar, s.aStartup))
	pages.Get("/calendrier.ics", s.may(assessment.ReadPublic, s.showCalendar))
	pages.Get("/fil.atom", s.may(assessment.ReadPublic, s.showFeed))
	pages.Get("/statistiques", s.may(assessment.ReadPublic, s.showStatistics))
	pages.Get("/startups/{ghid}/registre", s.may(assessment.ReadPublic, s.showRegister, s.aStartup))
	pages.Get("/startups/{ghid}/evaluation", s.may(assessment.WriteDraft, s.editDraft, s.aStartup))
	pages.Post("/startups/{ghid}/evaluation", s.may(assessment.WriteDraft, s.saveDraft, s.aStartup))
	pages.Get("/startups/{ghid}/evaluation/import", s.may(assessment.WriteDraft, s.showImport, s.aStartup))
	pages.Post("/startups/{ghid}/evaluation/import", s.may(assessment.WriteDraft, s.importFacts, s.aStartup))
	pages.Get("/startups/{ghid}/evaluation/signature", s.may(assessment.WriteDraft, s.reviewDraft, s.aStartup))
	pages.Post("/startups/{ghid}/evaluation/signature", s.may(assessment.WriteDraft, s.signDraft, s.aStartup))
	pages.Get("/startups/{ghid}/evaluation/et-si", s.may(assessment.WriteDraft, s.showWhatIf, s.aStartup))
	pages.Post("/startups/{ghid}/evaluation/et-si", s.may(assessment.WriteDraft, s.tryWhatIf, s.aStartup))
	pages.Get("/evaluations/{id}", s.may(assessment.ReadAssessment, s.showAssessment, s.aFile))
	pages.Get("/evaluations/{id}/et-si", s.may(assessment.ReadAssessment, s.showWhatIf, s.aFile))
	pages.Post("/evaluations/{id}/et-si", s.may(assessment.ReadAssessment, s.tryWhatIf, s.aFile))
	pages.Post("/evaluations/{id}/avis", s.may(assessment.WriteReview, s.review, s.aFile))
	pages.Post("/evaluations/{id}/decision", s.may(assessment.Decide, s.decide, s.aFile))
	pages.Post("/evaluations/{id}/renvoi", s.may(assessment.Decide, s.sendBack, s.aFile))
	for _, subject := range export.Subjects() {
		for _, form := range export.Forms() {
			files.Get("/export/"+string(subject)+"."+string(form), s.may(assessment.ReadPublic, s.export(subject, form)))
		}
	}
	pages.Get("/a-faire", s.may(assessment.ReadWork, s.showWork))
	pages.Get(page.FollowUpPath, s.may(assessment.Administer, s.showFollowUp))

	pages.Get("/connexion", s.may(assessment.ReadPublic, s.showSignIn))
	pages.Post("/connexion", s.may(assessment.ReadPublic, s.signInDemonstration))
	pages.Get("/connexion/fournisseur", s.may(assessment.ReadPublic, s.beginSignIn))
	pages.Get("/connexion/retour", s.may(assessment.ReadPublic, s.finishSignIn))
	pages.Post("/deconnexion", s.may(assessment.ReadPublic, s.signOut))

	pages.Get("/administration/comptes", s.may(assessment.Administer, s.listAccounts))
	pages.Post("/administration/comptes", s.may(assessment.Administer, s.addAccount))
	pages.Get("/administration/comptes/{account}", s.may(assessment.Administer, s.showAccount))
	pages.Post("/administration/comptes/{account}", s.may(assessment.Administer, s.saveAccount))
	pages.Get("/administration/journal", s.may(assessment.Administer, s.showAudit))

	pages.Get("/api/docs", s.may(assessment.ReadPublic, s.showAPI))
	pages.Post("/theme", s.may(assessment.ReadPublic, s.chooseTheme))
	pages.Get("/accessibilite", s.may(assessment.ReadPublic, s.showAccessibility))
	pages.Get("/mentions-legales", s.may(assessment.ReadPublic, s.notice(page.LegalNotice())))
	elsewhere := func(h handler) http.HandlerFunc {
		return received(within(pageBudget)(s.withSession(s.may(assessment.ReadPublic, h)))).ServeHTTP
	}
	r.NotFound(elsewhere(s.notFound))
	r.MethodNotAllowed(elsewhere(s.methodNotAllowed))
	return r
}

// gzipped sends what is worth it in fewer bytes, to whoever accepts that.
func gzipped(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }
