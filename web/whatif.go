package web

import (
	"errors"
	"fmt"
	"net/http"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showWhatIf shows what the facts of the address would make of an assessment; the
// assessment's own facts, to be changed, where the address holds none.
func (s *server) showWhatIf(w http.ResponseWriter, r *http.Request, v visit) error {
	base, err := s.baseline(r, v)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	facts, given := base.Facts, query.Has("faits")
	if given {
		facts, err = unpack(query.Get("faits"), s.content.Grids)
	} else {
		facts.AsOf = s.today()
	}
	if err != nil {
		return err
	}
	if query.Get("format") == "json" {
		return sendFacts(w, facts)
	}
	form, err := formOf(facts)
	if err != nil {
		return err
	}
	p := s.whatIf(r, v, base, form, "")
	if given {
		err = s.compare(&p, facts)
	}
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, p.View())
}

// tryWhatIf answers what the pressed button asks for. It stores nothing: what was
// filled in becomes an address, which shows it.
func (s *server) tryWhatIf(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseUpload(r); err != nil {
		return err
	}
	base, err := s.baseline(r, v)
	if err != nil {
		return err
	}
	form := typed(r.PostForm)
	verb, subject := intent(r.PostForm, "judge")
	if edited, focus, ok := edit(form, verb, subject); ok {
		return s.render(w, r, http.StatusOK, s.whatIf(r, v, base, edited, focus).View())
	}
	if verb == "open" {
		return s.openWhatIf(w, r, v, base, form)
	}
	form, facts, err := s.facts(form)
	if err != nil {
		return s.render(w, r, http.StatusUnprocessableEntity, s.whatIf(r, v, base, form, "").View())
	}
	switch verb {
	case "plan":
		facts = s.planned(subject, facts)
	case "at":
		facts.AsOf = dayOr(subject, facts.AsOf)
	case "download":
		return sendFacts(w, facts)
	}
	return s.answerWhatIf(w, r, v, base, facts)
}

// openWhatIf judges the facts of a file in the place of those of the form, which
// stay where the file is refused.
func (s *server) openWhatIf(w http.ResponseWriter, r *http.Request, v visit, base page.Baseline, form page.Form) error {
	facts, err := s.opened(r)
	refused, invalid := errors.AsType[assessment.FieldErrors](err)
	if invalid {
		p := s.whatIf(r, v, base, form, "")
		p.Refused = refused
		return s.render(w, r, http.StatusUnprocessableEntity, p.View())
	}
	if err != nil {
		return err
	}
	return s.answerWhatIf(w, r, v, base, facts)
}

// answerWhatIf leads to the address that holds the facts, or shows at once what is
// too long for one.
func (s *server) answerWhatIf(w http.ResponseWriter, r *http.Request, v visit, base page.Baseline, facts assessment.Facts) error {
	address, err := addressOf(base, facts)
	if err != nil {
		return err
	}
	if address != "" {
		http.Redirect(w, r, address, http.StatusSeeOther)
		return nil
	}
	form, err := formOf(facts)
	if err != nil {
		return err
	}
	p := s.whatIf(r, v, base, form, "")
	if err := s.compare(&p, facts); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, p.View())
}

func (s *server) whatIf(r *http.Request, v visit, base page.Baseline, form page.Form, focus string) page.WhatIf {
	p := page.WhatIf{
		Layout:   s.layout(r, v, "Et si…\u00a0: simulation pour le service "+v.startup.Name, "/startups"),
		Startup:  v.startup,
		Baseline: base, Today: s.today(), PlanAhead: planAhead,
		Checklist: s.checklist(base.Path, form, focus),
	}
	p.Layout.Breadcrumb = breadcrumb(v.startup, dsfr.Link{Label: base.Title, Href: base.Parent}, dsfr.Link{Label: "Et si…", Href: base.Path})
	p.Checklist.Passages = nil // they stand on other pages
	return p
}

// horizon is how far ahead the page looks.
const horizon assessment.Months = 36

// compare puts facts beside those of the baseline, judged on their own day and on
// the days to come.
func (s *server) compare(p *page.WhatIf, facts assessment.Facts) error {
	address, err := addressOf(p.Baseline, facts)
	if err != nil {
		return err
	}
	form, err := formOf(facts)
	if err != nil {
		return err
	}
	box := s.judge(facts)
	until := s.today().AddMonths(horizon)
	p.Result = &page.Comparison{
		Baseline: p.Baseline, Verdict: box, Facts: form, Address: address, Today: s.today(), Horizon: until,
		Alone: assessment.Evaluate(p.Baseline.Verdict.Grid, p.Baseline.Facts, facts.AsOf),
		Now:   assessment.Forecast(p.Baseline.Verdict.Grid, p.Baseline.Facts, s.today(), until),
		Then:  assessment.Forecast(box.Grid, facts, s.today(), until),
	}
	return nil
}

// baseline is what a what-if starts from: the signed assessment of the route, else
// the open draft of its startup.
func (s *server) baseline(r *http.Request, v visit) (page.Baseline, error) {
	a := v.file.Assessment
	if a.ID != 0 {
		base := page.Baseline{
			Title: "Évaluation au " + a.Facts.AsOf.French(), Parent: page.AssessmentPath(a.ID),
			Verdict: s.frozen(a), Facts: withNamelessFollower(a),
		}
		return s.addressed(base)
	}
	d, err := s.desk(r, v)
	if err != nil {
		return page.Baseline{}, err
	}
	if d.draft.ID == 0 {
		return page.Baseline{}, fmt.Errorf("draft of startup %q: %w", v.startup.ID, assessment.ErrNotFound)
	}
	return s.addressed(page.Baseline{
		Title: "Brouillon au " + d.draft.Facts.AsOf.French(), Parent: d.path(),
		Verdict: s.judge(d.draft.Facts), Facts: d.draft.Facts,
	})
}

func (s *server) addressed(base page.Baseline) (page.Baseline, error) {
	base.Path = base.Parent + "/et-si"
	form, err := formOf(base.Facts)
	base.Form = form
	return base, err
}

// withNamelessFollower are the facts of an assessment, with somebody who follows the
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
