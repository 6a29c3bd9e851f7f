package web

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"transfert/assessment"
	"transfert/web/page"
)

// edit adds, removes or takes over rows where the pressed button asks for that; the
// focus goes to the field that is to be looked at next.
func (d desk) edit(f filled) (edited page.Form, focus string, ok bool) {
	if f.verb != "take" {
		return edit(f.form, f.verb, f.subject)
	}
	edited, focus = take(f.form, d.signed().Form, f.subject)
	return edited, focus, true
}

// changed are the parts that the pressed button may change.
func (f filled) changed() []assessment.Part {
	if f.verb == "take" && f.subject == "" {
		return assessment.Parts()
	}
	return []assessment.Part{assessment.PartOf(f.subject)}
}

// signed are the facts of the last signed assessment.
func (d desk) signed() page.Signed {
	form, err := FormOf(d.previous.Assessment.Facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	return page.Signed{Form: form, At: d.previous.Assessment.SignedAt}
}

// offered is what a form may take over from the last signed assessment.
func (d desk) offered(form page.Form) page.Signed {
	s := d.signed()
	s.Lacking = map[string][]string{}
	for _, t := range versionOf(form).lacking(versionOf(s.Form)) {
		s.Lacking[t.to] = append(s.Lacking[t.to], t.from)
	}
	return s
}

// take adds to a form what earlier facts hold beyond it: the row or the field of that
// path, all of a criterion with its answer where there is none, or for "" all of every
// criterion. The result names the first field that was added.
func take(form, earlier page.Form, subject string) (taken page.Form, focus string) {
	taken = page.NewForm(form.Values())
	now, then := versionOf(taken), versionOf(earlier)
	for _, t := range now.lacking(then) {
		if !under(t.from, subject) {
			continue
		}
		first := t.to
		if strings.HasSuffix(t.from, "]") {
			list, i := splitRow(now.take(t.to, then, t.from))
			first, _ = page.FirstField(list, i)
		} else {
			taken.Set(t.to, earlier.Value(t.from))
		}
		focus = cmp.Or(focus, first)
	}
	for _, id := range assessment.CriterionIDs() {
		answer := string(id) + ".answer"
		if (subject == "" || subject == string(id)) && taken.Value(answer) == "" {
			taken.Set(answer, earlier.Value(answer))
		}
	}
	return taken, focus
}

// under reports whether a path is what a subject names, or within it.
func under(path, subject string) bool {
	rest, found := strings.CutPrefix(path, subject)
	return found && (subject == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}

// taking is a row or a field of earlier facts, and the list or the field of a form
// that it goes to.
type taking struct{ from, to string }

// lacking is what earlier facts hold of the criteria and a form does not, in the order
// of the grid: fields that are empty, and rows that no row of their list is equal to.
func (v version) lacking(then version) []taking {
	numbers := rowNumbers(then.Values())
	var all []taking
	for _, path := range inGridOrder(slices.Concat(singles(then.Form), slices.Collect(maps.Keys(numbers)))) {
		if numbers[path] != nil {
			all = append(all, v.lackingRows(then, path)...)
		} else if strings.TrimSpace(v.Value(path)) == "" {
			all = append(all, taking{path, path})
		}
	}
	return all
}

func (v version) lackingRows(then version, list string) []taking {
	to, known := v.counterpart(then, list)
	if !known {
		return nil
	}
	held := v.identities(to)
	var all []taking
	for i := range then.Filled(list) {
		at := page.Row(list, i)
		is := then.identity(at)
		if _, there := held[is]; then.rows[at].whole != "" && !there {
			all = append(all, taking{at, to})
			held[is] = at
		}
	}
	return all
}

// counterpart is the list of a form that the rows of an earlier list go to. The
// readings of an indicator that the form does not have go along with it.
func (v version) counterpart(then version, list string) (to string, known bool) {
	within := rowsOf(list)
	if len(within) == 0 {
		return list, true
	}
	outer, _ := splitRow(within[0])
	for i := range v.Filled(outer) {
		at := page.Row(outer, i)
		if v.rows[at].whole != "" && v.identity(at) == then.identity(within[0]) {
			return at + strings.TrimPrefix(list, within[0]), true
		}
	}
	return "", false
}

// singles are the facts of the criteria that stand alone and hold something.
func singles(form page.Form) []string {
	return slices.DeleteFunc(form.Paths(), func(path string) bool {
		part, _, within := strings.Cut(path, ".")
		criterion := within && slices.Contains(assessment.CriterionIDs(), assessment.CriterionID(part))
		return !criterion || len(rowsOf(path)) > 0 || form.Value(path) == "" || slices.Contains([]string{"answer", "comment"}, lastName(path))
	})
}

// inGridOrder sorts paths by their part of the checklist.
func inGridOrder(paths []string) []string {
	parts := assessment.Parts()
	slices.SortFunc(paths, func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(parts, assessment.PartOf(a)), slices.Index(parts, assessment.PartOf(b))), cmp.Compare(a, b))
	})
	return paths
}
