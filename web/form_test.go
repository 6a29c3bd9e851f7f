package web

import (
	"encoding/json"
	"net/url"
	"os"
	"reflect"
	"testing"

	"transfert/assessment"
	"transfert/content"
	"transfert/web/page"
)

func TestWhatPeopleTypeIsTranslated(t *testing.T) {
	for _, test := range []struct {
		path, typed string
		want        any
	}{
		{"as_of", "12/08/2026", "2026-08-12"},
		{"as_of", " 1/2/2026 ", "2026-02-01"},
		{"as_of", "12.8.2026", "2026-08-12"},
		{"as_of", "12/08/26", "2026-08-12"},
		{"as_of", "12/08/1926", "1926-08-12"},
		{"as_of", "12/08/226", "12/08/226"},
		{"as_of", "12 août 2026", "2026-08-12"},
		{"as_of", "1er Mars 2026", "2026-03-01"},
		{"as_of", "2026-08-12", "2026-08-12"},
		{"as_of", "31/02/2026", "31/02/2026"},
		{"as_of", "demain", "demain"},
		{"adoption.measures[0].users", "10 540", json.Number("10540")},
		{"adoption.measures[0].users", "10\u202f540", json.Number("10540")},
		{"adoption.measures[0].users", "10\u00a0540", json.Number("10540")},
		{"adoption.measures[0].users", "0", json.Number("0")},
		{"adoption.measures[0].users", "007", json.Number("7")},
		{"adoption.measures[0].users", "beaucoup", "beaucoup"},
		{"adoption.measures[0].users", "85 %", "85 %"},
		{"adoption.measures[0].users", "4,1", "4,1"},
		{"indicators.series[0].readings[0].value", "4,1", json.Number("4.1")},
		{"indicators.series[0].readings[0].value", "−4,1", json.Number("-4.1")},
		{"indicators.series[0].readings[0].value", ",5", ",5"},
		{"indicators.series[0].readings[0].value", "85 %", json.Number("85")},
		{"indicators.series[0].readings[0].value", "1.234", "1.234"},
		{"indicators.series[0].readings[0].value", "0,5", json.Number("0.5")},
		{"evolutions.releases[0].from_user_feedback", "true", true},
		{"open_source.repository_url", " https://git.example ", "https://git.example"},
		{"adoption.comment", "12/08/2026", "12/08/2026"},
	} {
		if got := translated(test.path, test.typed); got != test.want {
			t.Errorf("%s %q: %#v, want %#v", test.path, test.typed, got, test.want)
		}
	}
}

func TestFactsSurviveTheForm(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../assessment/testdata/contract/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := assessment.ParseFacts(doc, grids, assessment.Override{})
	if err != nil {
		t.Fatal(err)
	}
	facts.Indicators.Series[1].Readings[0].Value = -1.25e-9
	form, err := FormOf(facts)
	if err != nil {
		t.Fatal(err)
	}
	back, err := assessment.ParseFacts(document(sent(form)), grids, assessment.Override{})
	if err != nil || !reflect.DeepEqual(back, facts) {
		t.Errorf("%v\n%+v\n%+v", err, back, facts)
	}
}

func TestEmptyRowsAreNoRows(t *testing.T) {
	form := withoutEmptyRows(typed(url.Values{
		"user_tests.sessions[0].date":               {" "},
		"user_tests.sessions[7].date":               {"12/08/2026"},
		"evolutions.releases[0].from_user_feedback": {"true"},
		"indicators.series[0].name":                 {""},
		"indicators.series[1].readings[3].value":    {"4,1"},
		"indicators.followers[2]":                   {"Camille"},
	}))
	want := []string{"indicators.followers[0]", "indicators.series[0].readings[0].value", "user_tests.sessions[0].date"}
	if got := form.Paths(); !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzForm(f *testing.F) {
	f.Add("adoption.measures[0].date", "12/08/2026", "adoption.measures[0].users", "10 540", "add:adoption.measures")
	f.Add("indicators.series[3].readings[1].value", "4,1", "indicators.series[3]", "x", "remove:indicators.series[3]")
	f.Add("adoption.answer", "yes", "adoption.answer.x[0].y", "", "remove:[")
	grids, err := content.Grids()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, x, b, y, pressed string) {
		form := typed(url.Values{a: {x}, b: {y}})
		verb, subject := intent(url.Values{"intent": {pressed}}, "save")
		if edited, _, ok := edit(form, verb, subject); ok {
			form = edited
		}
		form = withoutEmptyRows(form)
		_, _ = assessment.ParseFacts(document(form), grids, assessment.Override{})
		if again := withoutEmptyRows(page.NewForm(form.Values())); !reflect.DeepEqual(again.Values(), form.Values()) {
			t.Errorf("renumbering twice differs: %v, %v", form.Values(), again.Values())
		}
	})
}
