package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"

	"transfert/assessment"
	"transfert/assessment/french"
)

// Fact is a row of the facts of an assessment that is in force, as a public document:
// together they give its verdict. What a kind of fact does not have is not given.
type Fact struct {
	assessment.Row
	StartupID    string
	StartupName  string
	AsOf         assessment.Date
	DecidedOn    assessment.Date
	AssessmentID int64
}

// Facts are the facts of the assessments that are in force, in the order of the
// criteria; with a day, of those decided after it.
func Facts(rows iter.Seq2[assessment.Classified, error], since assessment.Date) iter.Seq2[Fact, error] {
	return mapped(rows, func(c assessment.Classified) (facts []Fact) {
		if !since.IsZero() && !c.Entry.DecidedOn.After(since) {
			return nil
		}
		for row := range c.Assessment.Facts.Rows {
			facts = append(facts, Fact{row, c.Startup.ID, c.Startup.Name, c.Assessment.Facts.AsOf, c.Entry.DecidedOn, c.Assessment.ID})
		}
		return facts
	})
}

// MarshalJSON writes what is given of the fact between what it is about and what it was
// decided by.
func (f Fact) MarshalJSON() ([]byte, error) {
	var doc bytes.Buffer
	values := json.NewEncoder(&doc)
	values.SetEscapeHTML(false) // who encodes the fact escapes it
	var failed error
	add := func(name string, value any) {
		doc.WriteString(`,"` + name + `":`)
		failed = cmp.Or(failed, values.Encode(value))
	}
	add("ghid", f.StartupID)
	add("name", f.StartupName)
	add("criterion", f.Criterion)
	add("kind", f.Kind.Value)
	add("path", f.Path)
	if !f.Date.IsZero() {
		add("date", f.Date)
	}
	for _, field := range assessment.Columns() {
		if value, given := f.Values[field.Column.Value]; given {
			add(field.Column.Value, value)
		}
	}
	add("as_of", f.AsOf)
	add("decided_on", f.DecidedOn)
	add("assessment_id", f.AssessmentID)
	doc.WriteByte('}')
	doc.Bytes()[0] = '{'
	return doc.Bytes(), failed
}

// FactTable is the table of facts. The grids give the criteria their words.
func FactTable(facts iter.Seq2[Fact, error], grid assessment.Grid) Table {
	columns := []string{"ghid", "nom", "critere", "type", "date"}
	told := assessment.Columns()
	for _, field := range told {
		columns = append(columns, field.Column.Label)
	}
	columns = append(columns, "chemin", "date_de_reference", "decide_le")
	return Table{Name: "Faits", Columns: columns, Rows: mapped(facts, func(f Fact) [][]any {
		row := []any{f.StartupID, f.StartupName, grid.Criterion(f.Criterion).Title, f.Kind.Label, f.Date}
		for _, field := range told {
			row = append(row, worded(field, f.Values[field.Column.Value]))
		}
		return [][]any{append(row, string(f.Path), f.AsOf, f.DecidedOn)}
	})}
}

// worded is a value as a table tells it to people.
func worded(field assessment.Field, value any) any {
	switch value := value.(type) {
	case bool:
		return french.YesNo(value)
	case string:
		return field.WordLabel(value)
	}
	return value
}
