package assessment_test

import (
	"strings"
	"testing"

	"transfert/assessment"
)

// One row for each sentence of docs/rules.md. The facts are those of one
// criterion, judged on 20 November 2026 unless the row says otherwise; what is
// wanted is the status of each condition, the last day of the criterion's status
// and what the sentences say.
var criterionRows = []struct {
	name     string
	criteria assessment.CriterionID
	facts    string // members of the facts document
	want     string // criterion, then each condition
	until    string
	says     string
}{
	{"absent is unknown", "adoption", ``, "unknown", "", ""},
	{"unknown gives unknown", "adoption", `"adoption": {"answer": "unknown", "measures": [{"date": "2026-09-30", "users": 9, "target_population": 9}]}`, "unknown", "", ""},
	{"no gives not met, whatever the facts", "adoption", `"adoption": {"answer": "no", "measures": [{"date": "2026-09-30", "users": 9, "target_population": 9}]}`, "not_met", "", ""},
	{"saying yes proves nothing", "adoption", `"adoption": {"answer": "yes"}`, "unknown share:unknown", "", "Aucune mesure"},

	{"30 % exactly is enough", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 3, "target_population": 10}]}`, "met share:met", "2027-09-30", "30 % des utilisateurs potentiels (3 sur 10), mesuré le 30 septembre 2026."},
	{"just under 30 % is not, and is not rounded up", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 299999999, "target_population": 1000000000}]}`, "not_met share:not_met", "2027-09-30", "29,9 % des utilisateurs potentiels (299 999 999 sur 1 000 000 000), mesuré le 30 septembre 2026 ; il en faut au moins 30 %."},
	{"the latest measure is the one judged", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 1, "target_population": 10}, {"date": "2026-08-30", "users": 9, "target_population": 10}]}`, "not_met share:not_met", "2027-09-30", "10 %"},
	{"of two on one day, the one later in the list", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 1, "target_population": 10}, {"date": "2026-09-30", "users": 9, "target_population": 10}]}`, "met share:met", "2027-09-30", "90 %"},
	{"a measure after the as-of date is ignored for ever", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 9, "target_population": 10}, {"date": "2026-11-21", "users": 1, "target_population": 10}]}`, "met share:met", "2027-09-30", "90 %"},
	{"a measure of twelve months still counts", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2025-11-20", "users": 9, "target_population": 10}]}`, "met share:met", "2026-11-20", ""},
	{"a measure of a day more is unknown", "adoption", `"adoption": {"answer": "yes", "measures": [{"date": "2025-11-19", "users": 9, "target_population": 10}]}`, "unknown share:unknown", "", "19 novembre 2025, a plus de 12 mois"},

	{"nothing behind a yes on indicators", "indicators", `"indicators": {"answer": "yes"}`, "unknown followed:unknown published:unknown quantitative:unknown qualitative:unknown", "", ""},
	{"a blank follower is nobody", "indicators", `"indicators": {"answer": "yes", "followers": ["\u00a0 ", ""]}`, "unknown followed:unknown published:unknown quantitative:unknown qualitative:unknown", "", ""},
	{"followers and page", "indicators", `"indicators": {"answer": "yes", "followers": ["A", "", "B"], "stats_url": "https://a.example"}`, "unknown followed:met published:met quantitative:unknown qualitative:unknown", "", "Suivis par : A, B."},
	{"a series that worsens", "indicators", `"indicators": {"answer": "yes", "series": [{"nature": "quantitative", "better": "down", "readings": [{"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 2}]}]}`, "not_met followed:unknown published:unknown quantitative:not_met qualitative:unknown", "2027-10-01", "Un indicateur sans nom se dégrade : de 1 à 2."},
	{"a series that does not move does not improve", "indicators", `"indicators": {"answer": "yes", "series": [{"name": "X", "nature": "qualitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 4.5}, {"date": "2026-10-01", "value": 4.5}]}]}`, "not_met followed:unknown published:unknown quantitative:unknown qualitative:not_met", "2027-10-01", "« X » ne change pas : 4,5."},
	{"as many improve as worsen", "indicators", `"indicators": {"answer": "yes", "followers": ["A"], "stats_url": "https://a.example", "series": [
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 2}]},
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 2}, {"date": "2026-09-01", "value": 1}]},
		{"nature": "qualitative", "better": "down", "readings": [{"date": "2026-01-01", "value": 2}, {"date": "2026-08-01", "value": 1}]}]}`, "met followed:met published:met quantitative:met qualitative:met", "2027-08-01", ""},
	{"more worsen than improve", "indicators", `"indicators": {"answer": "yes", "series": [
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 2}]},
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 2}, {"date": "2026-09-01", "value": 1}]},
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 2}, {"date": "2026-08-01", "value": 1}]}]}`, "not_met followed:unknown published:unknown quantitative:not_met qualitative:unknown", "2027-08-01", ""},
	{"the earliest reading of the window is compared, not the one before it", "indicators", `"indicators": {"answer": "yes", "series": [{"nature": "quantitative", "better": "up", "readings": [{"date": "2025-09-30", "value": 0}, {"date": "2025-10-01", "value": 5}, {"date": "2026-03-01", "value": 1}, {"date": "2026-10-01", "value": 2}]}]}`, "not_met followed:unknown published:unknown quantitative:not_met qualitative:unknown", "2027-10-01", "de 5 à 2"},
	{"of two readings on one day, the one later in the list", "indicators", `"indicators": {"answer": "yes", "series": [{"name": "X", "nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 9}, {"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 0}, {"date": "2026-10-01", "value": 1000}]}]}`, "unknown followed:unknown published:unknown quantitative:met qualitative:unknown", "", "« X » s’améliore : de 1 à 1 000."},
	{"two readings on the same day only are not usable", "indicators", `"indicators": {"answer": "yes", "series": [{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-10-01", "value": 0}, {"date": "2026-10-01", "value": 1}]}]}`, "unknown followed:unknown published:unknown quantitative:unknown qualitative:unknown", "", "Aucun indicateur quantitatif"},
	{"a latest reading that is too old is not usable", "indicators", `"indicators": {"answer": "yes", "series": [{"nature": "quantitative", "better": "up", "readings": [{"date": "2025-10-01", "value": 0}, {"date": "2025-11-19", "value": 1}]}]}`, "unknown followed:unknown published:unknown quantitative:unknown qualitative:unknown", "", ""},

	{"no session", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "Formulaire"}`, "unknown feedback:met cadence:unknown", "", "Aucun test daté."},
	{"a session every four months", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-08-12"}, {"date": "2026-04-30"}]}`, "met feedback:met cadence:met", "2026-12-12", "prochain attendu au plus tard le 12 décembre 2026"},
	{"a day is missing between two sessions", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-04-11"}, {"date": "2026-08-13"}]}`, "not_met feedback:met cadence:not_met", "", "Plus de 4 mois sans test : le 12 août 2026."},
	{"a gap that leaves the window makes it met again", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-01-20"}, {"date": "2026-09-01"}]}`, "not_met feedback:met cadence:not_met", "", "du 21 mai 2026 au 31 août 2026"},
	{"a gap before the first session", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-06-01"}, {"date": "2026-09-01"}]}`, "not_met feedback:met cadence:not_met", "2026-11-30", "du 20 mai 2026 au 31 mai 2026"},
	{"the first of a month is written 1er", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-05-01"}, {"date": "2026-09-01"}]}`, "met feedback:met cadence:met", "2027-01-01", "Dernier test le 1er septembre 2026 ; prochain attendu au plus tard le 1er janvier 2027."},
	{"observed_since shortens the window", "user_tests", `"observed_since": "2026-08-30", "user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-09-01"}]}`, "met feedback:met cadence:met", "2027-01-01", "Régularité jugée depuis le 30 août 2026."},
	{"observed_since covers the months that follow", "user_tests", `"observed_since": "2026-08-30", "user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-01-01"}]}`, "met feedback:met cadence:met", "2026-12-30", "au plus tard le 30 décembre 2026"},
	{"observed_since without any session is unknown", "user_tests", `"observed_since": "2026-08-30", "user_tests": {"answer": "yes", "feedback_channel": "F"}`, "unknown feedback:met cadence:unknown", "", "Aucun test daté."},
	{"observed_since in the future is unknown until its day", "user_tests", `"observed_since": "2026-12-25", "user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-09-01"}]}`, "unknown feedback:met cadence:unknown", "2026-12-24", "Régularité jugée à partir du 25 décembre 2026."},
	{"a session after the as-of date does not count", "user_tests", `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-11-21"}]}`, "unknown feedback:met cadence:unknown", "", ""},

	{"no release at all", "evolutions", `"evolutions": {"answer": "yes"}`, "unknown cadence:unknown from_feedback:unknown", "", ""},
	{"releases, none from feedback", "evolutions", `"evolutions": {"answer": "yes", "releases": [{"date": "2026-05-01"}, {"date": "2026-10-01"}]}`, "not_met cadence:met from_feedback:not_met", "", "Aucune évolution issue de retours d’utilisateurs depuis le 20 novembre 2025."},
	{"the last release is told, and since when it is too long", "evolutions", `"evolutions": {"answer": "yes", "releases": [{"date": "2025-09-01", "from_user_feedback": true}]}`, "not_met cadence:not_met from_feedback:not_met", "", "Plus de 6 mois sans évolution : depuis le 2 mars 2026. Dernière évolution le 1er septembre 2025."},
	{"a release from feedback twelve months ago", "evolutions", `"evolutions": {"answer": "yes", "releases": [{"date": "2025-11-20", "from_user_feedback": true}, {"date": "2026-05-01"}, {"date": "2026-10-01"}]}`, "met cadence:met from_feedback:met", "2026-11-20", "L’évolution du 20 novembre 2025 répond"},
	{"feedback counts whatever observed_since", "evolutions", `"observed_since": "2026-11-01", "evolutions": {"answer": "yes", "releases": [{"date": "2026-01-20", "from_user_feedback": true}]}`, "met cadence:met from_feedback:met", "2027-01-20", ""},

	{"an action twelve months ago", "communication", `"communication": {"answer": "yes", "actions": [{"date": "2025-11-20"}]}`, "met cadence:met", "2026-11-20", "prochaine attendue au plus tard le 20 novembre 2026"},
	{"an action a day earlier", "communication", `"communication": {"answer": "yes", "actions": [{"date": "2025-11-19"}]}`, "not_met cadence:not_met", "", "Plus de 12 mois sans action de communication : depuis le 20 novembre 2026. Dernière action le 19 novembre 2025."},

	{"code without a licence", "open_source", `"open_source": {"answer": "yes", "repository_url": "https://git.example/a"}`, "unknown published:met licensed:unknown", "", "Code publié sur https://git.example/a."},
	{"an accepted licence", "open_source", `"open_source": {"answer": "yes", "repository_url": "https://git.example/a", "licence": " mit "}`, "met published:met licensed:met", "", "Licence mit."},
	{"a licence that is not accepted", "open_source", `"open_source": {"answer": "yes", "repository_url": "https://git.example/a", "licence": "CC-BY-NC-4.0"}`, "not_met published:met licensed:not_met", "", "La licence CC-BY-NC-4.0 n’est pas une licence libre admise."},
}

func TestEachSentenceOfTheRules(t *testing.T) {
	for _, test := range criterionRows {
		t.Run(test.name, func(t *testing.T) {
			facts := parse(t, document(`"as_of": "2026-11-20"`, test.facts))
			verdict := assessment.Evaluate(grids(t).Newest(), facts, facts.AsOf).Criterion(test.criteria)
			got, says := string(verdict.Status), ""
			for _, c := range verdict.Conditions {
				got += " " + c.ID + ":" + string(c.Status)
				says += c.Detail + "\n"
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if test.until != "" && verdict.Until.String() != test.until {
				t.Errorf("until %s, want %s", verdict.Until, test.until)
			}
			if !strings.Contains(says, test.says) {
				t.Errorf("says %q, without %q", says, test.says)
			}
		})
	}
}

// document makes a facts document of members, some of which may be empty.
func document(members ...string) string {
	var given []string
	for _, m := range members {
		if m != "" {
			given = append(given, m)
		}
	}
	return "{" + strings.Join(given, ",") + "}"
}

const (
	adoptionMet = `"adoption": {"answer": "yes", "measures": [{"date": "2026-09-30", "users": 9, "target_population": 10}]}`
	testsMet    = `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-04-30"}, {"date": "2026-08-12"}]}`
	commsMet    = `"communication": {"answer": "yes", "actions": [{"date": "2026-06-18"}]}`
	evolveMet   = `"evolutions": {"answer": "yes", "releases": [{"date": "2026-05-01"}, {"date": "2026-10-01", "from_user_feedback": true}]}`
	sourceMet   = `"open_source": {"answer": "yes", "repository_url": "https://git.example/a", "licence": "MIT"}`
	impactMet   = `"indicators": {"answer": "yes", "followers": ["A"], "stats_url": "https://a.example", "series": [
		{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 2}]},
		{"nature": "qualitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 1}, {"date": "2026-10-01", "value": 2}]}]}`
)

func TestTheClassification(t *testing.T) {
	for _, test := range []struct {
		name        string
		facts       []string
		want        assessment.Classification
		best, worst assessment.Classification
		until       string
		changes     string
		ready       bool
	}{
		{"nothing is known", nil, "non-etabli", "realisations", "partenariats-passes", "", "", false},
		{"all met without a trajectory", []string{adoptionMet, impactMet, testsMet, evolveMet, commsMet, sourceMet}, "realisations", "realisations", "realisations", "2026-12-12", "user_tests", false},
		{"all met with an undecided trajectory", []string{adoptionMet, impactMet, testsMet, evolveMet, commsMet, sourceMet, `"trajectory": {"kind": "undecided"}`}, "realisations", "realisations", "realisations", "2026-12-12", "user_tests", false},
		{"all met with a decided trajectory", []string{adoptionMet, impactMet, testsMet, evolveMet, commsMet, sourceMet, `"trajectory": {"kind": "maintenance-handover"}`}, "realisations", "realisations", "realisations", "2026-12-12", "user_tests", true},
		{"one unknown", []string{adoptionMet, impactMet, evolveMet, commsMet, sourceMet, `"trajectory": {"kind": "integrated-team"}`}, "non-etabli", "realisations", "partenariats-passes", "2027-04-01", "evolutions", false},
		{"one not met outweighs the unknown ones", []string{`"adoption": {"answer": "no"}`}, "partenariats-passes", "partenariats-passes", "partenariats-passes", "", "", false},
		{"a lapse into unknown lapses the classification too", []string{adoptionMet, impactMet, `"user_tests": {"answer": "yes", "feedback_channel": "F", "sessions": [{"date": "2026-08-30"}, {"date": "2026-11-20"}]}, "observed_since": "2026-08-30"`,
			`"evolutions": {"answer": "yes", "releases": [{"date": "2026-10-01", "from_user_feedback": true}]}`, commsMet, sourceMet}, "realisations", "realisations", "realisations", "2027-03-20", "user_tests", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := parse(t, document(append(test.facts, `"as_of": "2026-11-20"`)...))
			v := assessment.Evaluate(grids(t).Newest(), facts, facts.AsOf)
			if v.Classification != test.want || v.Range != (assessment.Range{Best: test.best, Worst: test.worst}) || v.Ready != test.ready {
				t.Errorf("%s, range %v, ready %v", v.Classification, v.Range, v.Ready)
			}
			changes := ""
			for _, id := range v.Changes {
				changes += string(id)
			}
			if v.ValidUntil.String() != test.until || changes != test.changes {
				t.Errorf("valid until %q because of %q, want %q %q", v.ValidUntil, changes, test.until, test.changes)
			}
		})
	}
}

func TestAVerdictOfNothingHasEmptyListsInJSON(t *testing.T) {
	v := assessment.Evaluate(grids(t).Newest(), assessment.Facts{}, date("2026-11-20"))
	if v.Changes == nil || v.Criteria[0].Conditions == nil {
		t.Error("a list would be null in JSON")
	}
}
