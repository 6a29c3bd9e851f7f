package web

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/web/page"
)

// The names of the form's fields are the paths of the facts document they stand
// for, so that the law of package assessment is the only validation there is.

// factPath is a path of the facts document, such as adoption.measures[0].date.
var factPath = regexp.MustCompile(`^(grid|as_of|observed_since|(adoption|indicators|user_tests|evolutions|communication|open_source|trajectory)(\.[a-z_]+(\[[0-9]{1,4}\])?)+)$`)

// typed returns the fields of a posted form that stand for facts, as typed, with
// the rows of each list numbered from 0.
func typed(posted url.Values) page.Form {
	values := map[string]string{}
	for name, all := range posted {
		if factPath.MatchString(name) && len(all) > 0 {
			values[name] = strings.ReplaceAll(strings.ToValidUTF8(all[len(all)-1], "\ufffd"), "\r\n", "\n")
		}
	}
	return page.NewForm(renumbered(values))
}

// withoutEmptyRows drops the rows in which nothing was typed: an empty row is no
// row, and a ticked box alone does not make one.
func withoutEmptyRows(form page.Form) page.Form { return page.NewForm(renumbered(filledRows(form))) }

// filledRows are the values outside of empty rows, numbered as they were typed.
func filledRows(form page.Form) map[string]string {
	values := form.Values()
	filled := map[string]bool{}
	for path, value := range values {
		if strings.TrimSpace(value) == "" || strings.HasSuffix(path, ".from_user_feedback") {
			continue
		}
		for _, row := range rowsOf(path) {
			filled[row] = true
		}
	}
	for path := range values {
		if slices.ContainsFunc(rowsOf(path), func(row string) bool { return !filled[row] }) {
			delete(values, path)
		}
	}
	return values
}

// onShownRows puts errors that count without the empty rows of a form on the rows as
// they are shown.
func onShownRows(form page.Form, errs assessment.FieldErrors) assessment.FieldErrors {
	values := filledRows(form)
	numbers := rowNumbers(values)
	shown := map[string]string{} // by the row's path without the empty ones
	for path := range values {
		for _, row := range rowsOf(path) {
			shown[renumber(row, numbers)] = row
		}
	}
	moved := make(assessment.FieldErrors, len(errs))
	for i, e := range errs {
		for _, row := range rowsOf(e.Field) {
			if to, known := shown[row]; known {
				moved[i] = assessment.FieldError{Field: to + strings.TrimPrefix(e.Field, row), Message: e.Message}
			}
		}
		if moved[i].Message == "" {
			moved[i] = e
		}
	}
	return moved
}

// rowsOf returns the rows that a path goes through, the outer one first:
// a[1].b[2].c goes through a[1] and a[1].b[2].
func rowsOf(path string) []string {
	var rows []string
	for at, c := range path {
		if c == ']' {
			rows = append(rows, path[:at+1])
		}
	}
	return rows
}

// renumbered closes the holes in the numbering of every list.
func renumbered(values map[string]string) map[string]string {
	numbers := rowNumbers(values)
	result := make(map[string]string, len(values))
	for path, value := range values {
		result[renumber(path, numbers)] = value
	}
	return result
}

// rowNumbers are those of the rows that values go through, by the path of their list.
func rowNumbers(values map[string]string) map[string][]int {
	numbers := map[string][]int{}
	for path := range values {
		for _, row := range rowsOf(path) {
			list, i := splitRow(row)
			if !slices.Contains(numbers[list], i) {
				numbers[list] = append(numbers[list], i)
			}
		}
	}
	for _, of := range numbers {
		slices.Sort(of)
	}
	return numbers
}

func renumber(path string, indices map[string][]int) string {
	renamed, done := "", 0
	for _, row := range rowsOf(path) {
		list, i := splitRow(row)
		position, _ := slices.BinarySearch(indices[list], i)
		renamed = page.Row(renamed+list[done:], position)
		done = len(row)
	}
	return renamed + path[done:]
}

// splitRow parts a[1].b[2] into a[1].b and 2.
func splitRow(row string) (list string, i int) {
	open := strings.LastIndexByte(row, '[')
	i, _ = strconv.Atoi(strings.TrimSuffix(row[open+1:], "]"))
	return row[:open], i
}

// addRow appends an empty row to a list; the first row is shown even where there
// is none. The result names the field to fill in first, "" for no such list.
func addRow(form page.Form, list string) (page.Form, string) {
	path, known := page.FirstField(list, form.Rows(list))
	if !known {
		return form, ""
	}
	form.Set(path, "")
	return form, path
}

// removeRow takes a row out of its list.
func removeRow(form page.Form, row string) page.Form {
	values := form.Values()
	for path := range values {
		if slices.Contains(rowsOf(path), row) {
			delete(values, path)
		}
	}
	return page.NewForm(renumbered(values))
}

// intent is what the pressed button asks for, and its subject after a colon.
func intent(posted url.Values, otherwise string) (verb, subject string) {
	verb, subject, _ = strings.Cut(cmp.Or(posted.Get("intent"), otherwise), ":")
	return verb, subject
}
