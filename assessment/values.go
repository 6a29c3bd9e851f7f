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

// Row is what exports tell of a row of facts, of a criterion besides its rows, or of the
// facts as a whole, by the name of the column. What is not given has no value.
type Row struct {
	Criterion CriterionID // "trajectory" for the trajectory, "" for the facts as a whole
	Kind      Word
	Path      Path
	Date      Date // not given unless the fact is dated
	Values    map[string]any
}

// Rows yields all that a verdict needs of the facts, in grid order: the names of followers
// are counted, comments left out.
func (f Facts) Rows(yield func(Row) bool) {
	whole := reflect.ValueOf(f)
	factsField.rows(factsField.told(Row{}, whole), whole, yield)
}

// rows yields what is told of an object and then of what it holds, and reports whether
// more is wanted. What is told of a row is told of the rows within it too.
func (f Field) rows(row Row, object reflect.Value, yield func(Row) bool) bool {
	if (len(row.Values) > 0 || !row.Date.IsZero()) && !yield(row) {
		return false
	}
	for _, inner := range f.Fields {
		held := inner.in(object)
		switch {
		case inner.Kind == KindObject:
			of := Row{Criterion: CriterionID(inner.Name), Path: row.Path.Field(inner.Name)}
			if !inner.rows(inner.told(of, held), held, yield) {
				return false
			}
		case inner.Kind == KindList && inner.Fact.Value != "":
			for i := range held.Len() {
				of := Row{Criterion: row.Criterion, Path: row.Path.Field(inner.Name).Row(i)}
				if f.Kind == KindList {
					of.Values = row.Values
				}
				if !inner.rows(inner.told(of, held.Index(i)), held.Index(i), yield) {
					return false
				}
			}
		}
	}
	return true
}

// told adds what an object or a row holds to what is told of where it stands.
func (f Field) told(of Row, held reflect.Value) Row {
	of.Kind, of.Values = f.Fact, maps.Clone(of.Values)
	if of.Values == nil {
		of.Values = map[string]any{}
	}
	for _, field := range f.Fields {
		if field.Kind == KindObject {
			continue
		}
		value := field.in(held)
		if date, is := value.Interface().(Date); is && field.Required {
			of.Date = date
		}
		if field.Column.Value != "" && (field.Required && f.Kind == KindList || !value.IsZero()) {
			of.Values[field.Column.Value] = field.exported(value)
		}
	}
	return of
}

// exported is a value of the field as exports tell it: a string, a [Date], an int64, a
// float64 or true; how many rows a list has.
func (f Field) exported(value reflect.Value) any {
	switch {
	case f.Kind == KindList:
		return int64(value.Len())
	case value.Kind() == reflect.String:
		return value.String()
	}
	return value.Interface()
}

// Columns returns the fields that exports tell, each name once: counts first, addresses
// last, the others in grid order.
func Columns() []Field {
	var columns [3][]Field
	factsField.walk(func(f Field) {
		rank := 1
		switch f.Kind {
		case KindCount, KindList:
			rank = 0
		case KindURL:
			rank = 2
		}
		same := func(other Field) bool { return other.Column == f.Column }
		if f.Column.Value != "" && !slices.ContainsFunc(columns[rank], same) {
			columns[rank] = append(columns[rank], f)
		}
	})
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
