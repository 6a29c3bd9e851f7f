package checklist

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"transfert/assessment"
)

// Table is a list of facts that rows copied from a spreadsheet can be added to.
type Table struct {
	assessment.Field                 // the list, whose fields are the columns
	List             assessment.Path // in the form
	Indicator        string          // whose readings they are, "" for another list
}

// Tables are the lists of a form that take rows, in the order of the grid: the readings
// of an indicator once it is there.
func (f Form) Tables() []Table {
	var tables []Table
	for _, part := range assessment.Parts() {
		for _, list := range f.Schema.Part(part).Of(true) {
			path := part.Path().Field(list.Name)
			for _, nested := range list.Of(true) {
				for i := range f.Filled(path) {
					name := f.Value(path.Row(i).Field(list.Fields[0].Name))
					tables = append(tables, Table{nested, path.Row(i).Field(nested.Name), strings.TrimSpace(name)})
				}
			}
			if list.Example != "" {
				tables = append(tables, Table{Field: list, List: path})
			}
		}
	}
	return tables
}

// TableKinds are the lists of any form that take rows, with the readings of one indicator.
func TableKinds(schema assessment.Field) []Table {
	f := NewForm(schema, nil)
	for _, part := range assessment.Parts() {
		for _, list := range schema.Part(part).Of(true) {
			f.Set(part.Path().Field(list.Name).Row(0), "")
		}
	}
	return f.Tables()
}

// ID tells the tables of a form apart, also when the indicators are no longer in the
// order in which they were shown.
func (t Table) ID() string {
	if t.Indicator != "" {
		return string(t.List) + ":" + t.Indicator
	}
	return string(t.List)
}

// column is the label of a column.
func (t Table) column(name string) string {
	for _, f := range t.Fields {
		if f.Name == name {
			return f.Label
		}
	}
	return ""
}

// table is what was found in rows that come from a spreadsheet.
type table struct {
	titled    bool // the first row names the columns
	exported  bool // it is that of our own export of facts
	rows      []tableRow
	errs      []LineError // of rows that are no rows of the table
	ignored   []string    // titles of columns that the table does not have
	elsewhere int         // rows of another service, kind of facts or indicator
}

// tableRow is a row, as it was typed, and the line that it stands on.
type tableRow struct {
	line  int
	cells map[string]string // by name of the column
}

// read reads rows for the table, of a startup. The separator is the one under which
// most rows are rows of the table, the tab, the semicolon or the comma.
func (t Table) read(text, startup string) table {
	var best table
	for i, separator := range []rune{'\t', ';', ','} {
		found := t.arrange(records(plainText(text), separator), startup)
		if i == 0 || t.fits(found) > t.fits(best) || t.fits(found) == t.fits(best) && found.width() > best.width() {
			best = found
		}
	}
	return best
}

var isoShape = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// fits counts the rows that begin as rows of the table do, with a date where it has
// one and without a cell too many, and the one that names the columns.
func (t Table) fits(found table) int {
	if found.exported {
		return math.MaxInt
	}
	n := 0
	if found.titled {
		n++
	}
	first := t.Fields[0]
	for _, row := range found.rows {
		if first.Kind != assessment.KindDate || isoShape.MatchString(ISODate(row.cells[first.Name])) {
			n++
		}
	}
	return n
}

// width counts the cells of all rows in which something stands.
func (t table) width() (n int) {
	for _, row := range t.rows {
		n += len(row.cells)
	}
	return n
}

// arrange puts the cells under the names of their columns: those of the first row
// where it holds titles, else in the order of the form.
func (t Table) arrange(all []record, startup string) table {
	var found table
	all = slices.DeleteFunc(all, record.blank)
	columns, ignored, titled := t.columnsOf(all)
	found.titled, found.exported = titled, slices.Contains(columns, ghidColumn)
	if titled {
		all = all[1:]
	}
	if !found.exported {
		found.ignored = ignored
	}
	for _, r := range all {
		row := tableRow{r.line, map[string]string{}}
		for i, cell := range r.cells {
			if cell = cleaned(cell); i < len(columns) && columns[i] != noColumn && cell != "" {
				row.cells[columns[i]] = cell
			}
		}
		switch {
		case surplus(r, len(columns)):
			message := fmt.Sprintf("Il y a plus de cellules que de colonnes : %d pour %d.", len(r.cells), len(columns))
			found.errs = append(found.errs, LineError{Line: r.line, Message: message})
		case found.exported && t.elsewhere(row, startup):
			found.elsewhere++
		case slices.ContainsFunc(t.Fields, func(f assessment.Field) bool { return row.value(f) != "" }):
			found.rows = append(found.rows, row)
		}
	}
	return found
}

// Columns that a table does not have: those that say what a row of our own export is
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
// the table does not have are ignored, as is the second of two that are the same.
func (t Table) columnsOf(all []record) (columns, ignored []string, titled bool) {
	known := map[string]string{}
	if exported(all) {
		known = map[string]string{ghidColumn: ghidColumn, kindColumn: kindColumn, indicatorColumn: indicatorColumn}
	}
	for _, f := range t.Fields {
		known[folded(f.Label)], known[folded(f.Name)], known[folded(f.Column.Label)] = f.Name, f.Name, f.Name
		columns = append(columns, f.Name)
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
	if slices.Contains(named, t.Fields[0].Name) || slices.Contains(named, ghidColumn) || len(ignored) == 0 {
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
func (t Table) elsewhere(row tableRow, startup string) bool {
	other := func(column, want string) bool {
		cell := row.cells[column]
		return cell != "" && cell != want && folded(cell) != folded(want)
	}
	return other(ghidColumn, startup) || other(kindColumn, t.Fact.Label) || t.Indicator != "" && other(indicatorColumn, t.Indicator)
}

// value is what was typed in a column, as the form would hold it.
func (row tableRow) value(f assessment.Field) string {
	cell := row.cells[f.Name]
	if f.Kind != assessment.KindFlag {
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
