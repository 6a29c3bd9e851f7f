package page

import (
	"slices"

	"transfert/assessment"
	"transfert/assessment/french"
)

// How many lines of a list are shown before the others are only counted.
const (
	shownPeriods = 6
	shownLater   = 10
)

// headline says what becomes of today's classification, with nothing new and then
// with the facts of the what-if.
func (c Comparison) headline() string {
	now, then := c.Now[0], c.Then[0]
	class := quote(then.Verdict.Classification.Label())
	switch {
	case now.Verdict.Classification != then.Verdict.Classification:
		return "Aujourd’hui, ce serait " + class + " au lieu de " + quote(now.Verdict.Classification.Label())
	case now.Until == then.Until && now.Until.IsZero():
		return class + ", dans les deux cas"
	case now.Until == then.Until:
		return class + " jusqu’au " + now.Until.French() + ", dans les deux cas"
	case then.Until.IsZero():
		return class + " au moins jusqu’au " + c.Horizon.French() + ", au lieu du " + now.Until.French()
	case now.Until.IsZero():
		return class + " jusqu’au " + then.Until.French() + " seulement"
	case then.Until.Before(now.Until):
		return class + " jusqu’au " + then.Until.French() + " seulement, au lieu du " + now.Until.French()
	}
	return class + " jusqu’au " + then.Until.French() + ", au lieu du " + now.Until.French()
}

// days says when a period is, the first one beginning today.
func (c Comparison) days(i int, p assessment.Period) string {
	switch {
	case i == 0 && p.Until.IsZero():
		return "Au moins jusqu’au " + c.Horizon.French()
	case i == 0:
		return "Jusqu’au " + p.Until.French()
	case p.Until.IsZero():
		return "À partir du " + p.From.French()
	case p.Until == p.From:
		return "Le " + p.From.French()
	}
	return "Du " + p.From.French() + " au " + p.Until.French()
}

// blame names the criteria that keep a verdict from being « Réalisations ».
func blame(grid assessment.Grid, verdict assessment.Verdict) string {
	status := assessment.StatusUnknown
	switch verdict.Classification {
	case assessment.Realisations:
		return ""
	case assessment.PartenariatsPasses:
		status = assessment.NotMet
	}
	return french.Typeset(" (" + status.Label() + " : " + VerdictBox{Grid: grid, Verdict: verdict}.titles(status) + ")")
}

// laterFact is a fact that does not count yet.
type laterFact struct {
	what string // « Retours et tests utilisateurs, séance 3 »
	date assessment.Date
}

func (c Comparison) later() []laterFact {
	var facts []laterFact
	for path, date := range c.Verdict.Facts.Ignored {
		facts = append(facts, laterFact{fieldName(c.Verdict.Grid, path.Parent()), date})
	}
	return facts
}

func latest(facts []laterFact) assessment.Date {
	day := facts[0].date
	for _, f := range facts {
		if f.date.After(day) {
			day = f.date
		}
	}
	return day
}

func (c Comparison) ignoredTitle(facts int) string {
	return french.Typeset(french.Count(facts, "Un fait ne compte pas encore", "faits ne comptent pas encore"))
}

// changes are the differences in the facts, without the date of reference, in the words
// of the page of an assessment.
func (c Comparison) changes() []change {
	var changes []change
	for _, d := range newChanges(c.Baseline.Verdict, c.Verdict).parts() {
		d.status = "" // the table tells
		d.facts = slices.DeleteFunc(d.facts, func(d difference) bool { return d.After == "as_of" })
		if len(d.facts) > 0 {
			changes = append(changes, d)
		}
	}
	return changes
}
