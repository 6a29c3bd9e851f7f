package checklist

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"testing"

	"transfert/assessment"
	"transfert/content"
)

// schema is that of a grid without trajectories.
var schema = assessment.Grid{}.Schema()

func newForm(values map[assessment.Path]string) Form { return NewForm(schema, values) }

func TestWhatPeopleTypeIsTranslated(t *testing.T) {
	for _, test := range []struct {
		path  assessment.Path
		typed string
		want  any
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
		if got := newForm(map[assessment.Path]string{test.path: test.typed}).meaning(test.path); got != test.want {
			t.Errorf("%s %q: %#v, want %#v", test.path, test.typed, got, test.want)
		}
	}
}

func TestFactsSurviveTheForm(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("../testdata/contract/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := assessment.ParseFacts(doc, grids, assessment.Override{})
	if err != nil {
		t.Fatal(err)
	}
	facts.Indicators.Series[1].Readings[0].Value = -1.25e-9
	back, err := assessment.ParseFacts(sent(FormOf(schema, facts)).Document(), grids, assessment.Override{})
	if err != nil || !reflect.DeepEqual(back, facts) {
		t.Errorf("%v\n%+v\n%+v", err, back, facts)
	}
}

func TestEmptyRowsAreNoRows(t *testing.T) {
	form := ReadForm(schema, url.Values{
		"user_tests.sessions[0].date":               {" "},
		"user_tests.sessions[7].date":               {"12/08/2026"},
		"evolutions.releases[0].from_user_feedback": {"true"},
		"indicators.series[0].name":                 {""},
		"indicators.series[1].readings[3].value":    {"4,1"},
		"indicators.followers[2]":                   {"Camille"},
	}).WithoutEmptyRows()
	want := []assessment.Path{"indicators.followers[0]", "indicators.series[0].readings[0].value", "user_tests.sessions[0].date"}
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
		posted := url.Values{a: {x}, b: {y}, IntentField: {pressed}}
		_ = CheckSize(schema, posted)
		intent, subject := ReadIntent(posted, Save)
		form, _, _ := ReadForm(schema, posted).ChangeRows(intent, subject)
		form = form.WithoutEmptyRows()
		_, _ = assessment.ParseFacts(form.Document(), grids, assessment.Override{})
		if again := newForm(form.Values()).WithoutEmptyRows(); !reflect.DeepEqual(again.Values(), form.Values()) {
			t.Errorf("renumbering twice differs: %v, %v", form.Values(), again.Values())
		}
	})
}

func TestAPostedFormWithTooManyRowsIsToldBeforeItIsRead(t *testing.T) {
	posted := func(list string, rows int) url.Values {
		form := url.Values{"intent": {"save"}}
		for i := range rows {
			form.Set(fmt.Sprintf(list, i*3), "")
		}
		return form
	}
	for _, test := range []struct {
		name string
		form url.Values
		want error
	}{
		{"an empty form", nil, nil},
		{"as many as the law takes", posted("user_tests.sessions[%d].date", 200), nil},
		{"one more", posted("user_tests.sessions[%d].date", 201), TooMany{"user_tests.sessions", "Séances de test", 201, 200}},
		{"series", posted("indicators.series[%d].name", 51), TooMany{"indicators.series", "Indicateurs", 51, 50}},
		{"followers", posted("indicators.followers[%d]", 51), TooMany{"indicators.followers", "Personnes qui suivent les indicateurs", 51, 50}},
		{"readings of one series", posted("indicators.series[2].readings[%d].value", 201), TooMany{"indicators.series[2].readings", "Relevés", 201, 200}},
		{"a list that the schema does not have", posted("adoption.x[%d].date", 300), nil},
	} {
		if got := CheckSize(schema, test.form); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	if got := (TooMany{"user_tests.sessions", "Séances de test", 201, 200}).Error(); got != "La liste « Séances de test » compte 201 lignes : 200 au plus." {
		t.Error(got)
	}
}

// BenchmarkSize checks a form of a megabyte, which is what a form may send, all rows.
func BenchmarkSize(b *testing.B) {
	posted := url.Values{}
	for i := range 10_000 {
		for _, name := range []string{"date", "participants", "evidence_url"} {
			posted.Set(fmt.Sprintf("user_tests.sessions[%d].%s", i, name), "1")
		}
	}
	for b.Loop() {
		if CheckSize(schema, posted) == nil {
			b.Fatal("accepted")
		}
	}
}
