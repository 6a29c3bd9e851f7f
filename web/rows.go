package web

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"transfert/web/page"
)

// row is what a form holds in a row of a list.
type row struct {
	paths []string // of the fields that hold something
	whole string   // all that they hold, the same for rows that are the same fact; "" for an empty row
}

// rowsIn are the rows of a form, by their paths. A date or a number that is typed in
// another way is the same, and a ticked box alone does not make a row.
func rowsIn(form page.Form) map[string]row {
	rows := map[string]row{}
	for _, path := range form.Paths() {
		value := strings.TrimSpace(form.Value(path))
		if value == "" {
			continue
		}
		for _, at := range rowsOf(path) {
			r := rows[at]
			r.paths = append(r.paths, path)
			r.whole += strings.TrimPrefix(path, at) + "\x00" + canonical(path, value) + "\x00"
			rows[at] = r
		}
	}
	for at, r := range rows {
		if len(r.paths) == 1 && r.paths[0] == at+".from_user_feedback" {
			rows[at] = row{}
		}
	}
	return rows
}

// canonical writes a value in the one way that stands for it.
func canonical(path, typed string) string {
	value := translated(path, typed)
	if number, is := value.(json.Number); is {
		x, _ := number.Float64()
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return fmt.Sprint(value)
}

// version is a form with its rows, to be compared with another one.
type version struct {
	page.Form
	rows map[string]row
}

func versionOf(form page.Form) version { return version{form, rowsIn(form)} }

// identity is what makes two rows the same fact: all that they hold, or the name of
// an indicator. An empty row has none.
func (v version) identity(at string) string {
	if list, _ := splitRow(at); list == "indicators.series" && v.rows[at].whole != "" {
		return strings.TrimSpace(v.Value(at + ".name"))
	}
	return v.rows[at].whole
}

// identities are those of the rows of a list, each with the first row that has it.
func (v version) identities(list string) map[string]string {
	held := map[string]string{}
	for i := range v.Filled(list) {
		at := page.Row(list, i)
		if _, known := held[v.identity(at)]; !known {
			held[v.identity(at)] = at
		}
	}
	return held
}

// take copies a row of another version to the first place of a list that is empty,
// and returns that place.
func (v version) take(list string, from version, at string) string {
	i := 0
	for v.rows[page.Row(list, i)].whole != "" {
		i++
	}
	to := page.Row(list, i)
	v.rows[to] = from.rows[at]
	for _, path := range from.rows[at].paths {
		v.Set(to+strings.TrimPrefix(path, at), from.Value(path))
	}
	return to
}
