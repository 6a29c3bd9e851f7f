package checklist

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"transfert/assessment"
)

// sessionsForm is a form with these sessions, each written date/participants.
func sessionsForm(channel string, sessions ...string) Form {
	f := newForm(map[assessment.Path]string{"user_tests.feedback_channel": channel})
	for i, s := range sessions {
		date, participants, _ := strings.Cut(s, "/")
		row := assessment.Path("user_tests.sessions").Row(i)
		f.Set(row.Field("date"), date)
		if participants != "" {
			f.Set(row.Field("participants"), participants)
		}
	}
	return f
}

func TestTheReadingsOfAnIndicatorAreComparedOneByOne(t *testing.T) {
	indicator := func(values ...string) Form {
		f := newForm(map[assessment.Path]string{"indicators.series[0].name": "Délai", "indicators.series[0].better": "down"})
		for i, v := range values {
			date, value, _ := strings.Cut(v, "/")
			row := assessment.Path("indicators.series[0].readings").Row(i)
			f.Set(row.Field("date"), date)
			f.Set(row.Field("value"), value)
		}
		return f
	}
	mine, stored := indicator("1/10", "2/20"), indicator("1/11", "3/30")
	stored.Set("indicators.series[0].better", "up")
	c := Conflict{Part: "indicators", Mine: mine, Stored: stored}
	const list = "indicators.series[0].readings"
	want := []Difference{
		{Before: "indicators.series[0].better", After: "indicators.series[0].better"},
		{list, list + "[0]", list + "[0]"}, {list, "", list + "[1]"}, {list, list + "[1]", ""},
	}
	if got := c.Differences(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	settled := c.Settled()
	for i, want := range []string{"10", "20", "30"} {
		if got := settled.Value(assessment.Path(list).Row(i).Field("value")); got != want {
			t.Errorf("reading %d is %q, want %q", i, got, want)
		}
	}
}

// TestAConflictLosesNothing settles the differences between any two versions: all mine
// gives mine, all stored gives their facts, and by default everything that only one of
// them has is kept.
func TestAConflictLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	version := func() Form {
		var sessions []string
		for range r.IntN(5) {
			sessions = append(sessions, fmt.Sprintf("%d/%d", r.IntN(4), r.IntN(3)))
		}
		return sessionsForm([]string{"", "a", "b"}[r.IntN(3)], sessions...)
	}
	for range 3000 {
		c := Conflict{Part: "user_tests", Mine: version(), Stored: version()}
		pick := func(how string) map[string]int {
			c.Picks = map[string]string{}
			for i := range c.Differences() {
				c.Picks[c.PickName(i)] = how
			}
			return told(c.Settled())
		}
		if got, want := pick(PickMine), told(c.Mine); !reflect.DeepEqual(got, want) {
			t.Fatalf("mine %v became %v", want, got)
		}
		if got, want := pick(PickStored), told(c.Stored); !reflect.DeepEqual(got, want) {
			t.Fatalf("theirs %v became %v beside %v", want, got, c.Mine.Values())
		}
		c.Picks = nil
		kept := told(c.Settled())
		for row, n := range told(c.Mine) {
			if kept[row] < n {
				t.Fatalf("%q is lost by default", row)
			}
		}
		stored := formRowsOf(c.Stored)
		for _, d := range c.Differences() {
			if d.List != "" && d.After == "" && kept[stored.held[d.Before]] == 0 {
				t.Fatalf("%q, which only they have, is lost by default: %v", d.Before, kept)
			}
			if d.List == "" && c.Mine.Value(d.After) == "" && kept["channel "+c.Stored.Value(d.Before)] == 0 {
				t.Fatalf("%q, which only they have, is lost by default: %v", c.Stored.Value(d.Before), kept)
			}
		}
	}
}

// told counts what a form says, whatever the numbers of its rows.
func told(f Form) map[string]int {
	v, says := formRowsOf(f), map[string]int{}
	if channel := f.Value("user_tests.feedback_channel"); channel != "" {
		says["channel "+channel]++
	}
	for _, row := range v.rowsOf("user_tests.sessions") {
		says[v.held[row]]++
	}
	return says
}
