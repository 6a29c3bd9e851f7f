package page

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
)

// Form is a checklist as it is filled in: what was typed, by the path of the
// facts document that the field stands for, and what is wrong with it.
type Form struct {
	values map[string]string
	counts map[string]int // rows by the path of their list
	Errors assessment.FieldErrors
}

// NewForm returns the form of values by path. The rows of a list are numbered
// from 0 without a hole.
func NewForm(values map[string]string) Form {
	f := Form{values: values, counts: map[string]int{}}
	for path := range values {
		f.count(path)
	}
	return f
}

// count makes every list that a path goes through long enough for it.
func (f Form) count(path string) {
	for at, c := range path {
		if c != '[' {
			continue
		}
		digits, _, _ := strings.Cut(path[at+1:], "]")
		if i, err := strconv.Atoi(digits); err == nil {
			f.counts[path[:at]] = max(f.counts[path[:at]], i+1)
		}
	}
}

// Value returns what was typed in a field.
func (f Form) Value(path string) string { return f.values[path] }

// Filled returns how many rows of a list hold something.
func (f Form) Filled(list string) int { return f.counts[list] }

// Rows returns how many rows of a list are shown: an empty one where there is none.
func (f Form) Rows(list string) int { return max(1, f.counts[list]) }

// Set types a value into a field.
func (f Form) Set(path, value string) {
	f.values[path] = value
	f.count(path)
}

// Values returns a copy of what was typed, by path.
func (f Form) Values() map[string]string { return maps.Clone(f.values) }

// Paths returns the paths of the fields in a stable order.
func (f Form) Paths() []string { return slices.Sorted(maps.Keys(f.values)) }

// Row returns the path of a row of a list.
func Row(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
