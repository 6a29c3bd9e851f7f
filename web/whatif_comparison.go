package web

import (
	"fmt"

	"transfert/assessment"
	"transfert/web/page"
)

// baseline is what a what-if starts from: the signed assessment of the route, else
// the open draft of its startup.
func (s *server) baseline(r request) (page.Baseline, error) {
	a := r.record.Assessment
	if a.ID != 0 {
		a.Facts = withNamelessFollower(a)
		return page.NewSignedBaseline(s.content.Grids, r.startup, a, s.today()), nil
	}
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return page.Baseline{}, err
	}
	if d.draft.ID == 0 {
		return page.Baseline{}, fmt.Errorf("draft of startup %q: %w", r.startup.ID, assessment.ErrNotFound)
	}
	return page.NewDraftBaseline(s.content.Grids, r.startup, d.draft, s.today()), nil
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

// planned completes facts with what is planned through their as-of date; where that
// does not lie ahead, the plan reaches further and is judged on its last day.
func (s *server) planned(kind string, facts assessment.Facts) assessment.Facts {
	today := s.today()
	if !facts.AsOf.After(today) {
		facts.AsOf = today.AddMonths(page.PlanAhead)
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
