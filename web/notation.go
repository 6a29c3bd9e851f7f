package web

import (
	"encoding/json"
	"slices"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// What the last name of a path holds, where it is not a text.
var (
	dateNames  = []string{"date", "as_of", "observed_since", "effective_on"}
	countNames = []string{"users", "target_population", "participants"}
)

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// translated is what a field of that path means in a facts document
// (docs/rules.md, what people type).
func translated(path, typed string) any {
	name := lastName(path)
	switch {
	case slices.Contains(dateNames, name):
		return isoDate(typed)
	case slices.Contains(countNames, name):
		return jsonNumber(typed, french.ParseCount)
	case name == "value":
		return jsonNumber(typed, french.ParseNumber)
	case name == "from_user_feedback" && typed == "true":
		return true
	case strings.HasSuffix(name, "_url"):
		return strings.TrimSpace(typed)
	}
	return typed
}

// isoDate writes a day that people typed as YYYY-MM-DD; what is no day stays as it
// was typed.
func isoDate(typed string) string {
	day, err := french.ParseDate(typed, assessment.Paris)
	if err != nil {
		return typed
	}
	return assessment.DateOf(day).String()
}

// jsonNumber is a number that people typed; what is none stays as it was typed.
func jsonNumber(typed string, parse func(string) (string, error)) any {
	literal, err := parse(typed)
	if err != nil {
		return typed
	}
	return json.Number(literal)
}

// typedDate writes a day of a facts document as people type it; what is no day stays
// as it is.
func typedDate(iso string) string {
	day, err := assessment.ParseDate(iso)
	if err != nil {
		return iso
	}
	return french.ShortDate(day.Time())
}
