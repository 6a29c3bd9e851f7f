package assessment

import (
	"strconv"
	"strings"

	"transfert/assessment/french"
)

// adoptionConditions: the latest measure on or before the as-of date is the one
// judged, as long as it is recent enough (docs/rules.md, adoption).
func adoptionConditions(p Parameters, facts AdoptionFacts, asOf Date) []condition {
	var latest Measure
	for _, m := range facts.Measures {
		if !m.Date.After(asOf) && !m.Date.Before(latest.Date) {
			latest = m
		}
	}
	if latest.Date.IsZero() {
		return []condition{constant("share", StatusUnknown, "Aucune mesure du nombre d’utilisateurs.")}
	}
	rule := p.Adoption
	lastDay := latest.Date.AddMonths(rule.MaxAge)
	recent := NotMet
	if latest.Users*100 >= int64(rule.MinimumPercent)*latest.TargetPopulation {
		recent = Met
	}
	return []condition{{
		id: "share",
		at: func(day Date) Status {
			if day.After(lastDay) {
				return StatusUnknown
			}
			return recent
		},
		turns:  []Date{lastDay.AddDays(1)},
		detail: func(s Status) string { return shareDetail(s, latest, rule.MinimumPercent, rule.MaxAge) },
	}}
}

func shareDetail(status Status, m Measure, minimum int, maxAge Months) string {
	if status == StatusUnknown {
		return "La dernière mesure, du " + french.Date(m.Date.Time()) + ", a plus de " + french.Months(maxAge) + "."
	}
	share := french.Percent(m.Users, m.TargetPopulation) + " des utilisateurs potentiels (" +
		french.Integer(m.Users) + " sur " + french.Integer(m.TargetPopulation) + "), mesuré le " + french.Date(m.Date.Time())
	if status == Met {
		return share + "."
	}
	return share + " ; il en faut au moins " + strconv.Itoa(minimum) + " %."
}

// userTestsConditions: feedback is still collected, and tests follow each other
// (docs/rules.md, user_tests).
func userTestsConditions(p Parameters, facts Facts, asOf Date) []condition {
	dates := make([]Date, len(facts.UserTests.Sessions))
	for i, s := range facts.UserTests.Sessions {
		dates[i] = s.Date
	}
	words := cadenceWords{last: "Dernier test", next: "prochain attendu", none: "Aucun test daté", noun: "test"}
	return []condition{
		given("feedback", facts.UserTests.FeedbackChannel, "Avis recueillis : %.", "Aucun moyen de recueillir les avis n’est indiqué."),
		cadenceCondition(p.UserTests.Cadence, words, dates, facts.ObservedSince, asOf),
	}
}

// evolutionsConditions: the product evolves regularly, following user feedback
// (docs/rules.md, evolutions).
func evolutionsConditions(p Parameters, facts Facts, asOf Date) []condition {
	releases := facts.Evolutions.Releases
	dates := make([]Date, len(releases))
	for i, r := range releases {
		dates[i] = r.Date
	}
	words := cadenceWords{last: "Dernière évolution", next: "prochaine attendue", none: "Aucune évolution datée", noun: "évolution"}
	return []condition{
		cadenceCondition(p.Evolutions.Cadence, words, dates, facts.ObservedSince, asOf),
		fromFeedbackCondition(releases, p.Evolutions.FeedbackWindow, asOf),
	}
}

// fromFeedbackCondition asks for a recent release that follows user feedback.
func fromFeedbackCondition(releases []Release, window Months, asOf Date) condition {
	var latest Release // that follows user feedback
	any := false
	for _, r := range releases {
		if r.Date.After(asOf) {
			continue
		}
		any = true
		if r.FromUserFeedback && !r.Date.Before(latest.Date) {
			latest = r
		}
	}
	if !any {
		return constant("from_feedback", StatusUnknown, "Aucune évolution datée.")
	}
	none := "Aucune évolution issue de retours d’utilisateurs depuis le " + french.Date(asOf.AddMonths(-window).Time()) + "."
	if latest.Date.IsZero() {
		return constant("from_feedback", NotMet, none)
	}
	return condition{
		id: "from_feedback",
		at: func(day Date) Status {
			if latest.Date.Before(day.AddMonths(-window)) {
				return NotMet
			}
			return Met
		},
		turns: []Date{firstDayBeyond(latest.Date, window)},
		detail: func(s Status) string {
			if s == NotMet {
				return none
			}
			return latest.subject() + " répond à des retours d’utilisateurs."
		},
	}
}

func (r Release) subject() string {
	if r.Summary == "" {
		return "L’évolution du " + french.Date(r.Date.Time())
	}
	return french.Quote(r.Summary)
}

// communicationConditions: impact and evolutions are celebrated by
// communication (docs/rules.md, communication).
func communicationConditions(p Parameters, facts Facts, asOf Date) []condition {
	dates := make([]Date, len(facts.Communication.Actions))
	for i, a := range facts.Communication.Actions {
		dates[i] = a.Date
	}
	words := cadenceWords{last: "Dernière action", next: "prochaine attendue", none: "Aucune action datée", noun: "action de communication"}
	return []condition{cadenceCondition(p.Communication.Cadence, words, dates, facts.ObservedSince, asOf)}
}

// openSourceConditions: the code is published under an accepted licence
// (docs/rules.md, open_source).
func openSourceConditions(p Parameters, facts OpenSourceFacts) []condition {
	return []condition{
		given("published", facts.RepositoryURL, "Code publié sur %.", "Le dépôt du code n’est pas indiqué."),
		licensedCondition(p.OpenSource.Licences, facts.Licence),
	}
}

func licensedCondition(accepted []string, licence string) condition {
	switch {
	case licence == "":
		return constant("licensed", StatusUnknown, "La licence du code n’est pas indiquée.")
	case licenceAccepted(licence, accepted):
		return constant("licensed", Met, "Licence "+licence+".")
	}
	return constant("licensed", NotMet, "La licence "+licence+" n’est pas une licence libre admise.")
}

// given is met by a text that is not blank; % in the detail stands for it.
func given(id, text, detail, missing string) condition {
	if text == "" {
		return constant(id, StatusUnknown, missing)
	}
	return constant(id, Met, strings.Replace(detail, "%", text, 1))
}
