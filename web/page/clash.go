package page

import (
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

// The ways to settle a difference.
const (
	PickMine   = "mine"
	PickTheirs = "theirs"
	PickBoth   = "both" // rows only
)

// Differences are those of the two versions, each with the name of its choice.
func (c Clash) Differences() []Difference {
	all := versions{c.Part, c.Grid, c.Mine, c.Theirs}.differences()
	for i := range all {
		all[i].Name = "pick." + string(c.Part) + "." + strconv.Itoa(i)
	}
	return all
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
