package assessment_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"transfert/assessment"
)

// planDay is the day from which the plans below are made, in the grid of 2026-1:
// tests every 4 months, releases every 6, one from feedback every 12.
const planDay = "2026-11-24"

func TestPlannedTestsAreTheFewestOfWhichNoneIsLate(t *testing.T) {
	for _, test := range []struct {
		name    string
		facts   string // members of the facts document
		through string
		want    string
	}{
		{"the next one is due when the last one no longer covers", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-08-12"}]}`, "2027-11-24", "2026-12-12 2027-04-12 2027-08-12"},
		{"nothing is due while the last one covers", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-08-12"}]}`, "2026-12-12", ""},
		{"one is due on the day before the first day without", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-08-12"}]}`, "2026-12-13", "2026-12-12"},
		{"what is late is done at once", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-01-12"}]}`, "2027-03-24", "2026-11-24"},
		{"the first one is done at once", ``, "2027-03-25", "2026-11-24 2027-03-24"},
		{"months clamp to their end", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-10-31"}]}`, "2027-07-01", "2027-02-28 2027-06-28"},
		{"what is planned already counts", `"user_tests": {"answer": "yes", "sessions": [{"date": "2026-12-01"}, {"date": "2026-08-12"}, {"date": "2027-05-01"}]}`, "2027-08-31", "2027-04-01"},
		{"the day from which regularity is judged covers as a test does", `"observed_since": "2026-11-01", "user_tests": {"answer": "yes", "sessions": [{"date": "2026-01-01"}]}`, "2027-06-01", "2027-03-01"},
		{"but takes the place of none", `"observed_since": "2026-11-01"`, "2026-12-01", "2026-11-24"},
		{"days of the past need no plan", ``, "2026-11-23", ""},
	} {
		facts := parse(t, document(`"as_of": "`+planDay+`"`, test.facts))
		planned := assessment.PlanSessions(grids(t).Newest(), facts, date(planDay), date(test.through))
		var days []string
		for _, s := range planned.UserTests.Sessions[len(facts.UserTests.Sessions):] {
			days = append(days, s.Date.String())
		}
		if got := strings.Join(days, " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if planned.UserTests.Answer != assessment.Yes {
			t.Errorf("%s: the answer is %q", test.name, planned.UserTests.Answer)
		}
	}
}

func TestPlannedReleasesFollowFeedbackWhereThatIsDue(t *testing.T) {
	for _, test := range []struct {
		name    string
		facts   string
		through string
		want    string // « retours » after a release from feedback
	}{
		{"the first one follows feedback", ``, "2027-11-24", "2026-11-24 retours, 2027-05-24"},
		{"the one before feedback is due again follows it", `"evolutions": {"answer": "yes", "releases": [{"date": "2026-09-02", "from_user_feedback": true}]}`, "2027-11-24", "2027-03-02, 2027-09-02 retours"},
		{"feedback that is due earlier comes earlier", `"evolutions": {"answer": "yes", "releases": [{"date": "2026-01-02", "from_user_feedback": true}, {"date": "2026-11-02"}]}`, "2027-11-24", "2027-01-02 retours, 2027-07-02"},
		{"each year needs one", `"evolutions": {"answer": "yes", "releases": [{"date": "2026-11-24", "from_user_feedback": true}]}`, "2028-11-24", "2027-05-24, 2027-11-24 retours, 2028-05-24"},
		{"nothing is due", `"evolutions": {"answer": "yes", "releases": [{"date": "2026-11-24", "from_user_feedback": true}]}`, "2027-05-24", ""},
	} {
		facts := parse(t, document(`"as_of": "`+planDay+`"`, test.facts))
		planned := assessment.PlanReleases(grids(t).Newest(), facts, date(planDay), date(test.through))
		var days []string
		for _, r := range planned.Evolutions.Releases[len(facts.Evolutions.Releases):] {
			day := r.Date.String()
			if r.FromUserFeedback {
				day += " retours"
			}
			days = append(days, day)
		}
		if got := strings.Join(days, ", "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAPlanIsWhatTheEngineTakesAsEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 3))
	grid := grids(t).Newest()
	for n := range 200 {
		facts := upTo(randomFacts(r), asOfDay)
		if facts.ObservedSince.After(asOfDay) {
			facts.ObservedSince = assessment.Date{}
		}
		// Past gaps have left the window: that of user tests and of releases alike.
		through := asOfDay.AddMonths(grid.Parameters.Evolutions.Over + 1 + assessment.Months(r.IntN(24)))
		facts = assessment.PlanSessions(grid, facts, asOfDay, through)
		facts = assessment.PlanReleases(grid, facts, asOfDay, through)
		verdict := assessment.Evaluate(grid, facts, through)
		for _, id := range []assessment.CriterionID{assessment.UserTests, assessment.Evolutions} {
			if verdict.Criterion(id).Status != assessment.Met {
				t.Errorf("facts %d: %s is %+v on %s\n%+v %+v", n, id, verdict.Criterion(id), through, facts.UserTests, facts.Evolutions)
			}
		}
	}
}

func TestAPlanIsNeverLongerThanADocument(t *testing.T) {
	planned := assessment.PlanSessions(grids(t).Newest(), assessment.Facts{}, date(planDay), date("2199-12-31"))
	if got := len(planned.UserTests.Sessions); got != assessment.MaxRows {
		t.Errorf("%d sessions", got)
	}
}
