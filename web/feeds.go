package web

import (
	"bytes"
	"net/http"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/query"
	"transfert/web/page"
)

// showCalendar sends what is due of the startups that an address filters.
func (s *server) showCalendar(w http.ResponseWriter, r request) error {
	f, err := query.Filter(r.URL.Query())
	if err != nil {
		return err
	}
	return s.calendar(w, r, "transfert\u00a0: échéances des services", f)
}

// showStartupCalendar sends what is due of one startup.
func (s *server) showStartupCalendar(w http.ResponseWriter, r request) error {
	return s.calendar(w, r, "transfert\u00a0: "+r.startup.Name, assessment.Filter{ID: r.startup.ID, Withdrawn: true})
}

func (s *server) calendar(w http.ResponseWriter, r request, name string, f assessment.Filter) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	f.Published = true
	var file bytes.Buffer
	address := func(id string) string { return s.origin(r) + page.StartupPath(id) }
	if err := export.Calendar(&file, name, s.store.Classified(r.Context(), f, day), s.content.Grids, address); err != nil {
		return err
	}
	return public(w, "text/calendar; charset=utf-8", file.Bytes())
}

// feedLength is how many decisions the feed tells.
const feedLength = 50

// showFeed sends the last decisions as an Atom feed.
func (s *server) showFeed(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	decisions, err := s.store.Decisions(r.Context(), feedLength, day)
	if err != nil {
		return err
	}
	var feed bytes.Buffer
	if err := export.Atom(&feed, decisions, s.origin(r), page.AssessmentPath); err != nil {
		return err
	}
	return public(w, "application/atom+xml; charset=utf-8", feed.Bytes())
}
