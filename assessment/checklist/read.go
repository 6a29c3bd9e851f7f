package checklist

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// Law is what facts are read under: the known grids, and the day of today.
type Law struct {
	Grids assessment.Grids
	Today assessment.Date
}

// Facts reads a form without its empty rows under the law. A blank as-of date is today.
// What is wrong is the error, and in the form that comes back.
func (f Form) Facts(law Law) (Form, assessment.Facts, error) {
	if strings.TrimSpace(f.Value("as_of")) == "" {
		f.Set("as_of", frenchDate(law.Today.String()))
	}
	facts, err := assessment.ParseFacts(f.WithoutEmptyRows().Document(), law.Grids, assessment.Override{})
	if wrong, is := errors.AsType[assessment.FieldErrors](err); is {
		f.Errors = f.onShownRows(wrong)
	}
	return f, facts, err
}

// ValidFacts reads a form and leaves out the parts in which something is wrong, which the
// form that comes back tells. Where that is the dates, there is no as-of date.
func (f Form) ValidFacts(law Law) (Form, assessment.Facts) {
	f, facts, err := f.Facts(law)
	if err == nil {
		return f, facts
	}
	values := f.Values()
	for path := range values {
		if f.Broken(path.Part()) {
			delete(values, path)
		}
	}
	dated := values["as_of"] != ""
	_, facts, err = f.with(values).Facts(law)
	if err != nil || !dated {
		facts.AsOf = assessment.Date{}
	}
	return f, facts
}

// Broken reports whether something is wrong with a part.
func (f Form) Broken(p assessment.Part) bool {
	return slices.ContainsFunc(f.Errors, func(e assessment.FieldError) bool { return e.Field.Part() == p })
}

// TooMany is the error of a posted form with more rows in a list than the law takes. It
// is told before anything is read or shown of them.
type TooMany struct {
	List    assessment.Path
	Label   string // « Mesures »
	Sent    int    // rows, empty ones included
	Allowed int
}

// Error is a French sentence for people.
func (e TooMany) Error() string {
	return fmt.Sprintf("La liste %s compte %s lignes : %d au plus.", french.Quote(e.Label), french.Integer(e.Sent), e.Allowed)
}

// CheckSize returns a [TooMany] for a posted form in which a list exceeds its bound, the
// first such list in the order of their paths, and nil for every other form.
func CheckSize(schema assessment.Field, posted url.Values) error {
	rows := numbered(func(yield func(assessment.Path) bool) {
		for path := range fields(schema, posted) {
			if !yield(path) {
				return
			}
		}
	})
	var worst *TooMany
	for list, sent := range rows {
		field, known := schema.At(list)
		if known && len(sent) > field.Limit && (worst == nil || list < worst.List) {
			worst = &TooMany{list, field.Label, len(sent), field.Limit}
		}
	}
	if worst == nil {
		return nil
	}
	return *worst
}
