package web

import (
	"maps"
	"reflect"
	"testing"

	"transfert/web/page"
)

// signedOnce are the facts of an earlier assessment, as a form shows them.
var signedOnce = page.NewForm(map[string]string{
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
func except(changes map[string]string) page.Form {
	values := signedOnce.Values()
	for path, value := range changes {
		if values[path] = value; value == "" {
			delete(values, path)
		}
	}
	return page.NewForm(renumbered(values))
}

func TestWhatADraftMayTakeOver(t *testing.T) {
	for _, test := range []struct {
		name  string
		draft page.Form
		want  []taking
	}{
		{"nothing of the same facts", signedOnce, nil},
		{"nothing that is typed in another way", except(map[string]string{
			"user_tests.sessions[0].date": "30 avril 2026", "indicators.series[0].readings[0].value": "4,10",
			"adoption.measures[0].users": "10 540", "indicators.followers[0]": " Camille "}), nil},
		{"nothing that stands at another place", except(map[string]string{
			"user_tests.sessions[0].date": "12/08/2026", "user_tests.sessions[0].participants": "5",
			"user_tests.sessions[1].date": "30/04/2026", "user_tests.sessions[1].participants": ""}), nil},
		{"a row that was removed", except(map[string]string{"user_tests.sessions[0].date": ""}), []taking{{"user_tests.sessions[0]", "user_tests.sessions"}}},
		{"a row that was changed", except(map[string]string{"evolutions.releases[0].from_user_feedback": ""}), []taking{{"evolutions.releases[0]", "evolutions.releases"}}},
		{"a field that is empty", except(map[string]string{"indicators.stats_url": " "}), []taking{{"indicators.stats_url", "indicators.stats_url"}}},
		{"not a field that is filled in", except(map[string]string{"open_source.repository_url": "https://autre.example"}), nil},
		{"not an answer, a comment or the trajectory", except(map[string]string{"adoption.answer": "", "adoption.comment": "", "trajectory.kind": ""}), nil},
		{"a reading of an indicator, wherever that stands now", except(map[string]string{
			"indicators.series[0].name": "Autre", "indicators.series[0].readings[0].date": "", "indicators.series[0].readings[0].value": "",
			"indicators.series[0].readings[1].date": "", "indicators.series[0].readings[1].value": "",
			"indicators.series[1].name": "Démarches", "indicators.series[1].readings[0].date": "31/10/2026", "indicators.series[1].readings[0].value": "5"}),
			[]taking{{"indicators.series[0].readings[0]", "indicators.series[1].readings"}}},
		{"an indicator as a whole", except(map[string]string{
			"indicators.series[0].name": "Autre"}), []taking{{"indicators.series[0]", "indicators.series"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := versionOf(test.draft).lacking(versionOf(signedOnce)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestTakingOver(t *testing.T) {
	for _, test := range []struct {
		name           string
		typed          map[string]string
		subject, focus string
		added          map[string]string
	}{
		{"a row goes to the end of its list", map[string]string{"user_tests.sessions[0].date": "01/11/2026"},
			"user_tests.sessions[1]", "user_tests.sessions[1].date",
			map[string]string{"user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5"}},
		{"a row fills in an empty one", map[string]string{"user_tests.sessions[0].date": "", "user_tests.sessions[0].participants": " "},
			"user_tests.sessions[1]", "user_tests.sessions[0].date",
			map[string]string{"user_tests.sessions[0].date": "12/08/2026", "user_tests.sessions[0].participants": "5"}},
		{"a row that is there is not doubled", map[string]string{"user_tests.sessions[0].date": "12 août 2026", "user_tests.sessions[0].participants": "5"},
			"user_tests.sessions[1]", "", nil},
		{"a name", nil, "indicators.followers[0]", "indicators.followers[0]", map[string]string{"indicators.followers[0]": "Camille"}},
		{"a field", nil, "open_source.repository_url", "open_source.repository_url", map[string]string{"open_source.repository_url": "https://git.example"}},
		{"an indicator with its readings", map[string]string{"indicators.series[0].name": "Autre"}, "indicators.series[0]", "indicators.series[1].name",
			map[string]string{"indicators.series[1].name": "Démarches", "indicators.series[1].nature": "quantitative",
				"indicators.series[1].readings[0].date": "31/01/2026", "indicators.series[1].readings[0].value": "4,1",
				"indicators.series[1].readings[1].date": "31/10/2026", "indicators.series[1].readings[1].value": "5"}},
		{"a reading of an indicator that is there", map[string]string{"indicators.series[0].name": "Démarches"}, "indicators.series[0].readings[1]",
			"indicators.series[0].readings[0].date",
			map[string]string{"indicators.series[0].readings[0].date": "31/10/2026", "indicators.series[0].readings[0].value": "5"}},
		{"a criterion, with its answer", map[string]string{"user_tests.sessions[0].date": "30/04/2026"}, "user_tests", "user_tests.feedback_channel",
			map[string]string{"user_tests.answer": "yes", "user_tests.feedback_channel": "Formulaire",
				"user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5"}},
		{"an answer that was given stays", map[string]string{"evolutions.answer": "no"}, "evolutions", "evolutions.releases[0].date",
			map[string]string{"evolutions.releases[0].date": "02/09/2026", "evolutions.releases[0].from_user_feedback": "true"}},
		{"what is not there", nil, "user_tests.sessions[7]", "", nil},
		{"what is no path", nil, "[", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			typed, want := map[string]string{}, map[string]string{}
			maps.Copy(typed, test.typed)
			maps.Copy(want, test.typed)
			maps.Copy(want, test.added)
			got, focus := take(page.NewForm(typed), signedOnce, test.subject)
			if !reflect.DeepEqual(filledIn(got), filledIn(page.NewForm(want))) || focus != test.focus {
				t.Errorf("focus on %q\n%v\n%v", focus, filledIn(got), want)
			}
		})
	}
}

func TestAllIsTakenOverOnce(t *testing.T) {
	all, focus := take(page.NewForm(map[string]string{}), signedOnce, "")
	want := signedOnce.Values()
	delete(want, "adoption.comment")
	delete(want, "trajectory.kind")
	if !reflect.DeepEqual(filledIn(all), want) || focus != "adoption.measures[0].date" {
		t.Errorf("focus on %q, %v", focus, all.Values())
	}
	if again, focus := take(all, signedOnce, ""); focus != "" || !reflect.DeepEqual(again.Values(), all.Values()) {
		t.Errorf("taken twice: %q", focus)
	}
}

// filledIn are the fields of a form that hold something.
func filledIn(form page.Form) map[string]string {
	values := form.Values()
	maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
	return values
}
