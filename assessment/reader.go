package assessment

import (
	"reflect"
	"strconv"
)

const (
	missing      = "Ce champ est obligatoire."
	unknownField = "Ce champ n’existe pas."
)

// reader fills facts with the values of a document, as the schema tells, and gathers
// all that is wrong with them: at most one error for each path, the first.
type reader struct {
	errs     FieldErrors
	rejected map[Path]bool
}

func (r *reader) reject(at Path, message string) {
	if r.rejected[at] {
		return
	}
	r.rejected[at] = true
	r.errs = append(r.errs, FieldError{at, message})
}

// accept reads the value of a field into what holds it.
func (r *reader) accept(v value, at Path, f Field, into reflect.Value) {
	switch {
	case v.kind == 'n', v.blank() && f.blank():
		if f.Required {
			r.reject(at, missing)
		}
	case f.Kind == KindList:
		r.acceptList(v, at, f, into)
	case f.Kind == KindObject && v.kind != '{':
		r.reject(at, "Un objet est attendu.")
	case f.Kind == KindObject:
		r.acceptObject(v, at, f, into)
	default:
		r.acceptSingle(v, at, f, into)
	}
}

// blank reports whether "" stands for nothing in a field (docs/rules.md, validation).
func (f Field) blank() bool {
	switch f.Kind {
	case KindURL, KindLicence, KindDate:
		return true
	case KindWord:
		return f.Blank
	}
	return false
}

func (r *reader) acceptObject(v value, at Path, f Field, into reflect.Value) {
	seen := map[string]bool{}
	for _, given := range v.fields {
		if f.field(given.name) == nil {
			r.reject(at.Field(given.name), unknownField)
		} else if seen[given.name] {
			r.reject(at.Field(given.name), "Ce champ est donné deux fois.")
		}
		seen[given.name] = true
	}
	for _, known := range f.Fields {
		r.accept(v.member(known.Name), at.Field(known.Name), known, known.in(into))
	}
	if f.check != nil {
		f.check(r, at, into.Interface())
	}
}

func (r *reader) acceptList(v value, at Path, f Field, into reflect.Value) {
	if v.kind != '[' {
		r.reject(at, "Une liste est attendue.")
		return
	}
	if len(v.items) > f.Limit {
		r.reject(at, "La liste est trop longue : "+strconv.Itoa(f.Limit)+" lignes au plus.")
	}
	rows, row := reflect.MakeSlice(into.Type(), len(v.items), len(v.items)), f.row()
	for i, item := range v.items {
		switch {
		case row.Kind == KindObject && item.kind != '{':
			r.reject(at.Row(i), "Une ligne est attendue, pas une valeur seule.")
		case item.kind == 'n':
			r.reject(at.Row(i), "Un texte est attendu.")
		default:
			r.accept(item, at.Row(i), row, rows.Index(i))
		}
	}
	if len(v.items) > 0 {
		into.Set(rows)
	}
}
