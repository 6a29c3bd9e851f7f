package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
	"transfert/web/page"
)

// document writes what was typed as a facts document. French dates and numbers
// are translated; what cannot be is passed on as it was typed, so that the law
// refuses it on its own field. Fields left blank are not given.
func document(form page.Form) []byte {
	var root any = map[string]any{}
	for _, path := range form.Paths() {
		if value := form.Value(path); strings.TrimSpace(value) != "" {
			root = with(root, steps(path), translated(path, value))
		}
	}
	doc, err := json.Marshal(root)
	if err != nil {
		panic("a form is made of texts: " + err.Error())
	}
	return doc
}

// steps are the names and, in lists, the numbers that lead to a value: a[1].b is
// "a", 1, "b".
func steps(path string) []any {
	var steps []any
	for name := range strings.SplitSeq(path, ".") {
		if !strings.HasSuffix(name, "]") {
			steps = append(steps, name)
			continue
		}
		list, i := splitRow(name)
		steps = append(steps, list, i)
	}
	return steps
}

// with returns a node of a document with a value where the steps lead to. What is
// missing on the way is made.
func with(node any, steps []any, value any) any {
	if len(steps) == 0 {
		return value
	}
	if name, ok := steps[0].(string); ok {
		object, _ := node.(map[string]any)
		if object == nil {
			object = map[string]any{}
		}
		object[name] = with(object[name], steps[1:], value)
		return object
	}
	items, _ := node.([]any)
	i := steps[0].(int)
	for len(items) <= i {
		items = append(items, nil)
	}
	items[i] = with(items[i], steps[1:], value)
	return items
}

// FormOf writes facts as somebody would have typed them.
func FormOf(facts assessment.Facts) (page.Form, error) {
	doc, err := json.Marshal(facts)
	if err != nil {
		return page.Form{}, fmt.Errorf("facts as a form: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	var root map[string]any
	if err := d.Decode(&root); err != nil {
		return page.Form{}, fmt.Errorf("facts as a form: %w", err)
	}
	values := map[string]string{}
	flatten(values, "", root)
	return page.NewForm(values), nil
}

func flatten(values map[string]string, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, child := range v {
			flatten(values, strings.TrimPrefix(path+"."+name, "."), child)
		}
	case []any:
		for i, child := range v {
			flatten(values, page.Row(path, i), child)
		}
	case string:
		values[path] = v
		if slices.Contains(dateNames, lastName(path)) {
			values[path] = typedDate(v)
		}
	case json.Number:
		values[path] = french.Decimal(v.String())
	case bool:
		values[path] = strconv.FormatBool(v)
	}
}
