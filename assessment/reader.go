package assessment

import (
	"slices"
	"strconv"
)

// The most rows that lists of facts take: of dated facts, of series, of followers
// (docs/rules.md, validation).
const (
	MaxRows      = 200
	MaxSeries    = 50
	MaxFollowers = 50
)

// The other bounds of docs/rules.md, validation.
const (
	maxCount = 1_000_000_000
	maxText  = 5000 // Unicode characters
	maxURL   = 2000
)

const (
	missing      = "Ce champ est obligatoire."
	unknownField = "Ce champ n’existe pas."
)

// reader gathers all that is wrong with a document while it is read: at most
// one error for each path, the first.
type reader struct {
	errs    FieldErrors
	refused map[string]bool // by path
}

func (r *reader) refuse(path, message string) {
	if r.refused[path] {
		return
	}
	r.refused[path] = true
	r.errs = append(r.errs, FieldError{path, message})
}

// object is a JSON object whose known fields are read one by one.
type object struct {
	*reader
	path string
	value
}

// open reads a value as an object of known fields: null is one without any.
func (r *reader) open(v value, path string, known ...string) object {
	o := object{r, path, v}
	if v.kind != '{' {
		if v.kind != 'n' {
			r.refuse(path, "Un objet est attendu.")
		}
		return o
	}
	seen := map[string]bool{}
	for _, f := range v.fields {
		if !slices.Contains(known, f.name) {
			r.refuse(join(path, f.name), unknownField)
		} else if seen[f.name] {
			r.refuse(join(path, f.name), "Ce champ est donné deux fois.")
		}
		seen[f.name] = true
	}
	return o
}

// list calls read for each item of a list of at most limit items.
func (o object) list(name string, limit int, read func(item value, path string)) {
	v, path := o.member(name), join(o.path, name)
	if v.kind == 'n' {
		return
	}
	if v.kind != '[' {
		o.refuse(path, "Une liste est attendue.")
		return
	}
	if len(v.items) > limit {
		o.refuse(path, "La liste est trop longue : "+strconv.Itoa(limit)+" lignes au plus.")
	}
	for i, item := range v.items {
		read(item, index(path, i))
	}
}

// rows calls read for each row of a list of objects.
func (o object) rows(name string, limit int, known []string, read func(row object)) {
	o.list(name, limit, func(item value, path string) {
		if item.kind != '{' {
			o.refuse(path, "Une ligne est attendue, pas une valeur seule.")
			return
		}
		read(o.open(item, path, known...))
	})
}
