package assessment

import (
	"strconv"

	"transfert/assessment/french"
)

// Step is the least that makes a condition met which is not, as a French sentence
// for people.
type Step struct {
	Criterion CriterionID
	Condition string // "" where only the answer is missing
	Text      string
	From      Date // the first day on which the condition is met, when the step is taken on the day asked
}

// Steps returns what is missing for « Réalisations » on a day, condition by
// condition in grid order: none where every criterion is met. A step is what the
// engine itself takes as enough, on the day that it says.
func Steps(grid Grid, facts Facts, on Date) (steps []Step) {
	for _, id := range CriterionIDs() {
		if newCriterion(id, grid.Parameters, facts, on).timeline(on)[0].status == Met {
			continue
		}
		said := facts.answering(id, Yes)
		found := len(steps)
		for _, c := range newCriterion(id, grid.Parameters, said, on).judged(on) {
			if c.Status != Met {
				steps = append(steps, stepTo(grid.Parameters, said, id, c.ID, on))
			}
		}
		if len(steps) == found {
			steps = append(steps, Step{Criterion: id, Text: "Répondez « oui » : les faits suffisent.", From: on})
		}
	}
	return steps
}

// answering returns the facts with another answer to one criterion.
func (f Facts) answering(id CriterionID, answer Answer) Facts {
	for criterion, statement := range map[CriterionID]*Statement{
		Adoption: &f.Adoption.Statement, Indicators: &f.Indicators.Statement, UserTests: &f.UserTests.Statement,
		Evolutions: &f.Evolutions.Statement, Communication: &f.Communication.Statement, OpenSource: &f.OpenSource.Statement,
	} {
		if criterion == id {
			statement.Answer = answer
		}
	}
	return f
}

func stepTo(p Parameters, facts Facts, id CriterionID, condition string, on Date) Step {
	step := Step{Criterion: id, Condition: condition, From: on}
	switch condition {
	case "share":
		step.Text = shareStep(p, facts.Adoption, on)
	case "followed":
		step.Text = "Nommez une personne qui suit les indicateurs."
	case "quantitative", "qualitative":
		step.Text = trendStep(condition, p.Indicators.Window)
	case "feedback":
		step.Text = "Indiquez comment les avis des utilisateurs sont recueillis."
	case "cadence":
		step.Text, step.From = cadenceStep(p, facts, id, on)
	case "from_feedback":
		step.Text = "Mettez en service une évolution qui répond à des retours d’utilisateurs."
	case "licensed":
		step.Text = "Placez le code sous une licence libre admise, par exemple MIT ou AGPL-3.0-or-later."
	case "published":
		step.Text = "Indiquez la page de statistiques."
		if id == OpenSource {
			step.Text = "Publiez le code et indiquez son dépôt."
		}
	}
	return step
}

// shareStep counts the users that are enough for the population of the latest
// measure.
func shareStep(p Parameters, facts AdoptionFacts, on Date) string {
	var latest Measure
	for _, m := range facts.Measures {
		if !m.Date.After(on) && !m.Date.Before(latest.Date) {
			latest = m
		}
	}
	minimum := int64(p.Adoption.MinimumPercent)
	if latest.Date.IsZero() {
		return "Mesurez le nombre d’utilisateurs : au moins " + strconv.FormatInt(minimum, 10) + " % des utilisateurs potentiels."
	}
	enough := (minimum*latest.TargetPopulation + 99) / 100
	return "Une mesure d’au moins " + french.Integer(enough) + " utilisateurs sur " + french.Integer(latest.TargetPopulation) + "."
}

func trendStep(nature string, window Months) string {
	word := map[string]string{"quantitative": "quantitatif", "qualitative": "qualitatif"}[nature]
	return "Un relevé d’un indicateur " + word + ", meilleur qu’un relevé plus ancien de " + french.Months(window) + " au plus."
}

// cadenceStep finds out whether one event on the day is enough, and if not from
// which day on a regular row of them is.
func cadenceStep(p Parameters, facts Facts, id CriterionID, on Date) (string, Date) {
	words := map[CriterionID]struct {
		cadence Cadence
		once    string
	}{
		UserTests:     {p.UserTests.Cadence, "Une séance de test"},
		Evolutions:    {p.Evolutions.Cadence, "Une évolution mise en service"},
		Communication: {p.Communication.Cadence, "Une action de communication"},
	}[id]
	last := on.AddMonths(words.cadence.Over + words.cadence.Every)
	regularly := words.once + ", puis une tous les " + french.Months(words.cadence.Every)
	for event := on; !event.After(last); event = event.AddMonths(words.cadence.Every) {
		facts = facts.with(id, event)
	}
	for day := on; !day.After(last); day = day.AddDays(1) {
		for _, c := range newCriterion(id, p, facts, day).judged(day) {
			if c.ID != "cadence" || c.Status != Met {
				continue
			}
			if day == on {
				return words.once + " suffit.", on
			}
			return regularly + " : la régularité sera établie le " + french.Date(day.Time()) + ".", day
		}
	}
	return regularly + ".", Date{}
}

// with returns the facts with one more event of a criterion that has a cadence.
func (f Facts) with(id CriterionID, day Date) Facts {
	switch id {
	case UserTests:
		f.UserTests.Sessions = append(f.UserTests.Sessions[:len(f.UserTests.Sessions):len(f.UserTests.Sessions)], Session{Date: day})
	case Evolutions:
		f.Evolutions.Releases = append(f.Evolutions.Releases[:len(f.Evolutions.Releases):len(f.Evolutions.Releases)], Release{Date: day})
	case Communication:
		f.Communication.Actions = append(f.Communication.Actions[:len(f.Communication.Actions):len(f.Communication.Actions)], Action{Date: day})
	}
	return f
}

// NextTest returns the last day on which the next user test still follows the
// latest one in time, the zero date where no test is known or the answer is not
// yes (docs/rules.md, user_tests).
func (f Facts) NextTest(grid Grid) Date {
	var latest Date
	for _, s := range f.UserTests.Sessions {
		if s.Date.After(latest) {
			latest = s.Date
		}
	}
	if latest.IsZero() || f.UserTests.Answer != Yes {
		return Date{}
	}
	return latest.AddMonths(grid.Parameters.UserTests.Every)
}
