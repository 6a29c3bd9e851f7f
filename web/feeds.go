package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/query"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showCalendar sends what is due of the startups that an address filters.
func (s *server) showCalendar(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := query.Filter(r.URL.Query())
	if err != nil {
		return err
	}
	return s.calendar(w, r, "transfert\u00a0: échéances des services", f)
}

// showStartupCalendar sends what is due of one startup.
func (s *server) showStartupCalendar(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.calendar(w, r, "transfert\u00a0: "+v.startup.Name, assessment.Filter{ID: v.startup.ID, Withdrawn: true})
}

func (s *server) calendar(w http.ResponseWriter, r *http.Request, name string, f assessment.Filter) error {
	f.Published = true
	var file bytes.Buffer
	address := func(id string) string { return s.origin(r) + page.StartupPath(id) }
	if err := export.Calendar(&file, name, s.store.Classified(r.Context(), f, s.today()), s.content.Grids, address); err != nil {
		return err
	}
	return public(w, "text/calendar; charset=utf-8", file.Bytes())
}

// feedLength is how many decisions the feed tells.
const feedLength = 50

// showFeed sends the last decisions as an Atom feed.
func (s *server) showFeed(w http.ResponseWriter, r *http.Request, v visit) error {
	decisions, err := s.store.Decisions(r.Context(), feedLength)
	if err != nil {
		return err
	}
	var feed bytes.Buffer
	if err := export.Atom(&feed, decisions, s.origin(r), page.AssessmentPath); err != nil {
		return err
	}
	return public(w, "application/atom+xml; charset=utf-8", feed.Bytes())
}

// public sends what everybody gets, and may keep for a while.
func public(w http.ResponseWriter, kind string, body []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, max-age=600")
	_, _ = w.Write(body) // an error means that nobody is waiting
	return nil
}

// showStatistics shows the figures of the tool itself.
func (s *server) showStatistics(w http.ResponseWriter, r *http.Request, v visit) error {
	figures, err := s.store.Statistics(r.Context(), s.today())
	if err != nil {
		return err
	}
	p := page.Statistics{Layout: s.layout(r, v, "Statistiques", "/statistiques"), Figures: figures, Today: s.today()}
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "Statistiques", Href: "/statistiques"}}
	return s.render(w, r, http.StatusOK, p.View())
}

// showBadge sends what is in force of a startup as a small image.
func (s *server) showBadge(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := s.startupContext(r, visit{startup: v.startup}) // the same for everybody
	if err != nil {
		return err
	}
	_, entry, _ := assessment.InForce(d.history, s.today())
	var image bytes.Buffer
	badge := page.Badge{Entry: entry, Today: s.today(), Large: r.URL.Query().Get("taille") == "grande"}
	if err := badge.View().Render(r.Context(), &image); err != nil {
		return err
	}
	digest := sha256.Sum256(image.Bytes())
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Header().Set("ETag", fmt.Sprintf("%q", hex.EncodeToString(digest[:8])))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(image.Bytes()))
	return nil
}
