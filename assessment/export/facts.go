package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"

	"transfert/assessment"
)

// Fact is one dated fact of an assessment that is in force, as a public document.
// What a kind of fact does not have is not given.
type Fact struct {
	assessment.Row
	StartupID    string
	StartupName  string
	AsOf         assessment.Date
	DecidedOn    assessment.Date
	AssessmentID int64
}

// Facts are the dated facts of the assessments that are in force, in the order of
// the criteria; with a day, of those decided after it.
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
	add("date", f.Date)
	for _, column := range assessment.Columns() {
		if value, given := f.Values[column.Value]; given {
			add(column.Value, value)
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
	for _, column := range told {
		columns = append(columns, column.Label)
	}
	columns = append(columns, "date_de_reference", "decide_le")
	return Table{Name: "Faits", Columns: columns, Rows: mapped(facts, func(f Fact) [][]any {
		row := []any{f.StartupID, f.StartupName, grid.Criterion(f.Criterion).Title, f.Kind.Label, f.Date}
		for _, column := range told {
			row = append(row, f.Values[column.Value])
		}
		return [][]any{append(row, f.AsOf, f.DecidedOn)}
	})}
}
