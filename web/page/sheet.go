package page

import (
	"strings"

	"transfert/assessment"
)

// Sheet is a list of facts that rows copied from a spreadsheet can be added to.
type Sheet struct {
	Path      string // of the list in the facts document
	Title     string
	Columns   []Column // in the order of the form
	Indicator string   // whose readings they are, "" for another list
}

// Column is one field of the rows of a [Sheet].
type Column struct {
	Name  string // of the facts document, "" where the row is a text
	Label string // as the form calls it
}

// examples are rows that the lists take, by path; that of a reading by "".
var examples = map[string]string{
	measures.path:  "30/09/2026;10 540;31 000;https://service.example/stats",
	"":             "31/10/2026;4,1",
	sessions.path:  "12/08/2026;5;https://service.example/tests",
	releases.path:  "02/09/2026;Export des données;oui;https://service.example/nouveautes",
	actions.path:   "18/06/2026;Bilan annuel publié;https://service.example/bilan",
	followers.path: "Responsable produit",
}

// Sheets are the lists of a form that take pasted rows, in the order of the grid: the
// readings of an indicator once it is there.
func Sheets(form Form) []Sheet {
	var sheets []Sheet
	for _, part := range assessment.Parts() {
		for _, l := range listsOf(part) {
			if l.path == series.path {
				sheets = append(sheets, readingSheets(form)...)
			} else {
				sheets = append(sheets, l.sheet())
			}
		}
	}
	return sheets
}

func readingSheets(form Form) []Sheet {
	var sheets []Sheet
	for i := range form.Filled(series.path) {
		s := readings(Row(series.path, i)).sheet()
		s.Indicator = strings.TrimSpace(form.Value(Row(series.path, i) + ".name"))
		s.Title = "Relevés" + readings(Row(series.path, i)).of
		if s.Indicator != "" {
			s.Title = "Relevés de l’indicateur " + quote(s.Indicator)
		}
		sheets = append(sheets, s)
	}
	return sheets
}

func (l list) sheet() Sheet {
	s := Sheet{Path: l.path, Title: l.title}
	for _, f := range l.fields {
		s.Columns = append(s.Columns, Column{f.name, f.label})
	}
	return s
}

// ID tells the sheets of a form apart, also when the indicators are no longer in the
// order in which they were shown.
func (s Sheet) ID() string {
	if s.Indicator != "" {
		return s.Path + ":" + s.Indicator
	}
	return s.Path
}

// Readings reports whether its rows are the readings of an indicator.
func (s Sheet) Readings() bool { return strings.HasSuffix(s.Path, ".readings") }

// Label returns what the form calls a column.
func (s Sheet) Label(name string) string {
	for _, c := range s.Columns {
		if c.Name == name {
			return c.Label
		}
	}
	return ""
}

// Example is a row that the sheet takes.
func (s Sheet) Example() string {
	if s.Readings() {
		return examples[""]
	}
	return examples[s.Path]
}

// labels are those of the columns, in their order.
func (s Sheet) labels() string {
	var labels []string
	for _, c := range s.Columns {
		labels = append(labels, c.Label)
	}
	return strings.Join(labels, ", ")
}
