package checklist

import (
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"transfert/assessment"
)

// Form is a checklist as it is filled in: what was typed, by the path of the field, and
// what is wrong with it.
type Form struct {
	Schema assessment.Field // of the grid
	Errors assessment.FieldErrors

	values  map[assessment.Path]string
	rows    map[assessment.Path]int // by their list
	typed   map[assessment.Path]int // how many fields of a row hold something, ticked boxes aside
	removed Removal
}

// NewForm returns the form of what was typed, with the rows of each list numbered from 0
// without a hole.
func NewForm(schema assessment.Field, values map[assessment.Path]string) Form {
	f := Form{Schema: schema, values: make(map[assessment.Path]string, len(values)),
		rows: map[assessment.Path]int{}, typed: map[assessment.Path]int{}}
	numbers := numbered(maps.Keys(values))
	for path, value := range values {
		f.Set(numbers.closed(path), value)
	}
	return f
}

// ReadForm returns the fields of a posted form that stand for facts, as they were typed.
func ReadForm(schema assessment.Field, posted url.Values) Form {
	values := map[assessment.Path]string{}
	for path, all := range fields(schema, posted) {
		values[path] = strings.ReplaceAll(strings.ToValidUTF8(all[len(all)-1], "\ufffd"), "\r\n", "\n")
	}
	return NewForm(schema, values)
}

// fields yields the fields of a posted form that stand for facts, those included that
// the schema does not have of a part: the law refuses them by name.
func fields(schema assessment.Field, posted url.Values) iter.Seq2[assessment.Path, []string] {
	return func(yield func(assessment.Path, []string) bool) {
		for name, all := range posted {
			path, is := assessment.ParsePath(name)
			if !is || len(all) == 0 {
				continue
			}
			steps := path.Steps()
			top, known := schema.At(assessment.Path(steps[0].Name))
			single := len(steps) == 1
			if known && steps[0].Index < 0 && single == (top.Kind != assessment.KindObject) && !yield(path, all) {
				return
			}
		}
	}
}

// Value returns what was typed in a field.
func (f Form) Value(path assessment.Path) string { return f.values[path] }

// kind is what a field holds, 0 for one that the schema does not have.
func (f Form) kind(path assessment.Path) assessment.Kind {
	field, _ := f.Schema.At(path)
	return field.Kind
}

// Filled returns how many rows a list has.
func (f Form) Filled(list assessment.Path) int { return f.rows[list] }

// Rows returns how many rows of a list are shown: those that it has, and an empty one
// after them as long as the list may grow.
func (f Form) Rows(list assessment.Path) int {
	n := f.rows[list]
	field, _ := f.Schema.At(list)
	if n > 0 && (n >= field.Limit || f.IsEmpty(list.Row(n-1))) {
		return n
	}
	return n + 1
}

// IsEmpty reports whether nothing is typed in a row. A ticked box alone is nothing.
func (f Form) IsEmpty(row assessment.Path) bool { return f.typed[row] == 0 }

// Set types a value into a field.
func (f Form) Set(path assessment.Path, value string) {
	before, now := isTyped(f.values[path]), isTyped(value)
	f.values[path] = value
	for _, row := range path.Rows() {
		if list, i, isRow := row.List(); isRow {
			f.rows[list] = max(f.rows[list], i+1)
		}
		switch {
		case before == now || f.kind(path) == assessment.KindFlag:
		case now:
			f.typed[row]++
		default:
			f.typed[row]--
		}
	}
}

func isTyped(value string) bool { return strings.TrimSpace(value) != "" }

// Values returns a copy of what was typed, by path.
func (f Form) Values() map[assessment.Path]string { return maps.Clone(f.values) }

// Paths returns the paths of the fields in a stable order.
func (f Form) Paths() []assessment.Path { return slices.Sorted(maps.Keys(f.values)) }

// In returns the paths of the fields of a part, in a stable order.
func (f Form) In(part assessment.Part) []assessment.Path {
	return slices.DeleteFunc(f.Paths(), func(p assessment.Path) bool { return p.Part() != part })
}

// with returns the form with some of its values left out or in.
func (f Form) with(values map[assessment.Path]string) Form { return NewForm(f.Schema, values) }
