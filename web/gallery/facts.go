package gallery

import (
	"encoding/json"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
)

// change makes other facts of some.
type change func(*assessment.Facts)

// facts are those of a service that meets every criterion on a day, changed. They have
// passed the law.
func facts(asOf assessment.Date, changes ...change) assessment.Facts {
	f := sound(asOf)
	for _, apply := range changes {
		apply(&f)
	}
	return must(assessment.ParseFacts(must(json.Marshal(f)), site.Grids, assessment.Override{}))
}

// form shows facts as a person types them.
func form(f assessment.Facts) checklist.Form { return checklist.FormOf(grid.Schema(), f) }

const stats = "https://carnet-de-quai.exemple/stats"

func sound(asOf assessment.Date) assessment.Facts {
	yes := assessment.Statement{Answer: assessment.Yes}
	ago := func(months assessment.Months) assessment.Date { return asOf.AddMonths(-months) }
	return assessment.Facts{
		Grid: grid.Version, AsOf: asOf,
		Adoption: assessment.AdoptionFacts{
			Statement: assessment.Statement{Answer: assessment.Yes, Comment: "Part des ports de moins de 500 anneaux."},
			Measures: []assessment.Measure{
				{Date: ago(11), Users: 6100, TargetPopulation: 31000},
				{Date: ago(1), Users: 10540, TargetPopulation: 31000, EvidenceURL: stats},
			},
		},
		Indicators: assessment.IndicatorsFacts{
			Statement: yes, Followers: []string{"Responsable produit", "Chargée de déploiement"}, StatsURL: stats,
			Series: []assessment.Series{
				{Name: "Registres tenus par mois", Nature: assessment.Quantitative, Better: assessment.Up,
					Readings: []assessment.Reading{{Date: ago(10), Value: 820}, {Date: ago(1), Value: 1310}}},
				{Name: "Satisfaction, sur 5", Nature: assessment.Qualitative, Better: assessment.Up,
					Readings: []assessment.Reading{{Date: ago(9), Value: 4.1}, {Date: ago(2), Value: 4.4}}},
			},
		},
		UserTests: assessment.UserTestsFacts{
			Statement: yes, FeedbackChannel: "Formulaire « Je donne mon avis »",
			Sessions: []assessment.Session{
				{Date: ago(10), Participants: 6}, {Date: ago(7), Participants: 5}, {Date: ago(4), Participants: 7},
				{Date: ago(1), Participants: 5, EvidenceURL: stats + "/tests"},
			},
		},
		Evolutions: assessment.EvolutionsFacts{Statement: yes, Releases: []assessment.Release{
			{Date: ago(9), Summary: "Reprise d’une saisie interrompue", FromUserFeedback: true},
			{Date: ago(5), Summary: "Nouveau tableau de bord"},
			{Date: ago(1), Summary: "Export demandé pendant les tests", FromUserFeedback: true},
		}},
		Communication: assessment.CommunicationFacts{Statement: yes, Actions: []assessment.Action{
			{Date: ago(5), Title: "Bilan annuel publié", EvidenceURL: stats + "/bilan"},
		}},
		OpenSource: assessment.OpenSourceFacts{Statement: yes, RepositoryURL: quai.Repository, Licence: "AGPL-3.0-or-later"},
		Trajectory: assessment.Trajectory{
			Kind: "integrated-team", Host: "Direction des ports", EffectiveOn: ago(-2),
			Comment: "Trois postes sont ouverts au recrutement.",
		},
	}
}

// nothing leaves the date alone, as in an empty form.
func nothing(f *assessment.Facts) { *f = assessment.Facts{Grid: f.Grid, AsOf: f.AsOf} }

// everyNo answers « non » throughout.
func everyNo(f *assessment.Facts) {
	nothing(f)
	no := assessment.Statement{Answer: assessment.No}
	f.Adoption.Statement, f.Indicators.Statement, f.UserTests.Statement = no, no, no
	f.Evolutions.Statement, f.Communication.Statement, f.OpenSource.Statement = no, no, no
	f.Trajectory.Kind = assessment.Undecided
}

func closedSource(f *assessment.Facts) {
	f.OpenSource = assessment.OpenSourceFacts{Statement: assessment.Statement{
		Answer: assessment.No, Comment: "Le changement de licence est demandé au prestataire.",
	}}
}

// barelyKnown leaves more open than it tells.
func barelyKnown(f *assessment.Facts) {
	f.Adoption, f.Indicators = assessment.AdoptionFacts{}, assessment.IndicatorsFacts{}
	f.Communication = assessment.CommunicationFacts{Statement: assessment.Statement{Answer: assessment.Unknown}}
	f.Trajectory = assessment.Trajectory{Kind: assessment.Undecided}
}

// withoutTests is what is left where something is wrong with the tests.
func withoutTests(f *assessment.Facts) { f.UserTests = assessment.UserTestsFacts{} }

// fullLists fills every list of rows with as many as the law takes.
func fullLists(f *assessment.Facts) {
	f.Adoption.Measures, f.UserTests.Sessions, f.Evolutions.Releases, f.Communication.Actions = nil, nil, nil, nil
	for i := range assessment.MaxRows {
		on := f.AsOf.AddDays(-4 * (assessment.MaxRows - i))
		f.Adoption.Measures = append(f.Adoption.Measures, assessment.Measure{Date: on, Users: int64(9000 + 10*i), TargetPopulation: 31000})
		f.UserTests.Sessions = append(f.UserTests.Sessions, assessment.Session{Date: on, Participants: int64(3 + i%5)})
		f.Evolutions.Releases = append(f.Evolutions.Releases, assessment.Release{Date: on, Summary: "Version " + strconv.Itoa(i+1), FromUserFeedback: i%3 == 0})
		f.Communication.Actions = append(f.Communication.Actions, assessment.Action{Date: on, Title: "Lettre " + strconv.Itoa(i+1)})
	}
}

// longTexts makes every text as long as people make them.
func longTexts(f *assessment.Facts) {
	text := longTitle + "\n\n" + longWord + " " + longURL
	f.Adoption.Comment, f.UserTests.Comment, f.Trajectory.Comment = text, text, text
	f.Adoption.Measures[1] = assessment.Measure{
		Date: f.Adoption.Measures[1].Date, Users: 987_654_321, TargetPopulation: 1_000_000_000, EvidenceURL: longURL,
	}
	f.Indicators.Followers = append(f.Indicators.Followers, longName, longWord)
	f.Indicators.StatsURL, f.Indicators.Series[0].Name, f.Indicators.Series[1].Name = longURL, longTitle, longWord
	f.Indicators.Series[0].Readings[1].Value = 123456789.123456
	f.UserTests.FeedbackChannel, f.UserTests.Sessions[3].EvidenceURL = longWord, longURL
	f.Evolutions.Releases[0].Summary = longTitle
	f.Evolutions.Releases[1].Summary, f.Evolutions.Releases[1].EvidenceURL = longWord, longURL
	f.Communication.Actions[0].Title, f.Communication.Actions[0].EvidenceURL = strings.Repeat(longTitle+" ", 3), longURL
	f.OpenSource.RepositoryURL, f.Trajectory.Host = longURL, longTitle
}
