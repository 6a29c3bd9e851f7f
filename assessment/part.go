package assessment

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"reflect"
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

// Path is that of the part in a facts document: the dates stand in the document itself.
func (p Part) Path() Path {
	if p == PartDates {
		return ""
	}
	return Path(p)
}

// Digest stands for what facts hold in a part: the same for the same facts, another
// one for others.
func (f Facts) Digest(p Part) string {
	var only Facts
	only.take(p, f)
	doc, err := json.Marshal(only)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	sum := sha256.Sum256(doc)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// Digests returns the digest of every part.
func (f Facts) Digests() map[Part]string {
	digests := map[Part]string{}
	for _, p := range Parts() {
		digests[p] = f.Digest(p)
	}
	return digests
}

// take puts a part of other facts in the place of its own.
func (f *Facts) take(p Part, from Facts) {
	own, other := reflect.ValueOf(f).Elem(), reflect.ValueOf(from)
	for _, field := range factsField.Fields {
		if Path(field.Name).Part() == p {
			field.in(own).Set(field.in(other))
		}
	}
}
