package web

import (
	"cmp"
	"errors"

	"transfert/assessment"
)

// startupContext is all that is known of a startup: its last signed assessment is zero where
// there is none, or none that the reader may read.
type startupContext struct {
	startup  assessment.Startup
	draft    assessment.Assessment // without an ID where none is open: what one would start from
	start    assessment.Facts      // what a draft starts from
	history  []assessment.Record   // signed, the last one first
	previous assessment.Record     // the last signed one
	facts    assessment.Facts      // its facts, whole whoever reads: for the engine, not for the page
}

func (s *server) startupContext(r request) (d startupContext, err error) {
	d.startup = r.startup
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
	for _, file := range history {
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
