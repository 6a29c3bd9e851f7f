package checklist

import (
	"iter"
	"maps"
	"slices"

	"transfert/assessment"
)

// numbering tells which rows of each list there are, in order.
type numbering map[assessment.Path][]int

// numbered gathers the rows that paths go through.
func numbered(paths iter.Seq[assessment.Path]) numbering {
	n, seen := numbering{}, map[assessment.Path]bool{}
	for path := range paths {
		for _, row := range path.Rows() {
			if list, i, isRow := row.List(); isRow && !seen[row] {
				seen[row] = true
				n[list] = append(n[list], i)
			}
		}
	}
	for _, rows := range n {
		slices.Sort(rows)
	}
	return n
}

// closed is a path once the holes in the numbering of its lists are closed.
func (n numbering) closed(path assessment.Path) assessment.Path {
	var result, done assessment.Path
	for _, row := range path.Rows() {
		list, i, _ := row.List()
		rest, _ := list.After(done)
		position, _ := slices.BinarySearch(n[list], i)
		result, done = result.Join(rest).Row(position), row
	}
	rest, _ := path.After(done)
	return result.Join(rest)
}

// WithoutEmptyRows drops the rows in which nothing was typed: an empty row is no row, and
// a ticked box alone does not make one.
func (f Form) WithoutEmptyRows() Form { return f.with(f.valuesOfRows()) }

// valuesOfRows are the values outside of empty rows, numbered as they were typed.
func (f Form) valuesOfRows() map[assessment.Path]string {
	values := f.Values()
	maps.DeleteFunc(values, func(path assessment.Path, _ string) bool { return slices.ContainsFunc(path.Rows(), f.IsEmpty) })
	return values
}

// onShownRows puts errors that count without the empty rows of a form on the rows as
// they are shown.
func (f Form) onShownRows(errs assessment.FieldErrors) assessment.FieldErrors {
	values := f.valuesOfRows()
	numbers := numbered(maps.Keys(values))
	shown := map[assessment.Path]assessment.Path{} // by the row’s path without the empty ones
	for path := range values {
		for _, row := range path.Rows() {
			shown[numbers.closed(row)] = row
		}
	}
	moved := slices.Clone(errs)
	for i, e := range errs {
		for _, row := range e.Field.Rows() {
			if to, known := shown[row]; known {
				rest, _ := e.Field.After(row)
				moved[i].Field = to.Join(rest)
			}
		}
	}
	return moved
}

// AddRow makes sure that a list ends with an empty row. The result names its first
// field, "" for no such list.
func (f Form) AddRow(list assessment.Path) (added Form, first assessment.Path) {
	last := f.Rows(list) - 1
	path, known := f.firstField(list, last)
	if !known {
		return f, ""
	}
	if f.IsEmpty(list.Row(last)) {
		f.Set(path, "")
	}
	return f, path
}

// without is the form but for what lies at a path.
func (f Form) without(path assessment.Path) Form {
	values := f.Values()
	remove(values, path)
	return f.with(values)
}

// remove takes a field away, or a row with all that is in it.
func remove(values map[assessment.Path]string, at assessment.Path) {
	maps.DeleteFunc(values, func(path assessment.Path, _ string) bool { return path.Within(at) })
}

// firstField returns the path of the first field of a row, and whether the schema has
// that list.
func (f Form) firstField(list assessment.Path, i int) (assessment.Path, bool) {
	field, known := f.Schema.At(list)
	if !known || field.Kind != assessment.KindList {
		return "", false
	}
	return list.Row(i).Field(field.Fields[0].Name), true
}
