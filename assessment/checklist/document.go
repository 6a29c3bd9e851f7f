package checklist

import (
	"encoding/json"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// Document writes what was typed as a facts document. French dates and numbers
// are translated; what cannot be is passed on as it was typed, so that the law
// refuses it on its own field. Fields left blank are not given.
func (f Form) Document() []byte {
	var root any = map[string]any{}
	for _, path := range f.Paths() {
		if value := f.Value(path); strings.TrimSpace(value) != "" {
			root = with(root, path.Steps(), f.meaning(path))
		}
	}
	doc, err := json.Marshal(root)
	if err != nil {
		panic("a form is made of texts: " + err.Error())
	}
	return doc
}

// with returns a node of a document with a value where the steps lead to. What is
// missing on the way is made.
func with(node any, steps []assessment.PathStep, value any) any {
	if len(steps) == 0 {
		return value
	}
	object, _ := node.(map[string]any)
	if object == nil {
		object = map[string]any{}
	}
	name, i := steps[0].Name, steps[0].Index
	if i < 0 {
		object[name] = with(object[name], steps[1:], value)
		return object
	}
	items, _ := object[name].([]any)
	for len(items) <= i {
		items = append(items, nil)
	}
	items[i] = with(items[i], steps[1:], value)
	object[name] = items
	return object
}

// meaning is what was typed in a field as a facts document writes it.
func (f Form) meaning(path assessment.Path) any {
	typed := f.Value(path)
	switch f.kind(path) {
	case assessment.KindDate:
		return ISODate(typed)
	case assessment.KindCount:
		return jsonNumber(typed, french.ParseCount)
	case assessment.KindNumber:
		return jsonNumber(typed, french.ParseNumber)
	case assessment.KindFlag:
		if typed == "true" {
			return true
		}
	case assessment.KindURL:
		return strings.TrimSpace(typed)
	}
	return typed
}

// canonical writes what was typed in a field in the one way that stands for it.
func (f Form) canonical(path assessment.Path) string {
	switch meaning := f.meaning(path).(type) {
	case json.Number:
		x, _ := meaning.Float64()
		return strconv.FormatFloat(x, 'g', -1, 64)
	case string:
		return strings.TrimSpace(meaning)
	}
	return f.Value(path)
}

// FormOf writes facts as a person types them.
func FormOf(schema assessment.Field, facts assessment.Facts) Form {
	values := map[assessment.Path]string{}
	for path, text := range facts.Texts {
		switch field, _ := schema.At(path); field.Kind {
		case assessment.KindDate:
			text = frenchDate(text)
		case assessment.KindCount, assessment.KindNumber:
			text = french.Decimal(text)
		}
		values[path] = text
	}
	return NewForm(schema, values)
}
