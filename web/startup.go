package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"transfert/assessment"
	"transfert/web/page"
)

// showBadge sends what is in force of a startup as a small image.
func (s *server) showBadge(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	r.account = assessment.Account{} // the same for everybody
	d, err := s.startupContext(r, day)
	if err != nil {
		return err
	}
	_, entry, _ := assessment.InForce(d.history, day)
	var image bytes.Buffer
	badge := page.Badge{Entry: entry, Disagreement: d.startup.Disagreement(entry, day), Today: day, Large: r.URL.Query().Get("taille") == "grande"}
	if err := badge.View().Render(r.Context(), &image); err != nil {
		return err
	}
	digest := sha256.Sum256(image.Bytes())
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Header().Set("ETag", fmt.Sprintf("%q", hex.EncodeToString(digest[:8])))
	http.ServeContent(w, r.Request, "", time.Time{}, bytes.NewReader(image.Bytes()))
	return nil
}

// showStartup shows what is known of a startup, and what is in force of it on a
// day: today, unless the address says « au ».
func (s *server) showStartup(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	d, err := s.startupContext(r, day)
	if err != nil {
		return err
	}
	p := page.NewStartup(s.reader(r), s.content.Grids, d.startup, d.history, d.facts, day, d.draft.ID != 0)
	return s.render(w, r, http.StatusOK, p.View())
}

// showRegister shows all that was decided of a startup.
func (s *server) showRegister(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	d, err := s.startupContext(r, day)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewRegister(s.reader(r), d.startup, d.history, day).View())
}

// startupContext is all that is known of a startup: its last signed assessment is zero where
// there is none, or none that the reader may read.
type startupContext struct {
	startup  assessment.Startup
	draft    assessment.Assessment // without an ID where none is open: what one would start from
	start    assessment.Facts      // what a draft starts from
	history  []assessment.Record   // signed, the last one first
	previous assessment.Record     // the last signed one
	facts    assessment.Facts      // its facts, names included: for the engine, not for the page
}

func (s *server) startupContext(r request, day assessment.Date) (d startupContext, err error) {
	d.startup = r.startup
	if day != s.today() {
		d.startup = r.startup.AsOf(day)
	}
	if r.allowed(assessment.WriteDraft) {
		d.draft, err = s.store.Draft(r.Context(), r.startup.ID)
		if err != nil && !errors.Is(err, assessment.ErrNotFound) {
			return startupContext{}, err
		}
	}
	history, err := s.store.History(r.Context(), r.startup.ID)
	if err != nil {
		return startupContext{}, err
	}
	for _, file := range assessment.AsOf(history, day) {
		r.record = file
		if r.allowed(assessment.ReadAssessment) {
			if len(d.history) == 0 {
				d.facts = file.Assessment.Facts
			}
			d.history = append(d.history, r.readable(file))
		}
	}
	if len(d.history) > 0 {
		d.previous = d.history[0]
	}
	d.start = d.started(s.content.Grids.Newest().Version, s.today())
	if d.draft.ID == 0 {
		d.draft = assessment.Assessment{StartupID: r.startup.ID, State: assessment.Draft, Facts: d.start}
	}
	return d, nil
}

// agreeable reports whether the last signed assessment waits for a decision, and no one
// contests it.
func (d startupContext) agreeable(today assessment.Date) bool {
	return d.previous.Assessment.ID != 0 && d.previous.Open(today) && d.previous.State(today) != assessment.Contested
}

// catalogued is what the catalogue says of facts, by path of the field.
func (d startupContext) catalogued() map[assessment.Path]string {
	values := map[assessment.Path]string{}
	for path, address := range map[assessment.Path]string{
		"open_source.repository_url": d.startup.Repository,
		"indicators.stats_url":       d.startup.StatsURL,
	} {
		if assessment.AbsoluteURL(address) {
			values[path] = address
		}
	}
	return values
}

// started is what a draft starts from: the last signed facts, judged today under the
// newest grid, completed from the catalogue.
func (d startupContext) started(grid string, today assessment.Date) assessment.Facts {
	facts := d.previous.Assessment.Facts
	facts.Grid, facts.AsOf = grid, today
	known := d.catalogued()
	facts.Indicators.StatsURL = cmp.Or(facts.Indicators.StatsURL, known["indicators.stats_url"])
	facts.OpenSource.RepositoryURL = cmp.Or(facts.OpenSource.RepositoryURL, known["open_source.repository_url"])
	return facts
}
