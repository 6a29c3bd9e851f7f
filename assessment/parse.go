package assessment

import (
	"cmp"
	"reflect"
)

// Override is what wins over a document's own as-of date and grid; a zero value
// leaves the document's (docs/rules.md, facts and verdict as JSON).
type Override struct {
	AsOf Date
	Grid string
}

// ParseFacts reads a facts document (docs/rules.md, validation), as [ReadDocument] and
// [Document.Facts] do.
func ParseFacts(doc []byte, grids Grids, o Override) (Facts, error) {
	d, err := ReadDocument(doc)
	if err != nil {
		return Facts{}, err
	}
	return d.Facts(grids, o)
}

// Facts reads the facts of a document. The error is [FieldErrors] and holds all that is
// wrong with it, whatever the answers; the facts come back with the grid and as-of date
// under which to judge them.
func (d Document) Facts(grids Grids, o Override) (Facts, error) {
	grid := grids.Named(cmp.Or(o.Grid, d.root.member("grid").text))
	schema := grid.Schema()
	for _, g := range grids {
		words := &schema.field("grid").Words
		*words = append(*words, Word{Value: g.Version})
	}
	var facts Facts
	r := &reader{rejected: map[Path]bool{}}
	if o.AsOf.IsZero() && !d.Gives("as_of") {
		r.reject("as_of", "La date de référence est obligatoire.")
	}
	r.acceptObject(d.root, "", schema, reflect.ValueOf(&facts).Elem())
	if len(r.errs) > 0 {
		return Facts{}, r.errs
	}
	facts.Grid = grid.Version
	if !o.AsOf.IsZero() {
		facts.AsOf = o.AsOf
	}
	return facts, nil
}
