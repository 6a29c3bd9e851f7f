package checklist

import (
	"strings"
	"testing"

	"transfert/assessment"
)

func TestARemovedRowIsPutBackWhole(t *testing.T) {
	values := map[assessment.Path]string{
		"indicators.series[0].name": "Délai & coût", "indicators.series[0].readings[0].value": "4,1",
		"indicators.series[0].readings[1].value": "4,3", "indicators.series[1].name": "Satisfaction",
	}
	before := NewForm(schema, values)
	without, _, _ := before.ChangeRows(Remove, "indicators.series[0]")
	if without.Filled("indicators.series") != 1 || without.Value("indicators.series[0].name") != "Satisfaction" {
		t.Fatalf("left: %v", without.Values())
	}
	back, focus, _ := without.ChangeRows(Undo, without.Removed().String())
	if focus != "indicators.series[1].name" || back.Value("indicators.series[1].name") != "Délai & coût" ||
		back.Value("indicators.series[1].readings[1].value") != "4,3" {
		t.Errorf("focus on %q, put back: %v", focus, back.Values())
	}
}

func TestWhatIsNoRemovedRowPutsNothingBack(t *testing.T) {
	long := "indicators.series?" + strings.Repeat("x=1&", 10) + "%5B0%5D.name=x"
	for _, subject := range []string{"", "?", "grid?x=1", "user_tests.sessions?%zz", "user_tests.sessions?.inconnu=1", "adoption?.answer=yes", long} {
		form := NewForm(schema, map[assessment.Path]string{"user_tests.sessions[0].date": "12/08/2026"})
		form, _, _ = form.ChangeRows(Undo, subject)
		for path, value := range form.Values() {
			if path != "user_tests.sessions[0].date" && value != "" {
				t.Errorf("%q: %s is %q", subject, path, value)
			}
		}
	}
}

func TestAListEndsWithAnEmptyRowAsLongAsItMayGrow(t *testing.T) {
	form := NewForm(schema, nil)
	for n := range assessment.MaxFollowers {
		if got := form.Rows("indicators.followers"); got != n+1 {
			t.Fatalf("%d rows for %d people", got, n)
		}
		form.Set(assessment.Path("indicators.followers").Row(n), "Camille")
	}
	if got := form.Rows("indicators.followers"); got != assessment.MaxFollowers {
		t.Errorf("%d rows in a full list", got)
	}
}
