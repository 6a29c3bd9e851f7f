package page

import (
	"reflect"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/checklist"
)

// tested is a grid with a few words.
var tested = assessment.Grid{
	Criteria: []assessment.CriterionText{{ID: assessment.UserTests, Title: "Tests"}},
	Trajectories: []assessment.TrajectoryText{
		{Kind: "integrated-team", Title: "Équipe intégrée"}, {Kind: "undecided", Title: "Pas encore choisie"},
	},
}

// known are facts whose verdict says that of the tests.
func known(status assessment.Status, facts checklist.Form) version {
	verdict := assessment.Verdict{Criteria: []assessment.CriterionVerdict{{ID: assessment.UserTests, Status: status}}}
	return version{form: facts, verdict: VerdictBox{Grid: tested, Verdict: verdict}}
}

func TestWhatChangedIsToldPartByPart(t *testing.T) {
	const met, notMet = assessment.Met, assessment.NotMet
	fields := func(pairs ...string) checklist.Form {
		values := map[assessment.Path]string{}
		for i := 0; i < len(pairs); i += 2 {
			values[assessment.Path(pairs[i])] = pairs[i+1]
		}
		return checklist.NewForm(tested.Schema(), values)
	}
	for _, test := range []struct {
		name          string
		before, after version
		want          []string
	}{
		{"nothing", known(met, fields("as_of", "1")), known(met, fields("as_of", "1")), nil},
		{"the dates", known(met, fields("as_of", "1")), known(met, fields("as_of", "2", "observed_since", "0")),
			[]string{"Dates", "Modifié: Date de référence : 2 (auparavant : 1)", "Ajouté: Régularité jugée depuis : 0"}},
		{"an answer, and the status that follows", known(met, fields("user_tests.answer", "yes")), known(notMet, fields("user_tests.answer", "no")),
			[]string{"Tests", "Le critère était rempli, il est non rempli.", "Modifié: Réponse : Non (auparavant : Oui)"}},
		{"a status alone, since time goes by", known(met, fields()), known(notMet, fields()), []string{"Tests", "Le critère était rempli, il est non rempli."}},
		{"a row more and a row less, of which only the date is known", known(met, sessionsForm("a", "1.2.2026")), known(met, sessionsForm("a", "1.3.2026")),
			[]string{"Tests", "Ajouté: Séance du 1.3.2026", "Retiré: Séance du 1.2.2026"}},
		{"a row of the same date that tells more", known(met, sessionsForm("a", "1.2.2026")), known(met, sessionsForm("a", "1.2.2026/5")),
			[]string{"Tests", "Modifié: Séance du 1.2.2026, participants : 5 (auparavant : sans autre précision)"}},
		{"a comment that is gone", known(met, fields("user_tests.comment", "Bien.")), known(met, fields()), []string{"Tests", "Retiré: Commentaire : Bien."}},
		{"the trajectory, its host and its day", known(met, fields("trajectory.kind", "undecided")),
			known(met, fields("trajectory.kind", "integrated-team", "trajectory.host", "La direction", "trajectory.effective_on", "3")),
			[]string{"Trajectoire", "Modifié: Trajectoire choisie : Équipe intégrée (auparavant : Pas encore choisie)",
				"Ajouté: Administration ou structure d’accueil : La direction", "Ajouté: Date d’effet : 3"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range (Changes{test.before, test.after}).parts() {
				got = append(got, c.title)
				if c.status != "" {
					got = append(got, c.status)
				}
				for _, d := range c.facts {
					got = append(got, strings.ReplaceAll(d.kind()+": "+d.label+d.now(), nbsp, " "))
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%q\nwant %q", got, test.want)
			}
		})
	}
}
