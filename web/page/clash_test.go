package page

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// sessionsForm is a form with these sessions, each written date/participants.
func sessionsForm(channel string, sessions ...string) Form {
	f := NewForm(map[string]string{"user_tests.feedback_channel": channel})
	for i, s := range sessions {
		date, participants, _ := strings.Cut(s, "/")
		f.Set(fmt.Sprintf("user_tests.sessions[%d].date", i), date)
		if participants != "" {
			f.Set(fmt.Sprintf("user_tests.sessions[%d].participants", i), participants)
		}
	}
	return f
}

func TestDifferences(t *testing.T) {
	for _, test := range []struct {
		name         string
		mine, theirs Form
		want         []string // label: mine | theirs
	}{
		{"the same", sessionsForm("a", "1"), sessionsForm("a", "1"), nil},
		{"another text", sessionsForm("a"), sessionsForm("b"), []string{"Moyen de recueillir les avis: a | b"}},
		{"an empty text", sessionsForm(""), sessionsForm("b"), []string{"Moyen de recueillir les avis:  | b"}},
		{"a row more, before the others", sessionsForm("a", "0", "1"), sessionsForm("a", "1"), []string{"Séance du 0: 0 | "}},
		{"a row less", sessionsForm("a", "1"), sessionsForm("a", "0", "1"), []string{"Séance du 0:  | 0"}},
		{"the same rows in another order", sessionsForm("a", "1", "2"), sessionsForm("a", "2", "1"), nil},
		{"the same date with something else", sessionsForm("a", "1/5", "2"), sessionsForm("a", "2", "1/6"),
			[]string{"Séance du 1: participants\u00a0: 5 | participants\u00a0: 6"}},
		{"two rows of one date, of which one is the same", sessionsForm("a", "1/5", "1/6"), sessionsForm("a", "1/6", "1/7"),
			[]string{"Séance du 1: participants\u00a0: 5 | participants\u00a0: 7"}},
		{"another date each", sessionsForm("a", "1"), sessionsForm("a", "2"), []string{"Séance du 1: 1 | ", "Séance du 2:  | 2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range (Clash{Part: "user_tests", Mine: test.mine, Theirs: test.theirs}).Differences() {
				got = append(got, d.Label+": "+d.Mine+" | "+d.Theirs)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%q\nwant %q", got, test.want)
			}
		})
	}
}

func TestTheReadingsOfAnIndicatorAreComparedOneByOne(t *testing.T) {
	indicator := func(values ...string) Form {
		f := NewForm(map[string]string{"indicators.series[0].name": "Délai", "indicators.series[0].better": "down"})
		for i, v := range values {
			date, value, _ := strings.Cut(v, "/")
			f.Set(fmt.Sprintf("indicators.series[0].readings[%d].date", i), date)
			f.Set(fmt.Sprintf("indicators.series[0].readings[%d].value", i), value)
		}
		return f
	}
	mine, theirs := indicator("1/10", "2/20"), indicator("1/11", "3/30")
	theirs.Set("indicators.series[0].better", "up")
	c := Clash{Part: "indicators", Mine: mine, Theirs: theirs}
	var labels []string
	for _, d := range c.Differences() {
		labels = append(labels, d.Label)
	}
	const of = " de l’indicateur «\u00a0Délai\u00a0»"
	want := []string{"S’améliore quand il…" + of, "Relevé" + of + " du 1", "Relevé" + of + " du 2", "Relevé" + of + " du 3"}
	if !reflect.DeepEqual(labels, want) {
		t.Errorf("%q", labels)
	}
	settled := NewForm(c.Settled())
	for i, want := range []string{"10", "20", "30"} {
		if got := settled.Value(fmt.Sprintf("indicators.series[0].readings[%d].value", i)); got != want {
			t.Errorf("reading %d is %q, want %q", i, got, want)
		}
	}
}

// TestAClashLosesNothing settles the differences between any two versions: all mine
// gives mine, all theirs gives their facts, and by default everything that only one of
// them has is kept.
func TestAClashLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	version := func() Form {
		var sessions []string
		for range r.IntN(5) {
			sessions = append(sessions, fmt.Sprintf("%d/%d", r.IntN(4), r.IntN(3)))
		}
		return sessionsForm([]string{"", "a", "b"}[r.IntN(3)], sessions...)
	}
	for range 3000 {
		c := Clash{Part: "user_tests", Mine: version(), Theirs: version()}
		pick := func(how string) map[string]int {
			c.Picks = map[string]string{}
			for _, d := range c.Differences() {
				c.Picks[d.Name] = how
			}
			return told(c.Settled())
		}
		if got, want := pick(PickMine), told(c.Mine.Values()); !reflect.DeepEqual(got, want) {
			t.Fatalf("mine %v became %v", want, got)
		}
		if got, want := pick(PickTheirs), told(c.Theirs.Values()); !reflect.DeepEqual(got, want) {
			t.Fatalf("theirs %v became %v beside %v", want, got, c.Mine.Values())
		}
		c.Picks = nil
		kept := told(c.Settled())
		for row, n := range told(c.Mine.Values()) {
			if kept[row] < n {
				t.Fatalf("%q is lost by default", row)
			}
		}
		for _, d := range c.Differences() {
			if d.Mine == "" && kept[d.Label+" "+d.Theirs] == 0 && kept["channel "+d.Theirs] == 0 {
				t.Fatalf("%q, which only they have, is lost by default: %v", d.Theirs, kept)
			}
		}
	}
}

// told counts what values say, whatever the numbers of their rows.
func told(values map[string]string) map[string]int {
	f, says := NewForm(values), map[string]int{}
	if channel := values["user_tests.feedback_channel"]; channel != "" {
		says["channel "+channel]++
	}
	for i := range f.Filled(sessions.path) {
		if f.rowWords(sessions, i) != "" {
			says[sessions.item+f.dated(sessions, i)+" "+f.besides(sessions, i)]++
		}
	}
	return says
}
