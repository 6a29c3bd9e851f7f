package assessment

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// Statement returns what the facts state of one criterion.
func (f Facts) Statement(id CriterionID) Statement {
	criterion := factsField.field(string(id)).in(reflect.ValueOf(f))
	return criterion.FieldByName("Statement").Interface().(Statement)
}

// values yields the path and the value of each fact that is given, in grid order.
func (f Facts) values(yield func(Path, any) bool) {
	factsField.values("", reflect.ValueOf(f), yield)
}

// values yields what the field holds, and reports whether more is wanted.
func (f Field) values(at Path, held reflect.Value, yield func(Path, any) bool) bool {
	switch f.Kind {
	case KindObject:
		for _, field := range f.Fields {
			if value := field.in(held); field.Required || !value.IsZero() {
				if !field.values(at.Field(field.Name), value, yield) {
					return false
				}
			}
		}
	case KindList:
		row := f.row()
		for i := range held.Len() {
			if !row.values(at.Row(i), held.Index(i), yield) {
				return false
			}
		}
	default:
		return yield(at, held.Interface())
	}
	return true
}

// Texts yields the path of each fact that is given, and how the facts document writes it, in
// grid order.
func (f Facts) Texts(yield func(Path, string) bool) {
	for at, held := range f.values {
		text := fmt.Sprint(held)
		if x, is := held.(float64); is {
			text = strconv.FormatFloat(x, 'f', -1, 64)
		}
		if !yield(at, text) {
			return
		}
	}
}

// dates yields the path and the date of every dated fact, in grid order.
func (f Facts) dates(yield func(Path, Date) bool) {
	for at, held := range f.values {
		if date, is := held.(Date); is && len(at.Rows()) > 0 && !yield(at, date) {
			return
		}
	}
}

// Row is a dated fact with what exports tell of it, by the name of the column. What is
// not given has no value.
type Row struct {
	Criterion CriterionID
	Kind      Word
	Date      Date
	Values    map[string]any
}

// Rows yields the dated facts, in grid order.
func (f Facts) Rows(yield func(Row) bool) {
	for _, id := range CriterionIDs() {
		part := factsField.field(string(id))
		if !part.rows(Row{Criterion: id}, part.in(reflect.ValueOf(f)), yield) {
			return
		}
	}
}

// rows yields those of an object, each with what is told of the object, and reports
// whether more is wanted.
func (f Field) rows(of Row, object reflect.Value, yield func(Row) bool) bool {
	for _, list := range f.Of(true) {
		rows := list.in(object)
		for i := range rows.Len() {
			row := list.told(of, rows.Index(i))
			if list.Fact.Value != "" && !yield(row) || len(list.Of(true)) > 0 && !list.rows(row, rows.Index(i), yield) {
				return false
			}
		}
	}
	return true
}

// told adds what a row of a list holds to what is told of its object.
func (f Field) told(of Row, held reflect.Value) Row {
	of.Kind, of.Values = f.Fact, maps.Clone(of.Values)
	if of.Values == nil {
		of.Values = map[string]any{}
	}
	for _, field := range f.Of(false) {
		value := field.in(held)
		if date, is := value.Interface().(Date); is && field.Required {
			of.Date = date
		}
		if field.Column.Value != "" && (field.Required || !value.IsZero()) {
			of.Values[field.Column.Value] = value.Interface()
		}
	}
	return of
}

// Columns returns what exports call the fields of dated facts: counts first, addresses
// last, the others in grid order.
func Columns() []Word {
	var columns [3][]Word
	add := func(f Field) {
		rank := 1
		switch f.Kind {
		case KindCount:
			rank = 0
		case KindURL:
			rank = 2
		}
		if f.Column.Value != "" && !slices.Contains(columns[rank], f.Column) {
			columns[rank] = append(columns[rank], f.Column)
		}
	}
	for _, id := range CriterionIDs() {
		factsField.field(string(id)).walk(add)
	}
	return slices.Concat(columns[:]...)
}

// walk calls visit for each field within the field, at any depth.
func (f Field) walk(visit func(Field)) {
	for _, field := range f.Fields {
		visit(field)
		field.walk(visit)
	}
}

// withhold takes away what is not for everybody to read.
func (f *Facts) withhold() {
	for _, part := range factsField.Fields {
		for _, field := range part.Fields {
			if field.Private {
				field.in(part.in(reflect.ValueOf(f).Elem())).SetZero()
			}
		}
	}
}
