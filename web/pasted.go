package web

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"transfert/web/page"
)

// pasted is what was found in rows that come from a spreadsheet.
type pasted struct {
	titled    bool // the first row names the columns
	exported  bool // it is that of our own export of facts
	rows      []pastedRow
	errs      []page.LineError // of rows that are no rows of the sheet
	ignored   []string         // titles of columns that the sheet does not have
	elsewhere int              // rows of another service, kind of facts or indicator
}

// pastedRow is a row, as it was typed, and the line that it stands on.
type pastedRow struct {
	line  int
	cells map[string]string // by name of the column
}

// What the columns and the kinds of our own export of facts are called, where the
// form calls them otherwise.
var (
	otherTitles = map[string]string{"evidence_url": "preuve", "summary": "intitule", "title": "intitule", "": "nom"}
	factKinds   = map[string]string{"adoption.measures": "mesure", "user_tests.sessions": "seance de test",
		"evolutions.releases": "evolution", "communication.actions": "action de communication"}
)

// readPasted reads rows for a sheet of a startup. The separator is the one under which
// most rows are rows of the sheet, the tab, the semicolon or the comma.
func readPasted(text string, sheet page.Sheet, startup string) pasted {
	var best pasted
	for i, separator := range []rune{'\t', ';', ','} {
		p := arranged(records(plainText(text), separator), sheet, startup)
		if i == 0 || p.fits(sheet) > best.fits(sheet) || p.fits(sheet) == best.fits(sheet) && p.width() > best.width() {
			best = p
		}
	}
	return best
}

var isoShape = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// fits counts the rows that begin as rows of the sheet do, with a date where it has
// one and without a cell too many, and the one that names the columns.
func (p pasted) fits(sheet page.Sheet) int {
	if p.exported {
		return math.MaxInt
	}
	n := 0
	if p.titled {
		n++
	}
	for _, row := range p.rows {
		if sheet.Columns[0].Name != "date" || isoShape.MatchString(isoDate(row.cells["date"])) {
			n++
		}
	}
	return n
}

// width counts the cells of all rows in which something stands.
func (p pasted) width() (n int) {
	for _, row := range p.rows {
		n += len(row.cells)
	}
	return n
}

// arranged puts the cells under the names of their columns: those of the first row
// where it holds titles, else in the order of the form.
func arranged(all []record, sheet page.Sheet, startup string) pasted {
	var p pasted
	all = slices.DeleteFunc(all, record.blank)
	columns, ignored, titled := columnsOf(all, sheet)
	p.titled, p.exported = titled, slices.Contains(columns, ghidColumn)
	if titled {
		all = all[1:]
	}
	if !p.exported {
		p.ignored = ignored
	}
	for _, r := range all {
		row := pastedRow{r.line, map[string]string{}}
		for i, cell := range r.cells {
			if cell = cleaned(cell); i < len(columns) && columns[i] != noColumn && cell != "" {
				row.cells[columns[i]] = cell
			}
		}
		switch {
		case surplus(r, len(columns)):
			p.errs = append(p.errs, page.LineError{Line: r.line, Message: fmt.Sprintf("Il y a plus de cellules que de colonnes : %d pour %d.", len(r.cells), len(columns))})
		case p.exported && row.elsewhere(sheet, startup):
			p.elsewhere++
		case row.of(sheet):
			p.rows = append(p.rows, row)
		}
	}
	return p
}

// Columns that a sheet does not have: those that say what a row of our own export is
// about, and all others.
const (
	ghidColumn      = "ghid"
	kindColumn      = "type"
	indicatorColumn = "indicateur"
	noColumn        = "-"
)

// widest is how many columns a table may have whose first row holds titles: several
// times those of our own export.
const widest = 100

// columnsOf names the columns, and reports whether the first row does. Titles that
// the sheet does not have are ignored, as is the second of two that are the same.
func columnsOf(all []record, sheet page.Sheet) (columns, ignored []string, titled bool) {
	known := map[string]string{}
	if exported(all) {
		known = map[string]string{ghidColumn: ghidColumn, kindColumn: kindColumn, indicatorColumn: indicatorColumn}
	}
	for _, c := range sheet.Columns {
		known[folded(c.Label)], known[folded(c.Name)], known[otherTitles[c.Name]] = c.Name, c.Name, c.Name
		columns = append(columns, c.Name)
	}
	delete(known, "") // columns without a name of their own
	if len(all) == 0 || len(all[0].cells) > widest {
		return columns, nil, false
	}
	var named []string
	for _, title := range all[0].cells {
		name, is := known[folded(title)]
		if !is || slices.Contains(named, name) {
			name = noColumn
			ignored = append(ignored, strings.TrimSpace(title))
		}
		named = append(named, name)
	}
	ignored = slices.DeleteFunc(ignored, func(title string) bool { return title == "" })
	if slices.Contains(named, sheet.Columns[0].Name) || slices.Contains(named, ghidColumn) || len(ignored) == 0 {
		return named, ignored, true
	}
	return columns, nil, false
}

// exported reports whether the first row is that of our own export of facts.
func exported(all []record) bool {
	return len(all) > 0 && slices.Contains(all[0].cells, ghidColumn) && slices.Contains(all[0].cells, kindColumn)
}

// onOneLine is a text for a field of one line, which would take line breaks away and
// leave nothing between the words.
func onOneLine(text string) string { return lineBreaks.ReplaceAllString(text, " ") }

var lineBreaks = regexp.MustCompile(`\s*[\r\n]\s*`)

// cleaned is a cell on one line, without the white space around it, and without the
// apostrophe by which our own export keeps a text from being taken for a formula.
func cleaned(cell string) string {
	cell = onOneLine(strings.TrimSpace(cell))
	if rest, marked := strings.CutPrefix(cell, "'"); marked && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest
	}
	return cell
}

// surplus reports whether something stands beyond the last column.
func surplus(r record, columns int) bool {
	return len(r.cells) > columns && !record{cells: r.cells[columns:]}.blank()
}

// elsewhere reports whether a row of our own export is about something else.
func (row pastedRow) elsewhere(sheet page.Sheet, startup string) bool {
	kind := factKinds[sheet.Path]
	if sheet.Readings() {
		kind = "releve"
	}
	other := func(column, want string) bool {
		cell := row.cells[column]
		return cell != "" && cell != want && folded(cell) != folded(want)
	}
	return other(ghidColumn, startup) || other(kindColumn, kind) || sheet.Indicator != "" && other(indicatorColumn, sheet.Indicator)
}

// of reports whether something stands in a column of the sheet.
func (row pastedRow) of(sheet page.Sheet) bool {
	return slices.ContainsFunc(sheet.Columns, func(c page.Column) bool { return row.value(c.Name) != "" })
}

// value is what was typed in a column, as the form would hold it.
func (row pastedRow) value(name string) string {
	cell := row.cells[name]
	if name != "from_user_feedback" {
		return cell
	}
	switch folded(cell) {
	case "oui", "o", "x", "vrai", "true", "yes", "1":
		return "true"
	case "non", "n", "faux", "false", "no", "0":
		return ""
	}
	return cell
}
