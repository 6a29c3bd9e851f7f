package checklist

import (
	"math"
	"math/rand/v2"
	"net/url"
	"reflect"
	"testing"

	"transfert/assessment"
	"transfert/content"
)

// TestAnyFactsSurviveTheForm shows facts as a form, sends it as a browser does and
// reads it again: what comes back are the same facts.
func TestAnyFactsSurviveTheForm(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(100) {
		facts := randomFacts(rand.New(rand.NewPCG(seed, 1)))
		back, err := assessment.ParseFacts(sent(FormOf(schema, facts)).Document(), grids, assessment.Override{})
		if err != nil || !reflect.DeepEqual(back, facts) {
			t.Fatalf("seed %d: %v\n%+v\n%+v", seed, err, back, facts)
		}
	}
}

// sent is a form as the server reads it when somebody posts it unchanged.
func sent(form Form) Form {
	posted := url.Values{"intent": {"save"}, "revision": {"3"}}
	for path, value := range form.Values() {
		posted.Set(string(path), value)
	}
	return ReadForm(schema, posted).WithoutEmptyRows()
}

// source draws facts, each either absent or valid.
type source struct{ *rand.Rand }

func randomFacts(r *rand.Rand) assessment.Facts {
	s := source{r}
	f := assessment.Facts{Grid: "2026-1", AsOf: s.date(), ObservedSince: s.maybeDate()}
	f.Adoption = assessment.AdoptionFacts{Statement: s.statement(), Measures: some(s, func() assessment.Measure {
		users := s.Int64N(1_000_000_000)
		return assessment.Measure{Date: s.date(), Users: users, TargetPopulation: users + 1, EvidenceURL: s.url()}
	})}
	f.Indicators = assessment.IndicatorsFacts{Statement: s.statement(), StatsURL: s.url(),
		Followers: some(s, func() string { return s.text() + "x" }), Series: some(s, s.series)}
	f.UserTests = assessment.UserTestsFacts{Statement: s.statement(), FeedbackChannel: s.text(), Sessions: some(s, func() assessment.Session {
		return assessment.Session{Date: s.date(), Participants: s.Int64N(3), EvidenceURL: s.url()}
	})}
	f.Evolutions = assessment.EvolutionsFacts{Statement: s.statement(), Releases: some(s, func() assessment.Release {
		return assessment.Release{Date: s.date(), Summary: s.text(), FromUserFeedback: s.IntN(2) == 0, EvidenceURL: s.url()}
	})}
	f.Communication = assessment.CommunicationFacts{Statement: s.statement(), Actions: some(s, func() assessment.Action {
		return assessment.Action{Date: s.date(), Title: s.text(), EvidenceURL: s.url()}
	})}
	f.OpenSource = assessment.OpenSourceFacts{Statement: s.statement(), RepositoryURL: s.url(), Licence: s.of("", "MIT", "MIT OR Apache-2.0")}
	if s.IntN(2) == 0 {
		f.Trajectory = assessment.Trajectory{Kind: "dedicated-structure", Host: s.text(), LegalForm: s.of("", "GIP", "other"),
			EffectiveOn: s.maybeDate(), Comment: s.text()}
	}
	return f
}

func (s source) series() assessment.Series {
	return assessment.Series{
		Name:   s.text(),
		Nature: assessment.Nature(s.of(string(assessment.Quantitative), string(assessment.Qualitative))),
		Better: assessment.Direction(s.of(string(assessment.Up), string(assessment.Down))),
		Readings: some(s, func() assessment.Reading {
			return assessment.Reading{Date: s.date(), Value: math.Ldexp(s.NormFloat64(), s.IntN(400)-200)}
		}),
	}
}

// some draws a list of up to twelve items, so that numbers of two digits occur.
func some[T any](s source, draw func() T) []T {
	var items []T
	for range s.IntN(13) {
		items = append(items, draw())
	}
	return items
}

func (s source) of(words ...string) string { return words[s.IntN(len(words))] }

func (s source) date() assessment.Date { return assessment.NewDate(2000, 1, 1+s.IntN(73_000)) }

func (s source) maybeDate() assessment.Date {
	if s.IntN(2) == 0 {
		return assessment.Date{}
	}
	return s.date()
}

func (s source) statement() assessment.Statement {
	return assessment.Statement{Answer: assessment.Answer(s.of("", "yes", "no", "unknown")), Comment: s.text()}
}

func (s source) url() string {
	return s.of("", "https://a.example/?b=c&d=%C3%A9#f", "http://[::1]:80/é")
}

func (s source) text() string {
	return s.of("", "12/08/2026", "10 540", "4,1", "« É » & <b>", "deux\n\nlignes", "true", "null", "[0].date", "−1", "\"\\")
}
