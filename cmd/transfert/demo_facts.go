package main

import (
	"strings"

	"transfert/assessment"
)

// soundFacts are facts under which every criterion is met on the as-of date and
// for three months after, of a service that so many people could use. They are
// dated from the as-of date, so that they are as sound on any day.
func soundFacts(startup string, asOf assessment.Date, population int64) assessment.Facts {
	site := "https://" + strings.ReplaceAll(startup, ".", "-") + ".example"
	yes := assessment.Statement{Answer: assessment.Yes}
	return assessment.Facts{
		AsOf: asOf,
		Adoption: assessment.AdoptionFacts{Statement: yes, Measures: []assessment.Measure{
			{Date: asOf.AddMonths(-11), Users: population * 22 / 100, TargetPopulation: population},
			{Date: asOf.AddMonths(-1), Users: population * 37 / 100, TargetPopulation: population, EvidenceURL: site + "/stats"},
		}},
		Indicators: soundIndicators(site, asOf, population),
		UserTests: assessment.UserTestsFacts{Statement: yes, FeedbackChannel: "Formulaire «\u00a0Je donne mon avis\u00a0» en bas de chaque page",
			Sessions: testSessions(asOf.AddMonths(-1), site)},
		Evolutions: assessment.EvolutionsFacts{Statement: yes, Releases: []assessment.Release{
			{Date: asOf.AddMonths(-9), Summary: "Reprise d’une saisie interrompue", FromUserFeedback: true},
			{Date: asOf.AddMonths(-5), Summary: "Nouveau tableau de bord"},
			{Date: asOf.AddMonths(-1), Summary: "Export demandé pendant les tests", FromUserFeedback: true, EvidenceURL: site + "/nouveautes"},
		}},
		Communication: assessment.CommunicationFacts{Statement: yes, Actions: []assessment.Action{
			{Date: asOf.AddMonths(-2), Title: "Bilan annuel publié et présenté aux communes", EvidenceURL: site + "/bilan"},
		}},
		OpenSource: assessment.OpenSourceFacts{Statement: yes, Licence: "AGPL-3.0-or-later",
			RepositoryURL: strings.Replace(site, "https://", "https://git.example/", 1)},
		Trajectory: assessment.Trajectory{Kind: "integrated-team", Host: "Direction métier", EffectiveOn: asOf.AddMonths(-3)},
	}
}

func soundIndicators(site string, asOf assessment.Date, population int64) assessment.IndicatorsFacts {
	return assessment.IndicatorsFacts{
		Statement: assessment.Statement{Answer: assessment.Yes},
		Followers: []string{"Responsable produit", "Chargée de déploiement"},
		StatsURL:  site + "/stats",
		Series: []assessment.Series{
			{Name: "Démarches terminées par mois", Nature: assessment.Quantitative, Better: assessment.Up, Readings: []assessment.Reading{
				{Date: asOf.AddMonths(-10), Value: float64(population / 40)},
				{Date: asOf.AddMonths(-6), Value: float64(population / 33)},
				{Date: asOf.AddMonths(-1), Value: float64(population / 24)},
			}},
			{Name: "Temps d’attente, en jours", Nature: assessment.Quantitative, Better: assessment.Down, Readings: []assessment.Reading{
				{Date: asOf.AddMonths(-10), Value: 12.5},
				{Date: asOf.AddMonths(-1), Value: 4},
			}},
			{Name: "Satisfaction, sur 5", Nature: assessment.Qualitative, Better: assessment.Up, Readings: []assessment.Reading{
				{Date: asOf.AddMonths(-9), Value: 4.1},
				{Date: asOf.AddMonths(-2), Value: 4.4},
			}},
		},
	}
}

// testSessions are tests every three months, the last one on that day.
func testSessions(last assessment.Date, site string) []assessment.Session {
	return []assessment.Session{
		{Date: last.AddMonths(-9), Participants: 6},
		{Date: last.AddMonths(-6), Participants: 5},
		{Date: last.AddMonths(-3), Participants: 7},
		{Date: last, Participants: 5, EvidenceURL: site + "/tests"},
	}
}
