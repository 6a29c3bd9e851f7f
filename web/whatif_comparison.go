package web

import (
	"fmt"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// horizon is how far ahead the page looks.
const horizon assessment.Months = 36

// compare puts facts beside those of the baseline, judged on their own day and on
// the days to come.
func (s *server) compare(r request, base page.Baseline, form checklist.Form, facts assessment.Facts) (*page.Comparison, error) {
	address, err := addressOf(base, facts)
	if err != nil {
		return nil, err
	}
	box, grid, until := s.judge(r.startup, facts), base.Verdict.Grid, s.today().AddMonths(horizon)
	return &page.Comparison{
		Baseline: base, Verdict: *box, Form: form, Address: address, Today: s.today(), Horizon: until,
		Alone: assessment.Evaluate(grid, base.Facts, facts.AsOf),
		Now:   assessment.Forecast(grid, base.Facts, s.today(), until),
		Then:  assessment.Forecast(box.Grid, facts, s.today(), until),
	}, nil
}

// baseline is what a what-if starts from: the signed assessment of the route, else
// the open draft of its startup.
func (s *server) baseline(r request) (page.Baseline, error) {
	a := r.record.Assessment
	if a.ID != 0 {
		return s.withForm(page.Baseline{
			Title: "Évaluation au " + a.Facts.AsOf.French(), Parent: page.AssessmentPath(a.ID), Path: page.WhatIfPath(a.ID),
			Verdict: s.frozen(r.startup, a), Facts: withNamelessFollower(a),
		}), nil
	}
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return page.Baseline{}, err
	}
	if d.draft.ID == 0 {
		return page.Baseline{}, fmt.Errorf("draft of startup %q: %w", r.startup.ID, assessment.ErrNotFound)
	}
	return s.withForm(page.Baseline{
		Title: "Brouillon au " + d.draft.Facts.AsOf.French(), Parent: page.DraftPath(r.startup.ID), Path: page.DraftWhatIfPath(r.startup.ID),
		Verdict: *s.judge(r.startup, d.draft.Facts), Facts: d.draft.Facts,
	}), nil
}

// withForm is a baseline with its facts as a person types them.
func (s *server) withForm(base page.Baseline) page.Baseline {
	base.Form = s.form(base.Facts)
	return base
}

// withNamelessFollower are the facts of an assessment, with a person who follows the
// indicators where there is one whose name is not for everybody to read: without, the
// same facts would not give the same verdict.
func withNamelessFollower(a assessment.Assessment) assessment.Facts {
	facts := a.Facts
	for _, c := range a.Verdict.Criterion(assessment.Indicators).Conditions {
		if c.ID == "followed" && c.Status == assessment.Met && len(facts.Indicators.Followers) == 0 {
			facts.Indicators.Followers = []string{"Personne dont le nom n’est pas publié"}
		}
	}
	return facts
}

// planAhead is how far a plan reaches, in months from today, where the date of
// reference does not lie ahead.
const planAhead assessment.Months = 12

// planned completes facts with what is planned through their as-of date; where that
// does not lie ahead, the plan reaches further and is judged on its last day.
func (s *server) planned(kind string, facts assessment.Facts) assessment.Facts {
	today := s.today()
	if !facts.AsOf.After(today) {
		facts.AsOf = today.AddMonths(planAhead)
	}
	switch kind {
	case "sessions":
		return assessment.PlanSessions(s.grid(facts.Grid), facts, today, facts.AsOf)
	case "releases":
		return assessment.PlanReleases(s.grid(facts.Grid), facts, today, facts.AsOf)
	}
	return facts
}

// dayOr is the date of an intent, or another one where it is none.
func dayOr(typed string, otherwise assessment.Date) assessment.Date {
	day, err := assessment.ParseDate(typed)
	if err != nil {
		return otherwise
	}
	return day
}
