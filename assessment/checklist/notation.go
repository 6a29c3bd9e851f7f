package checklist

import (
	"encoding/json"

	"transfert/assessment"
	"transfert/assessment/french"
)

// ISODate writes a day that people typed as YYYY-MM-DD (docs/rules.md, what people
// type), and leaves other texts unchanged.
func ISODate(typed string) string {
	day, err := french.ParseDate(typed, assessment.Paris)
	if err != nil {
		return typed
	}
	return assessment.DateOf(day).String()
}

// frenchDate writes a day of a facts document as people type it, and leaves what is no
// day as it is.
func frenchDate(iso string) string {
	day, err := assessment.ParseDate(iso)
	if err != nil {
		return iso
	}
	return french.ShortDate(day.Time())
}

// jsonNumber is a number that people typed, read by parse; what is none stays as it was
// typed.
func jsonNumber(typed string, parse func(string) (string, error)) any {
	literal, err := parse(typed)
	if err != nil {
		return typed
	}
	return json.Number(literal)
}
