package page

import (
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
)

// Clash is a part of a draft that two people changed at once: what one of them typed,
// and what the other one saved meanwhile.
type Clash struct {
	Part   assessment.Part
	Grid   assessment.Grid
	By     assessment.Save
	Mine   Form
	Theirs Form
	Picks  map[string]string // what was picked already, by [Difference.Name]
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

// The ways to settle a difference.
const (
	PickMine   = "mine"
	PickTheirs = "theirs"
	PickBoth   = "both" // rows only
)

// Differences compares the two versions, field by field and row by row. Rows are the
// same fact when they have the same date or name.
func (c Clash) Differences() []Difference {
	var all []Difference
	for _, path := range singles(c.Part) {
		all = append(all, c.field(path, path, fieldLabel(path))...)
	}
	for _, l := range listsOf(c.Part) {
		all = append(all, c.rows(l, l, "")...)
	}
	for i := range all {
		all[i].Name = "pick." + string(c.Part) + "." + strconv.Itoa(i)
	}
	return all
}

func (c Clash) field(mine, theirs, label string) []Difference {
	if c.Mine.Value(mine) == c.Theirs.Value(theirs) {
		return nil
	}
	return []Difference{{Label: label, mine: mine, their: theirs,
		Mine: worded(c.Grid, mine, c.Mine.Value(mine)), Theirs: worded(c.Grid, theirs, c.Theirs.Value(theirs))}}
}

// rows compares two lists of the same facts. Rows that are equal are left out; of
// the others those with the same key are compared with each other.
func (c Clash) rows(mine, theirs list, within string) []Difference {
	var all []Difference
	left := remaining(c.Theirs, theirs, c.Mine, mine)
	for _, i := range remaining(c.Mine, mine, c.Theirs, theirs) {
		key := c.Mine.key(mine, i)
		at := slices.IndexFunc(left, func(j int) bool { return c.Theirs.key(theirs, j) == key })
		if key == "" || at < 0 {
			all = append(all, c.row(mine, i, theirs, -1, within))
			continue
		}
		j := left[at]
		left = slices.Delete(left, at, at+1)
		if mine.path == series.path {
			all = append(all, c.series(i, j)...)
		} else {
			all = append(all, c.row(mine, i, theirs, j, within))
		}
	}
	for _, j := range left {
		all = append(all, c.row(mine, -1, theirs, j, within))
	}
	return all
}

// row is the difference between two rows, of which one may be missing (-1).
func (c Clash) row(mine list, i int, theirs list, j int, within string) Difference {
	d := Difference{list: mine.path, Label: mine.item + within}
	if j >= 0 {
		d.their, d.Theirs = Row(theirs.path, j), c.Theirs.rowWords(theirs, j)
		d.Label += c.Theirs.dated(theirs, j)
	}
	if i >= 0 {
		d.mine, d.Mine = Row(mine.path, i), c.Mine.rowWords(mine, i)
		d.Label = mine.item + within + c.Mine.dated(mine, i)
	}
	return d
}

// series compares two versions of one indicator.
func (c Clash) series(i, j int) []Difference {
	var all []Difference
	within := " de l’indicateur " + quotedText(c.Mine.Value(Row(series.path, i)+".name"))
	for _, f := range series.fields {
		all = append(all, c.field(series.at(i, f), series.at(j, f), f.label+within)...)
	}
	return append(all, c.rows(readings(Row(series.path, i)), readings(Row(series.path, j)), within)...)
}

// Chosen is the way in which a difference is settled unless somebody says otherwise:
// what is there rather than nothing, and one's own words.
func (c Clash) Chosen(d Difference) string {
	if pick := c.Picks[d.Name]; pick != "" {
		return pick
	}
	if d.Mine == "" {
		return PickTheirs
	}
	return PickMine
}

// Settled returns what was typed, with each difference settled as it was picked. Rows
// that are left out leave a hole in the numbering of their list.
func (c Clash) Settled() map[string]string {
	values := c.Mine.Values()
	added := map[string]int{} // rows by list
	for _, d := range c.Differences() {
		pick := c.Chosen(d)
		if pick == PickTheirs && d.mine != "" {
			remove(values, d.mine)
		}
		if pick == PickMine || d.their == "" {
			continue
		}
		to := d.mine
		if to == "" || pick == PickBoth {
			to = Row(d.list, c.Mine.Filled(d.list)+added[d.list])
			added[d.list]++
		}
		for path, value := range c.Theirs.values {
			if rest, under := strings.CutPrefix(path, d.their); under && (rest == "" || rest[0] == '.') {
				values[to+rest] = value
			}
		}
	}
	return values
}

// remove takes a field away, or a row with all that is in it.
func remove(values map[string]string, at string) {
	for path := range values {
		if rest, under := strings.CutPrefix(path, at); under && (rest == "" || rest[0] == '.') {
			delete(values, path)
		}
	}
}

// remaining are the rows of one list that the other one does not hold, each row of
// that one counted once.
func remaining(of Form, l list, others Form, other list) []int {
	held := map[string]int{}
	for j := range others.Filled(other.path) {
		held[others.whole(other, j)]++
	}
	var rows []int
	for i := range of.Filled(l.path) {
		if row := of.whole(l, i); held[row] > 0 {
			held[row]--
		} else {
			rows = append(rows, i)
		}
	}
	return rows
}

// whole writes all that a row holds, the same for rows that hold the same.
func (f Form) whole(l list, i int) string {
	row := Row(l.path, i)
	var all strings.Builder
	for _, path := range f.Paths() {
		if rest, under := strings.CutPrefix(path, row); under && (rest == "" || rest[0] == '.') && f.values[path] != "" {
			all.WriteString(rest + "\x00" + f.values[path] + "\x00")
		}
	}
	return all.String()
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

// rowWords are what a row holds, in words.
func (f Form) rowWords(l list, i int) string {
	var words []string
	for _, field := range l.fields {
		value := f.Value(l.at(i, field))
		switch {
		case value == "":
		case field.kind == flagField:
			if value == "true" {
				words = append(words, uncapitalised(field.label))
			}
		case field.kind == numberField:
			words = append(words, uncapitalised(field.label)+nbsp+": "+grouped(value))
		case field.kind == wordField:
			words = append(words, uncapitalised(field.label)+" "+label(field.name, value))
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
		return capitalised(answerWord(value))
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

func quotedText(text string) string { return "«" + nbsp + text + nbsp + "»" }
