package assessment

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// Part is what of a draft is saved as a whole, so that people who fill in different
// parts never stand in each other's way: a criterion, under its id, the dates or
// the trajectory (docs/rules.md, a draft is shared).
type Part string

// The parts that are no criterion.
const (
	PartDates      Part = "dates" // the as-of date, observed_since and the grid
	PartTrajectory Part = "trajectory"
)

// Parts returns the parts of a draft in the order of the checklist.
func Parts() []Part {
	parts := []Part{PartDates}
	for _, id := range CriterionIDs() {
		parts = append(parts, Part(id))
	}
	return append(parts, PartTrajectory)
}

// PartOf returns the part that a path of the facts document belongs to.
func PartOf(path string) Part {
	name, _, _ := strings.Cut(path, ".")
	if name, _, _ = strings.Cut(name, "["); slices.Contains(Parts(), Part(name)) {
		return Part(name)
	}
	return PartDates
}

// Mark stands for what facts hold in a part: the same for the same facts, another
// one for others.
func (f Facts) Mark(p Part) string {
	var only Facts
	only.take(p, f)
	doc, err := json.Marshal(only)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	sum := sha256.Sum256(doc)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// Marks returns the mark of every part.
func (f Facts) Marks() map[Part]string {
	marks := map[Part]string{}
	for _, p := range Parts() {
		marks[p] = f.Mark(p)
	}
	return marks
}

// take puts a part of other facts in the place of its own.
func (f *Facts) take(p Part, from Facts) {
	switch p {
	case PartDates:
		f.Grid, f.AsOf, f.ObservedSince = from.Grid, from.AsOf, from.ObservedSince
	case PartTrajectory:
		f.Trajectory = from.Trajectory
	case Part(Adoption):
		f.Adoption = from.Adoption
	case Part(Indicators):
		f.Indicators = from.Indicators
	case Part(UserTests):
		f.UserTests = from.UserTests
	case Part(Evolutions):
		f.Evolutions = from.Evolutions
	case Part(Communication):
		f.Communication = from.Communication
	case Part(OpenSource):
		f.OpenSource = from.OpenSource
	}
}
