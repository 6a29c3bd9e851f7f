package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// LineError says what is wrong with a line of what was pasted, or of a file.
type LineError struct {
	Line    int    // from 1, 0 where it is about the whole
	Column  string // of pasted rows, as the form calls it
	Typed   string // in that column
	Field   string // of a facts document, by its path
	Message string
}

// words tell the error from the line down: « Ligne 3, date « hier » : … ».
func (e LineError) words(grid assessment.Grid) string {
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

var indices = regexp.MustCompile(`\[\d+\]`)

// place names a field of a facts document in French words, and one that the checklist
// does not have by its path.
func place(grid assessment.Grid, path string) string {
	part := assessment.PartOf(path)
	switch bare := indices.ReplaceAllString(path, ""); {
	case path == string(part):
		return partTitle(grid, part)
	case labels[bare] != "", slices.Contains(singles(part), bare), inAList(bare):
		return whereabouts(grid, path)
	}
	return quote(path)
}

// inAList reports whether a path without numbers is a list, one of its rows or one of
// their fields.
func inAList(bare string) bool {
	return slices.ContainsFunc(append(lists(), series, readings(series.path)), func(l list) bool {
		rest, within := strings.CutPrefix(bare, l.path)
		return within && (rest == "" || slices.ContainsFunc(l.fields, func(f rowField) bool { return rest == "."+f.name }))
	})
}

// Pasted says what became of pasted rows: how many were added, were in the list
// already, or were of another service, kind or indicator, and which columns the list
// does not have.
type Pasted struct {
	Sheet                     Sheet
	Added, Doubled, Elsewhere int
	Ignored                   []string
}

// Words tell it in a few sentences.
func (p Pasted) Words() string {
	to := " aux " + french.Uncapitalise(p.Sheet.Title) + "."
	words := "Aucune ligne n’est ajoutée" + to
	if p.Added > 0 {
		words = french.Count(p.Added, "Une ligne est ajoutée", "lignes sont ajoutées") + to
	}
	if p.Doubled > 0 {
		words += " " + french.Count(p.Doubled, "Une ligne y était", "lignes y étaient") + " déjà."
	}
	if p.Elsewhere > 0 {
		words += " " + french.Count(p.Elsewhere, "Une ligne d’un autre service ou d’un autre type est laissée", "lignes d’un autre service ou d’un autre type sont laissées") + " de côté."
	}
	if len(p.Ignored) > 0 {
		words += " Colonnes laissées de côté : " + french.And(shortQuotes(p.Ignored)) + "."
	}
	if p.Added > 0 {
		words += " Relisez, puis enregistrez."
	}
	return french.Typeset(words)
}

func shortQuotes(texts []string) []string {
	quotes := make([]string, len(texts))
	for i, text := range texts {
		quotes[i] = shortQuote(text)
	}
	return quotes
}

// OpenedWords say which parts of the checklist come from a file, named by the keys of
// a facts document.
func OpenedWords(grid assessment.Grid, given []string) string {
	var names []string
	for _, path := range given {
		name := labels[path]
		if name == "" {
			name = partTitle(grid, assessment.PartOf(path))
		}
		names = append(names, french.Quote(name))
	}
	return french.Typeset("Ces parties viennent du fichier et remplacent celles du brouillon : " + french.And(names) +
		". Les autres n’ont pas changé. Relisez, puis enregistrez.")
}
