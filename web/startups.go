package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// maxSearch bounds the text that is searched for, in bytes.
const maxSearch = 200

// listStartups shows one page of the portfolio.
func (s *server) listStartups(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	number, err := strconv.Atoi(query.Get("page"))
	if err != nil || number < 1 {
		number = 1
	}
	text := strings.TrimSpace(strings.ToValidUTF8(query.Get("q"), ""))
	if len(text) > maxSearch {
		text = strings.ToValidUTF8(text[:maxSearch], "")
	}
	q := assessment.StartupQuery{Text: strings.ReplaceAll(text, "\x00", ""), Page: number, Today: s.today()}
	list, err := s.store.Startups(r.Context(), q)
	if err != nil {
		return err
	}
	p := page.Startups{Layout: s.layout(r, "Les services", "/startups"), Query: q, List: list}
	if last := p.Last(); number > last {
		http.Redirect(w, r, p.Href(last), http.StatusSeeOther)
		return nil
	}
	p.Layout.Description = "Les services numériques du programme beta.gouv.fr, leur phase et leur classement."
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "Les services", Href: "/startups"}}
	return s.render(w, r, http.StatusOK, p.View())
}

// showStartup shows what is known of a startup.
func (s *server) showStartup(w http.ResponseWriter, r *http.Request) error {
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	p := page.Startup{
		Layout:  s.layout(r, d.startup.Name, "/startups"),
		Startup: d.startup, Today: s.today(), History: d.history, Draft: d.draft.ID != 0,
	}
	p.Layout.Description = d.startup.Pitch
	p.Layout.Breadcrumb = breadcrumb(d.startup)
	if d.previous.ID != 0 {
		box := s.frozen(d.previous)
		p.Verdict = &box
	}
	return s.render(w, r, http.StatusOK, p.View())
}

// showAssessment shows a signed assessment.
func (s *server) showAssessment(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		return fmt.Errorf("assessment %q: %w", chi.URLParam(r, "id"), assessment.ErrNotFound)
	}
	a, err := s.store.Assessment(r.Context(), id)
	if err != nil {
		return err
	}
	a = s.local(a)
	startup, err := s.store.Startup(r.Context(), a.StartupID)
	if err != nil {
		return err
	}
	facts, err := formOf(a.Facts)
	if err != nil {
		return err
	}
	p := page.Assessment{
		Layout:  s.layout(r, "Évaluation du service "+startup.Name+" au "+a.Facts.AsOf.French(), "/startups"),
		Startup: startup, Assessment: a, Verdict: s.frozen(a), Facts: facts,
	}
	p.Layout.Breadcrumb = breadcrumb(startup, dsfr.Link{Label: "Évaluation au " + a.Facts.AsOf.French(), Href: page.AssessmentPath(a.ID)})
	return s.render(w, r, http.StatusOK, p.View())
}

// frozen is the verdict of a signed assessment as it was signed, seen today.
func (s *server) frozen(a assessment.Assessment) page.VerdictBox {
	return page.VerdictBox{Verdict: a.Verdict, Grid: s.grid(a.Facts.Grid), Facts: a.Facts, Today: s.today()}
}

// exportCSV streams the classifications as a file. When it fails half-way the
// connection is cut, so that nobody takes a part for the whole.
func (s *server) exportCSV(w http.ResponseWriter, r *http.Request) error {
	today := s.today()
	file := &download{ResponseWriter: w, name: "classements-" + today.String() + ".csv"}
	err := export.CSV(file, s.store.Classified(r.Context()), s.content.Grids, today)
	if err != nil && file.begun {
		s.log.Error("export cut short", "error", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// download is a file in the making. Its headers wait for the first byte: until
// then an error can still have its page.
type download struct {
	http.ResponseWriter
	name  string
	begun bool
}

// Write sends what comes next of the file.
func (d *download) Write(b []byte) (int, error) {
	if !d.begun {
		d.begun = true
		h := d.Header()
		h.Set("Content-Type", "text/csv; charset=utf-8")
		h.Set("Content-Disposition", `attachment; filename="`+d.name+`"`)
		h.Set("Cache-Control", "no-store")
	}
	return d.ResponseWriter.Write(b)
}
