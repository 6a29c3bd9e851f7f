package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
)

// lineErrorText tells the error from the line down: « Ligne 3, date « hier » : … ».
func lineErrorText(grid assessment.Grid, e checklist.LineError) string {
	var names []string
	if e.Line > 0 {
		names = append(names, "Ligne "+strconv.Itoa(e.Line))
	}
	if e.Column != "" {
		names = append(names, strings.TrimSpace(uncapitalised(e.Column)+" "+quotedShort(e.Typed)))
	}
	if e.Field != "" {
		names = append(names, place(grid, e.Field))
	}
	if len(names) == 0 {
		return message(e.Message)
	}
	return capitalised(strings.Join(names, ", ")) + nbsp + ": " + uncapitalised(message(e.Message))
}

// quotedShort quotes the beginning of what was typed.
func quotedShort(typed string) string {
	if runes := []rune(typed); len(runes) > 40 {
		typed = string(runes[:40]) + "…"
	}
	if typed == "" {
		return ""
	}
	return quotedText(typed)
}

// tableTitle names the list that rows are added to.
func tableTitle(t checklist.Table) string {
	if t.Indicator != "" {
		return t.Label + " de l’indicateur " + quotedText(t.Indicator)
	}
	return t.Label + list{path: t.List}.of()
}

// columnLabels are those of the columns, in their order.
func columnLabels(t checklist.Table) string {
	var labels []string
	for _, f := range t.Fields {
		labels = append(labels, f.Label)
	}
	return strings.Join(labels, ", ")
}

// PastedText tells in a few sentences what became of pasted rows.
func PastedText(p checklist.Pasted) string {
	to := " aux " + uncapitalised(tableTitle(p.Table)) + "."
	words := "Aucune ligne n’est ajoutée" + to
	if p.Added > 0 {
		words = oneOrMore(p.Added, "ligne est ajoutée", "lignes sont ajoutées") + to
	}
	if p.Doubled > 0 {
		words += " " + oneOrMore(p.Doubled, "ligne y était", "lignes y étaient") + " déjà."
	}
	if p.Elsewhere > 0 {
		words += " " + oneOrMore(p.Elsewhere, "ligne d’un autre service ou d’un autre type est laissée", "lignes d’un autre service ou d’un autre type sont laissées") + " de côté."
	}
	if len(p.Ignored) > 0 {
		words += " Colonnes laissées de côté" + nbsp + ": " + enumeration(quotedAll(p.Ignored)) + "."
	}
	if p.Added > 0 {
		words += " Relisez, puis enregistrez."
	}
	return words
}

func quotedAll(texts []string) []string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quotedShort(text)
	}
	return quoted
}

// oneOrMore counts in words: « Une ligne est », « 2 lignes sont ».
func oneOrMore(n int, one, many string) string {
	if n == 1 {
		return "Une " + one
	}
	return strconv.Itoa(n) + " " + many
}

// OpenedText says which parts of the checklist come from a file, named by the keys of
// a facts document.
func OpenedText(grid assessment.Grid, given []assessment.Path) string {
	var names []string
	for _, key := range given {
		names = append(names, quotedText(place(grid, key)))
	}
	return "Ces parties viennent du fichier et remplacent celles du brouillon" + nbsp + ": " + enumeration(names) +
		". Les autres n’ont pas changé. Relisez, puis enregistrez."
}
