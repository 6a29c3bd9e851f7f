package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// ghid is the startup's id in the address, which may hold accents. It comes as it
// was escaped only where that differs from the usual way (RawPath of [url.URL]).
func ghid(r *http.Request) string {
	id := chi.URLParam(r, "ghid")
	if r.URL.RawPath == "" {
		return id
	}
	decoded, err := url.PathUnescape(id)
	if err != nil {
		return id
	}
	return decoded
}

// desk is all that is known of a startup: its open draft and its last signed
// assessment are zero where there is none, or none for the visit to read.
type desk struct {
	startup  assessment.Startup
	draft    assessment.Assessment
	history  []assessment.File // signed, the last one first
	previous assessment.File   // the last signed one
	facts    assessment.Facts  // its facts, whole whoever reads: for the engine, not for the page
}

func (s *server) desk(r *http.Request, v visit) (d desk, err error) {
	d.startup = v.startup
	if v.allowed(assessment.WriteDraft) {
		d.draft, err = s.store.Draft(r.Context(), v.startup.ID)
		if err != nil && !errors.Is(err, assessment.ErrNotFound) {
			return desk{}, err
		}
		d.draft = assessment.File{Assessment: d.draft}.In(s.now().Location()).Assessment
	}
	history, err := s.store.History(r.Context(), v.startup.ID)
	if err != nil {
		return desk{}, err
	}
	for _, file := range history {
		v.file = file
		if v.allowed(assessment.ReadAssessment) {
			if len(d.history) == 0 {
				d.facts = file.Assessment.Facts
			}
			d.history = append(d.history, s.shown(file, v))
		}
	}
	if len(d.history) > 0 {
		d.previous = d.history[0]
	}
	return d, nil
}

// revision is the one that a form built from the desk was read at.
func (d desk) revision() int {
	if d.draft.ID != 0 {
		return d.draft.Revision
	}
	return d.previous.Assessment.Revision
}

func (d desk) path() string { return page.StartupPath(d.startup.ID) + "/evaluation" }

// catalogued is what the catalogue says of facts, by path of the field.
func (d desk) catalogued() map[string]string {
	values := map[string]string{}
	for path, address := range map[string]string{
		"open_source.repository_url": d.startup.Repository,
		"indicators.stats_url":       d.startup.StatsURL,
	} {
		if assessment.AbsoluteURL(address) {
			values[path] = address
		}
	}
	return values
}

// prefilled is the form that the desk starts from: the draft, else the last
// signed facts judged today, completed from the catalogue.
func (d desk) prefilled(today assessment.Date) (page.Form, error) {
	if d.draft.ID != 0 {
		return formOf(d.draft.Facts)
	}
	form, err := formOf(d.previous.Assessment.Facts)
	if err != nil {
		return form, err
	}
	form.Set("grid", "")
	form.Set("as_of", frenchDate(today.String()))
	for path, value := range d.catalogued() {
		if form.Value(path) == "" {
			form.Set(path, value)
		}
	}
	return form, nil
}

// breadcrumb leads from the home page to a page about a startup.
func breadcrumb(startup assessment.Startup, rest ...dsfr.Link) []dsfr.Link {
	return append([]dsfr.Link{
		{Label: "Accueil", Href: "/"},
		{Label: "Les services", Href: "/startups"},
		{Label: startup.Name, Href: page.StartupPath(startup.ID)},
	}, rest...)
}
