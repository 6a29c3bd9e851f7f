package assessment

import (
	"fmt"
	"reflect"
	"strconv"
)

// Statement returns what the facts state of one criterion.
func (f Facts) Statement(id CriterionID) Statement {
	criterion := factsField.field(string(id)).in(reflect.ValueOf(f))
	return criterion.FieldByName("Statement").Interface().(Statement)
}

// values yields the path and the value of whatever facts give, in grid order.
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

// Texts yields the path of whatever facts give, and how the facts document writes it, in
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
