package page

import (
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// versions are two forms of the same part: what was typed beside what somebody else
// saved, or what is known beside what was known before.
type versions struct {
	part         assessment.Part
	grid         assessment.Grid
	mine, theirs Form
}

// Difference is a field or a row that two versions of a part do not share. An empty
// text is a field that is empty, or a row that is not there.
type Difference struct {
	Name         string // of the choice
	Label        string
	Mine, Theirs string // in words

	list        string // path of the list that a row belongs to, "" for a field
	mine, their string // paths of the field or row, "" where there is none
}

// differences compares the two versions, field by field and row by row. Rows are the
// same fact when they have the same date or name.
func (v versions) differences() []Difference {
	var all []Difference
	for _, path := range singles(v.part) {
		all = append(all, v.field(path, path, fieldLabel(path))...)
	}
	for _, l := range listsOf(v.part) {
		all = append(all, v.rows(l, l, "")...)
	}
	return all
}

func (v versions) field(mine, theirs, label string) []Difference {
	if v.mine.Value(mine) == v.theirs.Value(theirs) {
		return nil
	}
	return []Difference{{Label: label, mine: mine, their: theirs,
		Mine: worded(v.grid, mine, v.mine.Value(mine)), Theirs: worded(v.grid, theirs, v.theirs.Value(theirs))}}
}

// rows compares two lists of the same facts. Rows that are equal are left out; of
// the others those with the same key are compared with each other.
func (v versions) rows(mine, theirs list, within string) []Difference {
	var all []Difference
	left := remaining(v.theirs, theirs, v.mine, mine)
	for _, i := range remaining(v.mine, mine, v.theirs, theirs) {
		key := v.mine.key(mine, i)
		at := slices.IndexFunc(left, func(j int) bool { return v.theirs.key(theirs, j) == key })
		if key == "" || at < 0 {
			all = append(all, v.row(mine, i, theirs, -1, within))
			continue
		}
		j := left[at]
		left = slices.Delete(left, at, at+1)
		if mine.path == series.path {
			all = append(all, v.series(i, j)...)
		} else {
			all = append(all, v.row(mine, i, theirs, j, within))
		}
	}
	for _, j := range left {
		all = append(all, v.row(mine, -1, theirs, j, within))
	}
	return all
}

// row is the difference between two rows, of which one may be missing (-1).
func (v versions) row(mine list, i int, theirs list, j int, within string) Difference {
	d := Difference{list: mine.path, Label: mine.item + within}
	if j >= 0 {
		d.their, d.Theirs = Row(theirs.path, j), v.theirs.besides(theirs, j)
		d.Label += v.theirs.dated(theirs, j)
	}
	if i >= 0 {
		d.mine, d.Mine = Row(mine.path, i), v.mine.besides(mine, i)
		d.Label = mine.item + within + v.mine.dated(mine, i)
	}
	return d
}

// series compares two versions of one indicator.
func (v versions) series(i, j int) []Difference {
	var all []Difference
	within := " de l’indicateur " + quote(v.mine.Value(Row(series.path, i)+".name"))
	for _, f := range series.fields {
		all = append(all, v.field(series.at(i, f), series.at(j, f), f.label+within)...)
	}
	return append(all, v.rows(readings(Row(series.path, i)), readings(Row(series.path, j)), within)...)
}

// remaining are the rows of one list that the other one does not hold, each row of
// that one counted once.
func remaining(of Form, l list, others Form, other list) []int {
	held := map[string]int{}
	for _, row := range others.wholeRows(other) {
		held[row]++
	}
	var rows []int
	for i, row := range of.wholeRows(l) {
		if held[row] > 0 {
			held[row]--
		} else {
			rows = append(rows, i)
		}
	}
	return rows
}

// wholeRows write all that each row of a list holds, the same for rows that hold the
// same.
func (f Form) wholeRows(l list) []string {
	rows := make([]string, f.Filled(l.path))
	for _, path := range f.Paths() {
		row, within := strings.CutPrefix(path, l.path+"[")
		number, rest, _ := strings.Cut(row, "]")
		if i, err := strconv.Atoi(number); within && err == nil && f.values[path] != "" {
			rows[i] += rest + "\x00" + f.values[path] + "\x00"
		}
	}
	return rows
}

// key is what makes two rows the same fact: the date, or the name of an indicator.
func (f Form) key(l list, i int) string {
	if l.fields[0].name == "" {
		return ""
	}
	return f.Value(l.at(i, l.fields[0]))
}

// dated tells a row of dated facts from the others.
func (f Form) dated(l list, i int) string {
	if l.fields[0].kind != dateField {
		return ""
	}
	return " du " + f.Value(l.at(i, l.fields[0]))
}

// besides are what a row holds besides its date, where it holds more.
func (f Form) besides(l list, i int) string {
	words := f.rowWords(l, i)
	if date := f.dated(l, i); date != "" {
		return strings.TrimPrefix(words, strings.TrimPrefix(date, " du ")+", ")
	}
	return words
}

// rowWords are what a row holds, in words.
func (f Form) rowWords(l list, i int) string {
	var words []string
	for _, field := range l.fields {
		value := f.Value(l.at(i, field))
		switch {
		case value == "":
		case field.kind == flagField:
			if value == "true" {
				words = append(words, french.Uncapitalise(field.label))
			}
		case field.kind == numberField:
			words = append(words, french.Uncapitalise(field.label)+nbsp+": "+french.Typeset(french.Group(value)))
		case field.name == "nature":
			words = append(words, french.Uncapitalise(label(field.name, value)))
		case field.kind == wordField:
			words = append(words, strings.TrimSuffix(french.Uncapitalise(field.label), "…")+" "+label(field.name, value))
		case field.name == "name":
			words = append(words, quote(value))
		default:
			words = append(words, value)
		}
	}
	if l.path == series.path {
		of := readings(Row(l.path, i))
		for j := range f.Filled(of.path) {
			words = append(words, f.rowWords(of, j))
		}
	}
	return strings.Join(words, ", ")
}

// singles are the fields of a part that belong to no list.
func singles(part assessment.Part) []string {
	switch part {
	case assessment.PartDates:
		return []string{"as_of", "observed_since"}
	case assessment.PartTrajectory:
		return []string{"trajectory.kind", "trajectory.host", "trajectory.legal_form", "trajectory.effective_on", "trajectory.comment"}
	}
	paths := []string{string(part) + ".answer"}
	for _, path := range []string{"indicators.stats_url", "user_tests.feedback_channel", "open_source.repository_url", "open_source.licence"} {
		if assessment.PartOf(path) == part {
			paths = append(paths, path)
		}
	}
	return append(paths, string(part)+".comment")
}

// listsOf are the lists of a part.
func listsOf(part assessment.Part) []list {
	var of []list
	for _, l := range append(lists(), series) {
		if assessment.PartOf(l.path) == part {
			of = append(of, l)
		}
	}
	return of
}

// fieldLabel names a field that belongs to no list.
func fieldLabel(path string) string {
	switch {
	case strings.HasSuffix(path, ".answer"):
		return "Réponse"
	case strings.HasSuffix(path, ".comment"):
		return "Commentaire"
	}
	return labels[path]
}

// worded says what a field holds.
func worded(grid assessment.Grid, path, value string) string {
	switch {
	case value == "":
		return ""
	case strings.HasSuffix(path, ".answer"):
		return french.Capitalise(answerWord(assessment.Answer(value)))
	case path == "trajectory.kind", path == "trajectory.legal_form":
		return trajectoryWord(grid, value)
	}
	return label(path[strings.LastIndexByte(path, '.')+1:], value)
}

// trajectoryWord is the name of a trajectory or of a legal form.
func trajectoryWord(grid assessment.Grid, value string) string {
	for _, t := range grid.Trajectories {
		if t.Kind == value {
			return t.Title
		}
		for _, form := range t.LegalForms {
			if form.ID == value {
				return form.Title
			}
		}
	}
	return value
}
