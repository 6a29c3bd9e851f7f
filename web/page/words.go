package page

import (
	"strings"
	"time"

	"transfert/assessment"
	"transfert/assessment/french"
	"transfert/web/dsfr"
)

// nbsp is for sentences that stand in the markup of a template, between elements.
// All others are set by [french.Typeset].
const nbsp = french.NoBreak

// message words what the law says of a field for people who type dates and numbers as
// the French do, and not as a facts document is written.
func message(sentence string) string { return french.Typeset(asTyped.Replace(sentence)) }

var asTyped = strings.NewReplacer(
	"2026-08-31 (année, mois, jour)", "31/08/2026 (jour, mois, année)",
	"Un nombre est attendu.", "Un nombre est attendu : écrivez 1 234 ou 1,234.",
)

// quote puts a text between quotation marks that stay on its lines.
func quote(text string) string { return french.Typeset(french.Quote(text)) }

// moment writes when something was done, to the minute.
func moment(t time.Time) string { return french.Typeset(french.Moment(t)) }

// toCorrect is the title above what is wrong with a form.
func toCorrect(n int) string {
	return french.Typeset(french.Count(n, "Une réponse est à corriger", "réponses sont à corriger"))
}

// statusBadge shows a status.
func statusBadge(s assessment.Status) dsfr.Badge {
	return dsfr.Badge{Label: french.Capitalise(s.Label()), Level: statusLevels[s], Small: true}
}

var statusLevels = map[assessment.Status]dsfr.Level{
	assessment.Met: dsfr.Success, assessment.NotMet: dsfr.Error, assessment.StatusUnknown: dsfr.Info,
}

// classificationBadge shows a classification.
func classificationBadge(c assessment.Classification) dsfr.Badge {
	return dsfr.Badge{Label: c.Label(), Level: classificationLevels[c], Small: true}
}

var classificationLevels = map[assessment.Classification]dsfr.Level{
	assessment.Realisations: dsfr.Success, assessment.PartenariatsPasses: dsfr.Warning, assessment.NonEtabli: dsfr.Info,
}

// validity says until when something holds, seen on a day.
func validity(until, today assessment.Date) string {
	switch {
	case until.IsZero():
		return "Sans échéance"
	case today.After(until):
		return "À reconfirmer depuis le " + until.AddDays(1).French()
	}
	return "Valable jusqu’au " + until.French()
}

// standing says until when an entry of the register holds, or from when on it is due for
// a look, seen on a day.
func standing(e assessment.Entry, today assessment.Date) string {
	if !e.LookOn.IsZero() && !e.Lapsed(today) {
		return "À revoir le " + e.LookOn.French()
	}
	return validity(e.Due(), today)
}

// each returns what a function returns for each item.
func each[T, U any](items []T, function func(T) U) []U {
	results := make([]U, len(items))
	for i, item := range items {
		results[i] = function(item)
	}
	return results
}

// webAddress reports whether a text of the catalogue may become a link.
func webAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}
