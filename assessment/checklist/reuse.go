package checklist

import (
	"cmp"
	"strings"

	"transfert/assessment"
)

// Missing is a row or a field that earlier facts hold and a form does not.
type Missing struct {
	From assessment.Path // in the earlier facts
	To   assessment.Path // the list or the field of the form that it goes to
}

// MissingFrom returns what earlier facts hold of the criteria and the form does not, in
// the order of the grid: fields that are empty, and rows that no row of their list is
// equal to. Answers and comments are not among them.
func (f Form) MissingFrom(earlier Form) []Missing {
	var all []Missing
	c := comparison{formRowsOf(earlier), formRowsOf(f)}
	for _, id := range assessment.CriterionIDs() {
		all = append(all, c.missing(assessment.Part(id))...)
	}
	return all
}

func (c comparison) missing(part assessment.Part) []Missing {
	var all []Missing
	held := map[assessment.Path]map[string]bool{} // what lists hold
	for _, d := range c.part(part) {
		if d.List == "" {
			if c.after.takes(d.After) {
				all = append(all, Missing{d.Before, d.After})
			}
			continue
		}
		if held[d.List] == nil {
			held[d.List] = c.after.contents(d.List)
		}
		if content := c.before.held[d.Before]; content != "" && !held[d.List][content] {
			held[d.List][content] = true
			all = append(all, Missing{d.Before, d.List})
		}
	}
	return all
}

// takes reports whether a field stands alone, is empty and is neither an answer nor a
// comment.
func (f Form) takes(path assessment.Path) bool {
	field, _ := f.Schema.At(path)
	return len(path.Rows()) == 0 && strings.TrimSpace(f.Value(path)) == "" && field.Kind != assessment.KindWord && !field.Long
}

// contents are what the rows of a list hold.
func (v formRows) contents(list assessment.Path) map[string]bool {
	held := map[string]bool{}
	for _, row := range v.rowsOf(list) {
		held[v.held[row]] = true
	}
	return held
}

// Reuse adds to the form what earlier facts hold beyond it: the row or the field of that
// path, all of a criterion with its answer where there is none, or for "" all of every
// criterion. The result names the first field that was added.
func (f Form) Reuse(earlier Form, subject assessment.Path) (reused Form, first assessment.Path) {
	reused = f.with(f.values)
	v, from := formRowsOf(reused), formRowsOf(earlier)
	for _, m := range f.MissingFrom(earlier) {
		if !m.From.Within(subject) {
			continue
		}
		added := m.To
		if _, _, isRow := m.From.List(); isRow {
			_, i, _ := v.add(m.To, from, m.From).List()
			added, _ = reused.firstField(m.To, i)
		} else {
			reused.Set(m.To, earlier.Value(m.From))
		}
		first = cmp.Or(first, added)
	}
	for _, id := range assessment.CriterionIDs() {
		criterion := assessment.Path(id)
		answer := criterion.Field("answer")
		if (subject == "" || subject == criterion) && reused.Value(answer) == "" {
			reused.Set(answer, earlier.Value(answer))
		}
	}
	return reused, first
}

// add copies a row of another form to the first place of a list that is empty, and
// returns that place.
func (v formRows) add(list assessment.Path, from formRows, row assessment.Path) assessment.Path {
	i := 0
	for v.held[list.Row(i)] != "" {
		i++
	}
	to := list.Row(i)
	v.held[to] = from.held[row]
	for path, value := range from.values {
		if rest, within := path.After(row); within && strings.TrimSpace(value) != "" {
			v.Set(to.Join(rest), value)
		}
	}
	return to
}
