package assessment_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"transfert/assessment"
)

func TestAForecastIsThatOfADayByDayScan(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 4))
	grid := grids(t).Newest()
	several := 0
	for n := range 60 {
		facts := randomFacts(r)
		from, through := asOfDay.AddDays(-r.IntN(400)), asOfDay.AddDays(r.IntN(500))
		var want []string
		var last assessment.Classification
		for day := from; !day.After(through); day = day.AddDays(1) {
			if c := assessment.Evaluate(grid, facts, day).Classification; c != last {
				want, last = append(want, day.String()+" "+string(c)), c
			}
		}
		var got []string
		var until assessment.Date
		for i, p := range assessment.Forecast(grid, facts, from, through) {
			got = append(got, p.From.String()+" "+string(p.Verdict.Classification))
			if i > 0 && until.AddDays(1) != p.From {
				t.Errorf("facts %d: a period ends on %s, the next one begins on %s", n, until, p.From)
			}
			until = p.Until
		}
		if !until.IsZero() {
			t.Errorf("facts %d: the last period ends on %s", n, until)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("facts %d from %s through %s\ngot  %s\nwant %s", n, from, through, strings.Join(got, ", "), strings.Join(want, ", "))
		}
		if len(got) > 1 {
			several++
		}
	}
	if several < 20 {
		t.Errorf("only %d forecasts have several periods", several)
	}
}

func TestWhatIsPlannedMovesTheLapse(t *testing.T) {
	grid := grids(t).Newest()
	facts := parse(t, string(file(t, "testdata/contract/facts.json")))
	from, through := facts.AsOf, facts.AsOf.AddMonths(36)
	before := assessment.Forecast(grid, facts, from, through)[0].Until
	planned := assessment.PlanSessions(grid, facts, from, from.AddMonths(12))
	after := assessment.Forecast(grid, planned, from, through)[0].Until
	if before.IsZero() || !after.After(before) {
		t.Errorf("lapses on %s, with planned tests on %s", before, after)
	}
	for range facts.Ignored {
		t.Error("a fact of the contract is said to be ignored")
	}
	ignored := ""
	for path, day := range planned.Ignored {
		ignored += string(path) + " " + day.String() + "\n"
	}
	if !strings.HasPrefix(ignored, "user_tests.sessions[") || strings.Count(ignored, "\n") != 3 {
		t.Errorf("ignored:\n%s", ignored)
	}
}

// BenchmarkForecast looks three years ahead of the fullest facts, of which many days
// hold one.
func BenchmarkForecast(b *testing.B) {
	grid, facts := grids(b).Newest(), assessment.Facts{}
	facts.Indicators.Answer, facts.UserTests.Answer, facts.Evolutions.Answer = assessment.Yes, assessment.Yes, assessment.Yes
	facts.Adoption.Answer, facts.Communication.Answer = assessment.Yes, assessment.Yes
	for n := range assessment.MaxSeries {
		s := assessment.Series{Nature: assessment.Quantitative, Better: assessment.Up}
		for i := range assessment.MaxRows {
			s.Readings = append(s.Readings, assessment.Reading{Date: asOfDay.AddDays(i*5 + n%5), Value: float64(i)})
		}
		facts.Indicators.Series = append(facts.Indicators.Series, s)
	}
	for i := range assessment.MaxRows {
		facts.UserTests.Sessions = append(facts.UserTests.Sessions, assessment.Session{Date: asOfDay.AddDays(i * 5)})
		facts.Evolutions.Releases = append(facts.Evolutions.Releases, assessment.Release{Date: asOfDay.AddDays(i * 5)})
	}
	for b.Loop() {
		assessment.Forecast(grid, facts, asOfDay, asOfDay.AddMonths(36))
	}
}
