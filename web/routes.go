// Package web shows transfert to people: routes.go is the map of the site, and
// each resource has one file of handlers, which parse, ask and render. The
// pages are in package page, what is kept behind the [Store].
package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/web/api"
	"transfert/web/page"
	"transfert/web/static"
)

// routes is the map of the site: each page with the right that it takes.
func (s *server) routes() chi.Router {
	r := chi.NewRouter()
	r.Use(s.recovered, Secured, s.sameOrigin, bounded, middleware.GetHead)
	r.Mount(static.Prefix, static.Handler())
	r.Get("/healthz", s.anonymous(s.health))
	r.Get("/robots.txt", s.anonymous(robots))
	r.With(within(pageBudget)).Mount(api.Prefix, s.api.Routes())
	r.With(within(fileBudget), api.Open, gzipped).Get("/api/evaluations", s.api.Evaluations)

	pages := r.With(received, within(pageBudget), gzipped, s.withSession)
	files := r.With(api.Open, within(fileBudget), gzipped, s.withSession)
	open := pages.With(api.Open)
	pages.Get("/", s.authorize(assessment.ReadPublic, s.showHome))
	pages.Post("/", s.authorize(assessment.ReadPublic, s.simulate))
	pages.Get("/startups", s.authorize(assessment.ReadPublic, s.listStartups))
	pages.Get("/startups/{ghid}", s.authorize(assessment.ReadPublic, s.showStartup, s.loadStartup))
	open.Get("/startups/{ghid}/badge.svg", s.authorize(assessment.ReadPublic, s.showBadge, s.loadStartup))
	open.Get("/startups/{ghid}/calendrier.ics", s.authorize(assessment.ReadPublic, s.showStartupCalendar, s.loadStartup))
	open.Get("/calendrier.ics", s.authorize(assessment.ReadPublic, s.showCalendar))
	open.Get("/fil.atom", s.authorize(assessment.ReadPublic, s.showFeed))
	pages.Get("/statistiques", s.authorize(assessment.ReadPublic, s.showStatistics))
	pages.Get("/startups/{ghid}/registre", s.authorize(assessment.ReadPublic, s.showRegister, s.loadStartup))
	pages.Get("/startups/{ghid}/evaluation", s.authorize(assessment.WriteDraft, s.editDraft, s.loadStartup))
	pages.Post("/startups/{ghid}/evaluation", s.authorize(assessment.WriteDraft, s.saveDraft, s.loadStartup))
	pages.Get("/startups/{ghid}/evaluation/import", s.authorize(assessment.WriteDraft, s.showImport, s.loadStartup))
	pages.Post("/startups/{ghid}/evaluation/import", s.authorize(assessment.WriteDraft, s.importFacts, s.loadStartup))
	pages.Get("/startups/{ghid}/evaluation/signature", s.authorize(assessment.WriteDraft, s.reviewDraft, s.loadStartup))
	pages.Post("/startups/{ghid}/evaluation/signature", s.authorize(assessment.WriteDraft, s.signDraft, s.loadStartup))
	pages.Get("/startups/{ghid}/evaluation/et-si", s.authorize(assessment.WriteDraft, s.showWhatIf, s.loadStartup))
	pages.Post("/startups/{ghid}/evaluation/et-si", s.authorize(assessment.WriteDraft, s.tryWhatIf, s.loadStartup))
	pages.Get("/evaluations/{id}", s.authorize(assessment.ReadAssessment, s.showAssessment, s.loadRecord))
	pages.Get("/evaluations/{id}/et-si", s.authorize(assessment.ReadAssessment, s.showWhatIf, s.loadRecord))
	pages.Post("/evaluations/{id}/et-si", s.authorize(assessment.ReadAssessment, s.tryWhatIf, s.loadRecord))
	pages.Post("/evaluations/{id}/avis", s.authorize(assessment.WriteReview, s.review, s.loadRecord))
	pages.Post("/evaluations/{id}/decision", s.authorize(assessment.Decide, s.decide, s.loadRecord))
	pages.Post("/evaluations/{id}/renvoi", s.authorize(assessment.Decide, s.sendBack, s.loadRecord))
	for _, subject := range export.Subjects() {
		for _, form := range export.Forms() {
			files.Get("/export/"+string(subject)+"."+string(form), s.authorize(assessment.ReadPublic, s.export(subject, form)))
		}
	}
	pages.Get("/a-faire", s.authorize(assessment.ReadWork, s.showWork))
	pages.Get(page.FollowUpPath, s.authorize(assessment.Administer, s.showFollowUp))

	pages.Get("/connexion", s.authorize(assessment.ReadPublic, s.showSignIn))
	pages.Post("/connexion", s.authorize(assessment.ReadPublic, s.signInDemonstration))
	pages.Get("/connexion/fournisseur", s.authorize(assessment.ReadPublic, s.beginSignIn))
	pages.Get("/connexion/retour", s.authorize(assessment.ReadPublic, s.finishSignIn))
	pages.Post("/deconnexion", s.authorize(assessment.ReadPublic, s.signOut))

	pages.Get("/administration/comptes", s.authorize(assessment.Administer, s.listAccounts))
	pages.Post("/administration/comptes", s.authorize(assessment.Administer, s.addAccount))
	pages.Get("/administration/comptes/{account}", s.authorize(assessment.Administer, s.showAccount))
	pages.Post("/administration/comptes/{account}", s.authorize(assessment.Administer, s.saveAccount))
	pages.Get(page.RenamesPath, s.authorize(assessment.Administer, s.listRenames))
	pages.Post(page.RenamesPath, s.authorize(assessment.Administer, s.rename))
	pages.Get("/administration/journal", s.authorize(assessment.Administer, s.showAudit))

	pages.Get("/api/docs", s.authorize(assessment.ReadPublic, s.showAPI))
	pages.Post("/theme", s.authorize(assessment.ReadPublic, s.chooseTheme))
	pages.Get("/accessibilite", s.authorize(assessment.ReadPublic, s.showAccessibility))
	pages.Get("/mentions-legales", s.authorize(assessment.ReadPublic, s.notice(page.LegalNotice())))
	elsewhere := func(h handler) http.HandlerFunc {
		return received(within(pageBudget)(s.withSession(s.authorize(assessment.ReadPublic, h)))).ServeHTTP
	}
	r.NotFound(elsewhere(s.notFound))
	r.MethodNotAllowed(elsewhere(s.methodNotAllowed))
	return r
}

// gzipped compresses what is worth it, for clients that accept it.
func gzipped(next http.Handler) http.Handler { return gzhttp.GzipHandler(next) }
