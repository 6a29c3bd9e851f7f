package checklist

import (
	"slices"
	"strings"

	"transfert/assessment"
)

// Difference is a field or a row that two forms do not share. A row that one of them
// lacks has no path there.
type Difference struct {
	List   assessment.Path // that the row belongs to, "" for a field
	Before assessment.Path // of the field or row in the first form
	After  assessment.Path // and in the second one
}

// comparison is two forms with what their rows hold.
type comparison struct{ before, after formRows }

// Compare returns the differences between two forms in a part, first of its fields and
// then of its lists. Rows that hold the same are left out, whatever their order and
// however they were typed. Of the others, those with the same date or name are compared
// with each other, the series of an indicator field by field.
func Compare(before, after Form, part assessment.Part) []Difference {
	return comparison{formRowsOf(before), formRowsOf(after)}.part(part)
}

func (c comparison) part(part assessment.Part) []Difference {
	return c.object(c.after.Schema.Part(part), part.Path(), part.Path())
}

func (c comparison) object(f assessment.Field, before, after assessment.Path) []Difference {
	var all []Difference
	for _, field := range f.Of(false) {
		all = append(all, c.field(before.Field(field.Name), after.Field(field.Name))...)
	}
	for _, list := range f.Of(true) {
		all = append(all, c.list(list, before.Field(list.Name), after.Field(list.Name))...)
	}
	return all
}

func (c comparison) field(before, after assessment.Path) []Difference {
	if c.before.canonical(before) == c.after.canonical(after) {
		return nil
	}
	return []Difference{{Before: before, After: after}}
}

// list compares two lists of the same facts.
func (c comparison) list(f assessment.Field, before, after assessment.Path) []Difference {
	var all []Difference
	left := c.before.unmatched(before, c.after, after)
	for _, row := range c.after.unmatched(after, c.before, before) {
		key := c.after.key(f, row)
		at := slices.IndexFunc(left, func(other assessment.Path) bool { return key != "" && c.before.key(f, other) == key })
		switch {
		case at < 0:
			all = append(all, Difference{List: after, After: row})
			continue
		case len(f.Of(true)) > 0:
			all = append(all, c.object(f, left[at], row)...)
		default:
			all = append(all, Difference{List: after, Before: left[at], After: row})
		}
		left = slices.Delete(left, at, at+1)
	}
	for _, row := range left {
		all = append(all, Difference{List: after, Before: row})
	}
	return all
}

// formRows is a form with what its rows hold, by their paths, the same for rows that hold
// the same. Rows without facts are not among them: a ticked box alone is none.
type formRows struct {
	Form
	held map[assessment.Path]string
}

func formRowsOf(f Form) formRows {
	v, flags := formRows{f, map[assessment.Path]string{}}, map[assessment.Path]bool{}
	for _, path := range f.Paths() {
		if strings.TrimSpace(f.values[path]) == "" {
			continue
		}
		text, flag := f.canonical(path), f.kind(path) == assessment.KindFlag
		for _, row := range path.Rows() {
			rest, _ := path.After(row)
			flags[row] = flag && (v.held[row] == "" || flags[row])
			v.held[row] += string(rest) + "\x00" + text + "\x00"
		}
	}
	for row, alone := range flags {
		if alone {
			delete(v.held, row)
		}
	}
	return v
}

// rowsOf are the rows of a list that hold something, in order.
func (v formRows) rowsOf(list assessment.Path) []assessment.Path {
	var rows []assessment.Path
	for i := range v.Filled(list) {
		if row := list.Row(i); v.held[row] != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// unmatched are the rows of a list that a list of another form does not hold, each row
// of that one counted once.
func (v formRows) unmatched(list assessment.Path, other formRows, otherList assessment.Path) []assessment.Path {
	held := map[string]int{}
	for _, row := range other.rowsOf(otherList) {
		held[other.held[row]]++
	}
	return slices.DeleteFunc(v.rowsOf(list), func(row assessment.Path) bool {
		held[v.held[row]]--
		return held[v.held[row]] >= 0
	})
}

// key is what makes two rows the same fact: their date, or the name of an indicator.
// Rows that are texts have none.
func (f Form) key(list assessment.Field, row assessment.Path) string {
	if first := list.Fields[0]; first.Name != "" {
		return f.canonical(row.Field(first.Name))
	}
	return ""
}
