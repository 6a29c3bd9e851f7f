package checklist

import (
	"strconv"

	"transfert/assessment"
)

// Conflict is a part of a draft that two people changed at once: what one of them typed,
// and what the other one saved meanwhile.
type Conflict struct {
	Part   assessment.Part
	By     assessment.Save
	Mine   Form
	Stored Form
	Picks  map[string]string // what was picked already, by [Conflict.PickName]
}

// The ways to settle a difference.
const (
	PickMine   = "mine"
	PickStored = "theirs"
	PickBoth   = "both" // rows only
)

// Differences are those of what was typed from what is stored.
func (c Conflict) Differences() []Difference { return Compare(c.Stored, c.Mine, c.Part) }

// PickName is the field in which a difference is settled, the i-th one.
func (c Conflict) PickName(i int) string { return pickPrefix(c.Part) + strconv.Itoa(i) }

// Pick is the way in which a difference is settled unless a person says otherwise:
// what is there rather than nothing, and one’s own words.
func (c Conflict) Pick(i int, d Difference) string {
	if pick := c.Picks[c.PickName(i)]; pick != "" {
		return pick
	}
	if d.After == "" || d.List == "" && c.Mine.Value(d.After) == "" {
		return PickStored
	}
	return PickMine
}

// Settled returns what was typed, with each difference settled as it was picked.
func (c Conflict) Settled() Form {
	values := c.Mine.Values()
	added := map[assessment.Path]int{} // rows by list
	for i, d := range c.Differences() {
		pick := c.Pick(i, d)
		if pick == PickStored && d.After != "" {
			remove(values, d.After)
		}
		if pick == PickMine || d.Before == "" {
			continue
		}
		to := d.After
		if to == "" || pick == PickBoth {
			to = d.List.Row(c.Mine.Filled(d.List) + added[d.List])
			added[d.List]++
		}
		for path, value := range c.Stored.values {
			if rest, within := path.After(d.Before); within {
				values[to.Join(rest)] = value
			}
		}
	}
	return c.Mine.with(values)
}
