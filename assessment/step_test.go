package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"transfert/assessment"
)

func TestTheSmallestStepIsWhatTheEngineTakesAsEnough(t *testing.T) {
	facts := parse(t, string(file(t, "testdata/contract/facts.json")))
	on := facts.AsOf
	for _, test := range []struct {
		name   string
		change func(*assessment.Facts)
		want   string // criterion condition: sentence
	}{
		{"nothing is missing", func(*assessment.Facts) {}, ""},
		{"an answer alone", func(f *assessment.Facts) { f.Communication.Answer = assessment.No }, "communication : Répondez « oui » : les faits suffisent."},
		{"users for the population of the latest measure, rounded up", func(f *assessment.Facts) {
			f.Adoption.Measures = []assessment.Measure{{Date: on, Users: 5, TargetPopulation: 31_001}}
		}, "adoption share: Une mesure d’au moins 9 301 utilisateurs sur 31 001."},
		{"a first measure", func(f *assessment.Facts) { f.Adoption.Measures = nil }, "adoption share: Mesurez le nombre d’utilisateurs : au moins 30 % des utilisateurs potentiels."},
		{"a licence", func(f *assessment.Facts) { f.OpenSource.Licence = "CC-BY-NC-4.0" }, "open_source licensed: Placez le code sous une licence libre admise, par exemple MIT ou AGPL-3.0-or-later."},
		{"a repository", func(f *assessment.Facts) { f.OpenSource.RepositoryURL = "" }, "open_source published: Publiez le code et indiquez son dépôt."},
		{"an action, once", func(f *assessment.Facts) { f.Communication.Actions = nil }, "communication cadence: Une action de communication suffit."},
		{"somebody, a page and readings", func(f *assessment.Facts) { f.Indicators = assessment.IndicatorsFacts{} },
			"indicators followed: Nommez une personne qui suit les indicateurs.|indicators published: Indiquez la page de statistiques.|" +
				"indicators quantitative: Un relevé d’un indicateur quantitatif, meilleur qu’un relevé plus ancien de 12 mois au plus.|" +
				"indicators qualitative: Un relevé d’un indicateur qualitatif, meilleur qu’un relevé plus ancien de 12 mois au plus."},
		{"a release from feedback", func(f *assessment.Facts) {
			for i := range f.Evolutions.Releases {
				f.Evolutions.Releases[i].FromUserFeedback = false
			}
		}, "evolutions from_feedback: Mettez en service une évolution qui répond à des retours d’utilisateurs."},
	} {
		t.Run(test.name, func(t *testing.T) {
			changed := parse(t, string(file(t, "testdata/contract/facts.json")))
			test.change(&changed)
			if got := told(assessment.Steps(grids(t).Newest(), changed, on)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func told(steps []assessment.Step) string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = strings.TrimSuffix(fmt.Sprintf("%s %s", s.Criterion, s.Condition), " ") + ": " + s.Text
		if s.Condition == "" {
			lines[i] = string(s.Criterion) + " : " + s.Text
		}
	}
	return strings.Join(lines, "|")
}

func TestRegularityThatWasLostComesBackOnTheDayThatTheStepSays(t *testing.T) {
	grid := grids(t).Newest()
	facts := parse(t, string(file(t, "testdata/contract/facts.json")))
	on := facts.AsOf.AddMonths(9)
	var step assessment.Step
	for _, s := range assessment.Steps(grid, facts, on) {
		if s.Criterion == assessment.UserTests && s.Condition == "cadence" {
			step = s
		}
	}
	if !step.From.After(on) || !strings.Contains(step.Text, strings.ReplaceAll(step.From.French(), "\u00a0", " ")) {
		t.Fatalf("got %+v", step)
	}
	for event := on; !event.After(step.From); event = event.AddMonths(grid.Parameters.UserTests.Every) {
		facts.UserTests.Sessions = append(facts.UserTests.Sessions, assessment.Session{Date: event})
	}
	for day, want := range map[assessment.Date]assessment.Status{step.From.AddDays(-1): assessment.NotMet, step.From: assessment.Met} {
		if got := assessment.Evaluate(grid, facts, day).Criterion(assessment.UserTests).Status; got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}
