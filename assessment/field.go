package assessment

import (
	"reflect"
	"strings"
)

// Kind is what a field of a facts document holds.
type Kind int

// The kinds of fields. What each takes is told in docs/rules.md, validation.
const (
	KindObject  Kind = iota + 1
	KindList         // of rows
	KindText         // without the white space around it
	KindURL          // an absolute address
	KindLicence      // an SPDX expression
	KindDate         // a [Date]
	KindCount        // a whole number
	KindNumber       // a 64-bit float
	KindFlag         // true or false
	KindWord         // one of a few words
)

// Field is a field of a facts document, or the document as a whole: what it takes, and
// what the checklist calls it. It is the only place that tells this of a field; package
// checklist and the pages follow it. See [Grid.Schema].
type Field struct {
	Name     string // in the document; "" for the text that a row is
	Kind     Kind
	Required bool
	Private  bool    // not for everybody to read
	Minimum  int64   // of a count
	Words    []Word  // of which one is taken
	Blank    bool    // "" stands for no word
	Fields   []Field // of an object, or of each row of a list; of a part, in the order of the form
	Limit    int     // the most rows of a list
	Long     bool    // a text of several lines

	Label  string // « Utilisateurs »; of a list, what its rows are: « Mesures »
	Hint   string // how the field is filled in
	Column Word   // what exports call the field, in JSON and as the title of a column; none where they leave it out
	Fact   Word   // what exports call an object or a row: measure, « mesure »

	// Of a list.
	Item    string // one row: « Mesure »
	Add     string // « Ajouter une mesure »
	Example string // a row as a spreadsheet holds it

	index []int                                // of the struct field that holds it
	check func(r *reader, at Path, object any) // refuses an object as a whole
}

// Word is a word that a field takes, and what people call it.
type Word struct{ Value, Label string }

// field is the field of that name, nil for none.
func (f *Field) field(name string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}

// At is the field that a path leads to, and whether there is one. A row of a list is an
// object with the words of its list, or the text that it is.
func (f Field) At(p Path) (Field, bool) {
	at, inRow := &f, false
	for _, step := range p.Steps() {
		next := at.field(step.Name)
		if next == nil || at.Kind != KindObject && !inRow || step.Index >= 0 && next.Kind != KindList {
			return Field{}, false
		}
		at, inRow = next, step.Index >= 0
	}
	if inRow {
		return at.row(), true
	}
	return *at, true
}

// row is one row of a list.
func (f Field) row() Field {
	if len(f.Fields) == 1 && f.Fields[0].Name == "" {
		return f.Fields[0]
	}
	f.Kind = KindObject
	return f
}

// Part returns what a document holds of a part, in the order of the form.
func (f Field) Part(p Part) Field {
	if p != PartDates {
		part, _ := f.At(p.Path())
		return part
	}
	dates := Field{Kind: KindObject}
	for _, field := range f.Fields {
		if field.Kind == KindDate {
			dates.Fields = append(dates.Fields, field)
		}
	}
	return dates
}

// Of returns the fields of an object or of the rows of a list that are, or are not,
// lists themselves.
func (f Field) Of(lists bool) []Field {
	var of []Field
	for _, field := range f.Fields {
		if (field.Kind == KindList) == lists {
			of = append(of, field)
		}
	}
	return of
}

// WordLabel is what people call a word of the field, and the word itself where it is
// not one of them.
func (f Field) WordLabel(value string) string {
	for _, word := range f.Words {
		if word.Value == value {
			return word.Label
		}
	}
	return value
}

// bound finds the struct fields that hold the fields of an object.
func bound(t reflect.Type, object Field) Field {
	for i := range object.Fields {
		f := &object.Fields[i]
		if f.Name == "" {
			continue // the row itself
		}
		held := named(t, f.Name)
		f.index = held.Index
		switch f.Kind {
		case KindObject:
			*f = bound(held.Type, *f)
		case KindList:
			*f = bound(held.Type.Elem(), *f)
		}
	}
	return object
}

// named is the struct field that JSON calls by a name.
func named(t reflect.Type, name string) reflect.StructField {
	for _, f := range reflect.VisibleFields(t) {
		if key, _, _ := strings.Cut(f.Tag.Get("json"), ","); key == name {
			return f
		}
	}
	panic("schema of facts: " + t.String() + " has no field " + name)
}

// in is what a struct holds in the field.
func (f Field) in(object reflect.Value) reflect.Value {
	if f.Name == "" {
		return object
	}
	return object.FieldByIndex(f.index)
}
