package checklist

import (
	"net/url"
	"strings"

	"transfert/assessment"
)

// Removal is a row that was removed from a list and can be put back. Its text is what
// the button that puts it back sends: the list and what the row held.
type Removal struct {
	List   assessment.Path
	values map[assessment.Path]string // by the path within the row
}

// String is the list and, as a query, the fields of the row.
func (r Removal) String() string {
	query := url.Values{}
	for path, value := range r.values {
		query.Set(string(path), value)
	}
	return string(r.List) + "?" + query.Encode()
}

// parseRemoval reads what String wrote, the zero Removal where it did not.
func parseRemoval(text string) Removal {
	name, encoded, _ := strings.Cut(text, "?")
	list, isPath := assessment.ParsePath(name)
	query, err := url.ParseQuery(encoded)
	if !isPath || err != nil {
		return Removal{}
	}
	r := Removal{list, map[assessment.Path]string{}}
	for path := range query {
		r.values[assessment.Path(path)] = strings.ToValidUTF8(query.Get(path), "\ufffd")
	}
	return r
}

// Removed is the row that was removed last, zero for none.
func (f Form) Removed() Removal { return f.removed }

// Row is a form that holds nothing but the removed row, and the path of the row there.
func (r Removal) Row(schema assessment.Field) (Form, assessment.Path) {
	values, row := map[assessment.Path]string{}, r.List.Row(0)
	for path, value := range r.values {
		if field, _ := schema.At(row.Join(path)); field.Kind != 0 {
			values[row.Join(path)] = value
		}
	}
	return NewForm(schema, values), row
}

// RemoveRow removes a row from its list, and remembers it.
func (f Form) RemoveRow(row assessment.Path) Form {
	list, _, isRow := row.List()
	if !isRow {
		return f
	}
	r := Removal{list, map[assessment.Path]string{}}
	for path, value := range f.values {
		if rest, within := path.After(row); within {
			r.values[rest] = value
		}
	}
	without := f.without(row)
	without.removed = r
	return without
}

// putBack adds a removed row to the end of its list. The result names its first field,
// "" where the list cannot take it.
func (f Form) putBack(r Removal) (Form, assessment.Path) {
	last := f.Rows(r.List) - 1
	first, known := f.firstField(r.List, last)
	if !known || !f.IsEmpty(r.List.Row(last)) {
		return f, ""
	}
	removed, row := r.Row(f.Schema)
	for list, rows := range removed.rows {
		if field, _ := f.Schema.At(list); rows > field.Limit {
			return f, ""
		}
	}
	for path, value := range removed.values {
		rest, _ := path.After(row)
		f.Set(r.List.Row(last).Join(rest), value)
	}
	return f, first
}
