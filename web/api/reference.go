package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"transfert/web/page"
)

// Reference is the document for people: every operation, in the order of its paths.
func (a *API) Reference() page.Reference {
	document := a.operations.OpenAPI()
	ref := page.Reference{Description: document.Info.Description, PerMinute: perMinute}
	for path, item := range document.Paths {
		for method, op := range map[string]*huma.Operation{http.MethodGet: item.Get, http.MethodPost: item.Post} {
			if op != nil {
				ref.Endpoints = append(ref.Endpoints, a.endpoint(method, path, op))
			}
		}
	}
	slices.SortFunc(ref.Endpoints, func(a, b page.Endpoint) int { return strings.Compare(a.Path, b.Path) })
	for name, schema := range document.Components.Schemas.Map() {
		ref.Documents = append(ref.Documents, page.Document{Name: name, Fields: fields(schema)})
	}
	slices.SortFunc(ref.Documents, func(a, b page.Document) int { return strings.Compare(a.Name, b.Name) })
	return ref
}

func (a *API) endpoint(method, path string, op *huma.Operation) page.Endpoint {
	e := page.Endpoint{ID: op.OperationID, Method: method, Path: Prefix + path, Summary: op.Summary, Description: op.Description}
	for _, p := range op.Parameters {
		e.Parameters = append(e.Parameters, page.Field{Name: p.Name, Required: p.Required, Type: typeOf(p.Schema), Description: p.Description})
	}
	for status, response := range op.Responses {
		answer := page.Field{Name: status, Description: response.Description}
		for _, content := range response.Content {
			answer.Type = typeOf(content.Schema)
		}
		e.Answers = append(e.Answers, answer)
	}
	slices.SortFunc(e.Answers, byName)
	e.Example = strings.NewReplacer("{ghid}", "mon-service", "{version}", a.Grids.Newest().Version).Replace(e.Path)
	return e
}

// fields are those of an object, in alphabetical order.
func fields(s *huma.Schema) []page.Field {
	var all []page.Field
	for name, property := range s.Properties {
		all = append(all, page.Field{Name: name, Type: typeOf(property), Description: property.Description})
	}
	slices.SortFunc(all, byName)
	return all
}

func byName(a, b page.Field) int { return strings.Compare(a.Name, b.Name) }

// typeOf names a schema in French.
func typeOf(s *huma.Schema) page.Type {
	switch {
	case s == nil:
		return page.Type{}
	case s.Ref != "":
		return page.Type{Document: s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]}
	case s.Type == huma.TypeArray:
		t := typeOf(s.Items)
		t.List = true
		return t
	case s.Type == huma.TypeObject:
		values, _ := s.AdditionalProperties.(*huma.Schema)
		return page.Type{Name: "objet", Words: typeOf(values).Words}
	}
	t := page.Type{Name: typeNames[s.Type]}
	if s.Format == "date" {
		t.Name = "date"
	}
	for _, word := range s.Enum {
		t.Words = append(t.Words, asText(word))
	}
	return t
}

var typeNames = map[string]string{huma.TypeString: "texte", huma.TypeInteger: "entier", huma.TypeNumber: "nombre", huma.TypeBoolean: "booléen"}

// asText is a word as it is written, a text without its quotation marks.
func asText(word any) string {
	if text, ok := word.(string); ok {
		return text
	}
	written, _ := json.Marshal(word)
	return string(written)
}
