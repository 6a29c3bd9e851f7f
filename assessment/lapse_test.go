package assessment_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"transfert/assessment"
)

// asOfDay is the as-of date of the random facts, at the end of a month so that
// months clamp.
var asOfDay = date("2026-08-31")

// randomFacts are facts of a few dates around the as-of date, most of them before.
func randomFacts(r *rand.Rand) assessment.Facts {
	day := func() assessment.Date { return asOfDay.AddDays(60 - r.IntN(900)) }
	answer := func() assessment.Statement {
		switch r.IntN(60) {
		case 0:
			return assessment.Statement{Answer: assessment.No}
		case 1:
			return assessment.Statement{}
		}
		return assessment.Statement{Answer: assessment.Yes}
	}
	f := assessment.Facts{AsOf: asOfDay, Grid: "2026-1"}
	if r.IntN(3) == 0 {
		f.ObservedSince = asOfDay.AddDays(90 - r.IntN(400))
	}
	f.Adoption.Statement, f.Indicators.Statement, f.UserTests.Statement = answer(), answer(), answer()
	f.Evolutions.Statement, f.Communication.Statement, f.OpenSource.Statement = answer(), answer(), answer()
	for range r.IntN(3) {
		f.Adoption.Measures = append(f.Adoption.Measures, assessment.Measure{Date: day(), Users: int64(2 + r.IntN(8)), TargetPopulation: 10})
	}
	for range r.IntN(4) {
		s := assessment.Series{Nature: []assessment.Nature{assessment.Quantitative, assessment.Qualitative}[r.IntN(2)], Better: []assessment.Direction{assessment.Up, assessment.Down}[r.IntN(2)]}
		for range r.IntN(5) {
			s.Readings = append(s.Readings, assessment.Reading{Date: day(), Value: float64(r.IntN(4))})
		}
		f.Indicators.Series = append(f.Indicators.Series, s)
	}
	f.Indicators.Followers, f.Indicators.StatsURL = []string{"A"}, "https://a.example"
	f.UserTests.FeedbackChannel = "F"
	for range 3 + r.IntN(9) {
		f.UserTests.Sessions = append(f.UserTests.Sessions, assessment.Session{Date: day()})
	}
	for range 2 + r.IntN(7) {
		f.Evolutions.Releases = append(f.Evolutions.Releases, assessment.Release{Date: day(), FromUserFeedback: r.IntN(2) == 0})
	}
	for range 1 + r.IntN(3) {
		f.Communication.Actions = append(f.Communication.Actions, assessment.Action{Date: day()})
	}
	f.OpenSource.RepositoryURL, f.OpenSource.Licence = "https://git.example/a", "MIT"
	return f
}

// upTo keeps the facts dated on or before a day, and observed_since.
func upTo(f assessment.Facts, day assessment.Date) assessment.Facts {
	f.Adoption.Measures = slices.DeleteFunc(slices.Clone(f.Adoption.Measures), func(m assessment.Measure) bool { return m.Date.After(day) })
	f.UserTests.Sessions = slices.DeleteFunc(slices.Clone(f.UserTests.Sessions), func(s assessment.Session) bool { return s.Date.After(day) })
	f.Evolutions.Releases = slices.DeleteFunc(slices.Clone(f.Evolutions.Releases), func(r assessment.Release) bool { return r.Date.After(day) })
	f.Communication.Actions = slices.DeleteFunc(slices.Clone(f.Communication.Actions), func(a assessment.Action) bool { return a.Date.After(day) })
	f.Indicators.Series = slices.Clone(f.Indicators.Series)
	for i, s := range f.Indicators.Series {
		f.Indicators.Series[i].Readings = slices.DeleteFunc(slices.Clone(s.Readings), func(r assessment.Reading) bool { return r.Date.After(day) })
	}
	return f
}

// scanned is what a verdict must say of its lapses, found by judging the same
// facts again on each day of four years (docs/rules.md, general rule 6).
func scanned(grid assessment.Grid, facts assessment.Facts) assessment.Verdict {
	kept := upTo(facts, facts.AsOf)
	v := assessment.Evaluate(grid, facts, facts.AsOf)
	v.ValidUntil, v.Changes = assessment.Date{}, []assessment.CriterionID{}
	v.Criteria = slices.Clone(v.Criteria)
	for i := range v.Criteria {
		v.Criteria[i].Until = assessment.Date{}
	}
	before := v
	for n := 1; n < 4*366; n++ {
		day := facts.AsOf.AddDays(n)
		next := assessment.Evaluate(grid, kept, day)
		for i := range v.Criteria {
			if v.Criteria[i].Until.IsZero() && next.Criteria[i].Status != v.Criteria[i].Status {
				v.Criteria[i].Until = day.AddDays(-1)
			}
		}
		if v.ValidUntil.IsZero() && next.Classification != v.Classification {
			v.ValidUntil = day.AddDays(-1)
			for i := range v.Criteria {
				if next.Criteria[i].Status != before.Criteria[i].Status {
					v.Changes = append(v.Changes, v.Criteria[i].ID)
				}
			}
		}
		before = next
	}
	return v
}

func TestLapsesAreThoseOfADayByDayScan(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 1))
	grid := grids(t).Newest()
	lapses := 0
	for n := range 400 {
		facts := randomFacts(r)
		got, want := assessment.Evaluate(grid, facts, facts.AsOf), scanned(grid, facts)
		if !reflect.DeepEqual(got, want) {
			doc, _ := json.MarshalIndent(facts, "", " ")
			t.Fatalf("facts %d\n%s\ngot  %s\nwant %s", n, doc, lapseOf(got), lapseOf(want))
		}
		if !got.ValidUntil.IsZero() {
			lapses++
		}
	}
	if lapses < 40 {
		t.Errorf("only %d of the random facts lapse", lapses)
	}
}

func lapseOf(v assessment.Verdict) string {
	s := fmt.Sprint(v.Classification, " ", v.ValidUntil, " ", v.Changes)
	for _, c := range v.Criteria {
		s += fmt.Sprint(" ", c.ID, " ", c.Status, " ", c.Until)
	}
	return s
}

func TestFactsSurviveJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 2))
	for range 200 {
		facts := randomFacts(r)
		doc, err := json.Marshal(facts)
		if err != nil {
			t.Fatal(err)
		}
		back, err := assessment.ParseFacts(doc, grids(t), assessment.Override{})
		again, _ := json.Marshal(back)
		if err != nil || string(again) != string(doc) {
			t.Fatalf("%v\n%s\n%s", err, doc, again)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	grid := grids(b).Newest()
	contract, err := assessment.ParseFacts(file(b, "testdata/contract/facts.json"), grids(b), assessment.Override{})
	if err != nil {
		b.Fatal(err)
	}
	far := contract
	far.UserTests.Sessions, far.Evolutions.Releases, far.ObservedSince = nil, nil, date("2199-01-01")
	full := contract
	for n := range 200 {
		day := contract.AsOf.AddDays(-3 * n)
		full.UserTests.Sessions = append(full.UserTests.Sessions, assessment.Session{Date: day})
		full.Evolutions.Releases = append(full.Evolutions.Releases, assessment.Release{Date: day})
		full.Communication.Actions = append(full.Communication.Actions, assessment.Action{Date: day})
		full.Adoption.Measures = append(full.Adoption.Measures, assessment.Measure{Date: day, TargetPopulation: 1})
	}
	for name, facts := range map[string]assessment.Facts{"contract": contract, "lapse far away": far, "200 rows a list": full} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				assessment.Evaluate(grid, facts, facts.AsOf)
			}
		})
	}
}

func BenchmarkParseFacts(b *testing.B) {
	doc, gs := file(b, "testdata/contract/facts.json"), grids(b)
	for b.Loop() {
		if _, err := assessment.ParseFacts(doc, gs, assessment.Override{}); err != nil {
			b.Fatal(err)
		}
	}
}
