package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/french"
)

// lineErrorText is an error with its line and its column: « Ligne 3, date « hier » : … ».
func lineErrorText(grid assessment.Grid, e checklist.LineError) string {
	var names []string
	if e.Line > 0 {
		names = append(names, "Ligne "+strconv.Itoa(e.Line))
	}
	if e.Column != "" {
		names = append(names, strings.TrimSpace(french.Uncapitalise(e.Column)+" "+shortQuote(e.Typed)))
	}
	if e.Field != "" {
		names = append(names, place(grid, e.Field))
	}
	if len(names) == 0 {
		return message(e.Message)
	}
	return french.Typeset(french.Capitalise(strings.Join(names, ", ")) + " : " + french.Uncapitalise(message(e.Message)))
}

// shortQuote quotes the beginning of what was typed.
func shortQuote(typed string) string {
	if runes := []rune(typed); len(runes) > 40 {
		typed = string(runes[:40]) + "…"
	}
	if typed == "" {
		return ""
	}
	return quote(typed)
}

// tableTitle names the list that rows are added to.
func tableTitle(t checklist.Table) string {
	if t.Indicator != "" {
		return t.Label + " de l’indicateur " + quote(t.Indicator)
	}
	return t.Label + list{path: t.List}.of()
}

// columnLabels are the labels of the columns, in their order.
func columnLabels(t checklist.Table) string {
	return strings.Join(each(t.Fields, func(f assessment.Field) string { return f.Label }), ", ")
}

// PastedText tells in a few sentences what became of pasted rows.
func PastedText(p checklist.Pasted) string {
	to := " aux " + french.Uncapitalise(tableTitle(p.Table)) + "."
	words := "Aucune ligne n’est ajoutée" + to
	if p.Added > 0 {
		words = french.Count(p.Added, "Une ligne est ajoutée", "lignes sont ajoutées") + to
	}
	if p.Doubled > 0 {
		words += " " + french.Count(p.Doubled, "Une ligne y était", "lignes y étaient") + " déjà."
	}
	if p.Elsewhere > 0 {
		words += " " + french.Count(p.Elsewhere, "Une ligne d’un autre service ou d’un autre type est laissée",
			"lignes d’un autre service ou d’un autre type sont laissées") + " de côté."
	}
	if len(p.Ignored) > 0 {
		words += " Colonnes laissées de côté : " + french.And(each(p.Ignored, shortQuote)) + "."
	}
	if p.Added > 0 {
		words += " Relisez, puis enregistrez."
	}
	return french.Typeset(words)
}

// OpenedText says which parts of the checklist come from a file, named by the keys of
// a facts document.
func OpenedText(grid assessment.Grid, given []assessment.Path) string {
	names := each(given, func(key assessment.Path) string { return french.Quote(place(grid, key)) })
	return french.Typeset("Ces parties viennent du fichier et remplacent celles du brouillon : " + french.And(names) +
		". Les autres n’ont pas changé. Relisez, puis enregistrez.")
}
