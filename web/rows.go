package web

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"transfert/web/page"
)

// identity is what makes two rows the same fact: all that they hold, or the name of
// an indicator.
func identity(form page.Form, row string) string {
	if list, _ := splitRow(row); list == "indicators.series" {
		return strings.TrimSpace(form.Value(row + ".name"))
	}
	return holding(form, row)
}

// identities are those of the rows of a list.
func identities(form page.Form, list string) map[string]bool {
	held := map[string]bool{}
	for i := range form.Filled(list) {
		if row := page.Row(list, i); holding(form, row) != "" {
			held[identity(form, row)] = true
		}
	}
	return held
}

// holding writes what a row holds as a facts document would, "" for an empty row: a
// date or a number that is typed in another way is the same.
func holding(form page.Form, row string) string {
	var all strings.Builder
	for _, path := range form.Paths() {
		rest, within := strings.CutPrefix(path, row)
		value := strings.TrimSpace(form.Value(path))
		if !within || value == "" || rest != "" && rest[0] != '.' {
			continue
		}
		fmt.Fprintf(&all, "%s\x00%s\x00", rest, canonical(path, value))
	}
	if strings.HasPrefix(all.String(), ".from_user_feedback\x00") && strings.Count(all.String(), "\x00") == 2 {
		return "" // a ticked box alone does not make a row
	}
	return all.String()
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

// appendRow copies a row of another form to the end of a list, or to an empty row of
// it, and returns the path of its first field.
func appendRow(form page.Form, list string, from page.Form, row string) string {
	i := 0
	for i < form.Filled(list) && holding(form, page.Row(list, i)) != "" {
		i++
	}
	for path, value := range from.Values() {
		if rest, within := strings.CutPrefix(path, row); within && (rest == "" || rest[0] == '.') {
			form.Set(page.Row(list, i)+rest, value)
		}
	}
	first, _ := page.FirstField(list, i)
	return first
}
