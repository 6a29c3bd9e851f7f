package checklist

import (
	"maps"
	"reflect"
	"testing"

	"transfert/assessment"
)

// signedOnce are the facts of an earlier assessment, as a form shows them.
var signedOnce = newForm(map[assessment.Path]string{
	"adoption.answer": "yes", "adoption.comment": "Vérifié.", "adoption.measures[0].date": "30/09/2026", "adoption.measures[0].users": "10540",
	"indicators.followers[0]": "Camille", "indicators.stats_url": "https://service.example/stats",
	"indicators.series[0].name": "Démarches", "indicators.series[0].nature": "quantitative",
	"indicators.series[0].readings[0].date": "31/01/2026", "indicators.series[0].readings[0].value": "4,1",
	"indicators.series[0].readings[1].date": "31/10/2026", "indicators.series[0].readings[1].value": "5",
	"user_tests.answer": "yes", "user_tests.feedback_channel": "Formulaire",
	"user_tests.sessions[0].date": "30/04/2026", "user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5",
	"evolutions.releases[0].date": "02/09/2026", "evolutions.releases[0].from_user_feedback": "true",
	"open_source.repository_url": "https://git.example", "trajectory.kind": "undecided",
})

// except are the earlier facts with something else in these fields; "" takes a field
// away.
func except(changes map[assessment.Path]string) Form {
	values := signedOnce.Values()
	for path, value := range changes {
		if values[path] = value; value == "" {
			delete(values, path)
		}
	}
	return newForm(values)
}

func TestWhatADraftMayReuse(t *testing.T) {
	for _, test := range []struct {
		name  string
		draft Form
		want  []Missing
	}{
		{"nothing of the same facts", signedOnce, nil},
		{"nothing that is typed in another way", except(map[assessment.Path]string{
			"user_tests.sessions[0].date": "30 avril 2026", "indicators.series[0].readings[0].value": "4,10",
			"adoption.measures[0].users": "10 540", "indicators.followers[0]": " Camille "}), nil},
		{"nothing that stands at another place", except(map[assessment.Path]string{
			"user_tests.sessions[0].date": "12/08/2026", "user_tests.sessions[0].participants": "5",
			"user_tests.sessions[1].date": "30/04/2026", "user_tests.sessions[1].participants": ""}), nil},
		{"a row that was removed", except(map[assessment.Path]string{"user_tests.sessions[0].date": ""}), []Missing{{"user_tests.sessions[0]", "user_tests.sessions"}}},
		{"a row that was changed", except(map[assessment.Path]string{"evolutions.releases[0].from_user_feedback": ""}), []Missing{{"evolutions.releases[0]", "evolutions.releases"}}},
		{"a field that is empty", except(map[assessment.Path]string{"indicators.stats_url": " "}), []Missing{{"indicators.stats_url", "indicators.stats_url"}}},
		{"not a field that is filled in", except(map[assessment.Path]string{"open_source.repository_url": "https://autre.example"}), nil},
		{"not an answer, a comment or the trajectory", except(map[assessment.Path]string{"adoption.answer": "", "adoption.comment": "", "trajectory.kind": ""}), nil},
		{"a reading of an indicator, wherever that stands now", except(map[assessment.Path]string{
			"indicators.series[0].name": "Autre", "indicators.series[0].readings[0].date": "", "indicators.series[0].readings[0].value": "",
			"indicators.series[0].readings[1].date": "", "indicators.series[0].readings[1].value": "",
			"indicators.series[1].name": "Démarches", "indicators.series[1].readings[0].date": "31/10/2026", "indicators.series[1].readings[0].value": "5"}),
			[]Missing{{"indicators.series[0].readings[0]", "indicators.series[1].readings"}}},
		{"an indicator as a whole", except(map[assessment.Path]string{
			"indicators.series[0].name": "Autre"}), []Missing{{"indicators.series[0]", "indicators.series"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.draft.MissingFrom(signedOnce); !reflect.DeepEqual(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestReuse(t *testing.T) {
	for _, test := range []struct {
		name           string
		typed          map[assessment.Path]string
		subject, focus assessment.Path
		added          map[assessment.Path]string
	}{
		{"a row goes to the end of its list", map[assessment.Path]string{"user_tests.sessions[0].date": "01/11/2026"},
			"user_tests.sessions[1]", "user_tests.sessions[1].date",
			map[assessment.Path]string{"user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5"}},
		{"a row fills in an empty one", map[assessment.Path]string{"user_tests.sessions[0].date": "", "user_tests.sessions[0].participants": " "},
			"user_tests.sessions[1]", "user_tests.sessions[0].date",
			map[assessment.Path]string{"user_tests.sessions[0].date": "12/08/2026", "user_tests.sessions[0].participants": "5"}},
		{"a row that is there is not doubled", map[assessment.Path]string{"user_tests.sessions[0].date": "12 août 2026", "user_tests.sessions[0].participants": "5"},
			"user_tests.sessions[1]", "", nil},
		{"a name", nil, "indicators.followers[0]", "indicators.followers[0]", map[assessment.Path]string{"indicators.followers[0]": "Camille"}},
		{"a field", nil, "open_source.repository_url", "open_source.repository_url", map[assessment.Path]string{"open_source.repository_url": "https://git.example"}},
		{"an indicator with its readings", map[assessment.Path]string{"indicators.series[0].name": "Autre"}, "indicators.series[0]", "indicators.series[1].name",
			map[assessment.Path]string{"indicators.series[1].name": "Démarches", "indicators.series[1].nature": "quantitative",
				"indicators.series[1].readings[0].date": "31/01/2026", "indicators.series[1].readings[0].value": "4,1",
				"indicators.series[1].readings[1].date": "31/10/2026", "indicators.series[1].readings[1].value": "5"}},
		{"a reading of an indicator that is there", map[assessment.Path]string{"indicators.series[0].name": "Démarches"}, "indicators.series[0].readings[1]",
			"indicators.series[0].readings[0].date",
			map[assessment.Path]string{"indicators.series[0].readings[0].date": "31/10/2026", "indicators.series[0].readings[0].value": "5"}},
		{"a criterion, with its answer", map[assessment.Path]string{"user_tests.sessions[0].date": "30/04/2026"}, "user_tests", "user_tests.feedback_channel",
			map[assessment.Path]string{"user_tests.answer": "yes", "user_tests.feedback_channel": "Formulaire",
				"user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5"}},
		{"an answer that was given stays", map[assessment.Path]string{"evolutions.answer": "no"}, "evolutions", "evolutions.releases[0].date",
			map[assessment.Path]string{"evolutions.releases[0].date": "02/09/2026", "evolutions.releases[0].from_user_feedback": "true"}},
		{"what is not there", nil, "user_tests.sessions[7]", "", nil},
		{"what is no path", nil, "[", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			typed, want := map[assessment.Path]string{}, map[assessment.Path]string{}
			maps.Copy(typed, test.typed)
			maps.Copy(want, test.typed)
			maps.Copy(want, test.added)
			got, focus := newForm(typed).Reuse(signedOnce, test.subject)
			if !reflect.DeepEqual(filledIn(got), filledIn(newForm(want))) || focus != test.focus {
				t.Errorf("focus on %q\n%v\n%v", focus, filledIn(got), want)
			}
		})
	}
}

func TestAllIsReusedOnce(t *testing.T) {
	all, focus := newForm(nil).Reuse(signedOnce, "")
	want := signedOnce.Values()
	delete(want, "adoption.comment")
	delete(want, "trajectory.kind")
	if !reflect.DeepEqual(filledIn(all), want) || focus != "adoption.measures[0].date" {
		t.Errorf("focus on %q, %v", focus, all.Values())
	}
	if again, focus := all.Reuse(signedOnce, ""); focus != "" || !reflect.DeepEqual(again.Values(), all.Values()) {
		t.Errorf("reused twice: %q", focus)
	}
}

// filledIn are the fields of a form that hold something.
func filledIn(form Form) map[assessment.Path]string {
	values := form.Values()
	maps.DeleteFunc(values, func(_ assessment.Path, value string) bool { return value == "" })
	return values
}
