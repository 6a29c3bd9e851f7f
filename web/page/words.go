package page

import (
	"regexp"
	"strings"
	"time"

	"transfert/assessment"
	"transfert/web/dsfr"
)

const nbsp = "\u00a0"

var (
	typography  = strings.NewReplacer("« ", "«"+nbsp, " »", nbsp+"»", " :", nbsp+":", " ;", "\u202f;", " ?", "\u202f?", " !", "\u202f!", " %", nbsp+"%")
	digitGroups = regexp.MustCompile(`(\d) (\d{3})\b`)
	dayAndMonth = regexp.MustCompile(`\b(1er|\d{1,2}) (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b`)
)

// french puts the non-breaking spaces that French typography asks for into a
// sentence of the engine, which has plain ones.
func french(sentence string) string {
	for {
		grouped := digitGroups.ReplaceAllString(sentence, "$1"+nbsp+"$2")
		if grouped == sentence {
			return dayAndMonth.ReplaceAllString(typography.Replace(grouped), "$1"+nbsp+"$2")
		}
		sentence = grouped
	}
}

// message words what the law says of a field for people who type dates as the
// French do, and not as a facts document is written.
func message(sentence string) string {
	return french(strings.Replace(sentence, "2026-08-31 (année, mois, jour)", "31/08/2026 (jour, mois, année)", 1))
}

// quoted puts a classification between quotation marks.
func quoted(c assessment.Classification) string { return "«" + nbsp + c.Label() + nbsp + "»" }

// moment writes when something was done, to the minute, in Paris as the clock is.
func moment(t time.Time) string {
	return "le " + assessment.DateOf(t).French() + " à " + t.Format("15:04")
}

// capitalised begins a label with a capital letter.
func capitalised(s string) string {
	first := []rune(s)
	if len(first) == 0 {
		return s
	}
	return strings.ToUpper(string(first[:1])) + string(first[1:])
}

// statusBadge shows a status.
func statusBadge(s assessment.Status) dsfr.Badge {
	level := dsfr.Info
	switch s {
	case assessment.Met:
		level = dsfr.Success
	case assessment.NotMet:
		level = dsfr.Error
	}
	return dsfr.Badge{Label: capitalised(s.Label()), Level: level, Small: true}
}

// classificationBadge shows a classification.
func classificationBadge(c assessment.Classification, small bool) dsfr.Badge {
	level := dsfr.Info
	switch c {
	case assessment.Realisations:
		level = dsfr.Success
	case assessment.PartenariatsPasses:
		level = dsfr.Warning
	}
	return dsfr.Badge{Label: c.Label(), Level: level, Small: small}
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

// webAddress reports whether a text of the catalogue may become a link.
func webAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

// enumeration joins words as a French sentence does.
func enumeration(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " et " + words[last]
}

// grouped separates the thousands of a number: 10540 becomes 10 540.
func grouped(digits string) string {
	whole, decimals, hasDecimals := strings.Cut(digits, ",")
	for i := len(whole) - 3; i > 0; i -= 3 {
		if whole[i-1] == '-' {
			break
		}
		whole = whole[:i] + nbsp + whole[i:]
	}
	if hasDecimals {
		return whole + "," + decimals
	}
	return whole
}
