package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
)

// configuration is that of the document: OpenAPI 3.1, in French.
func configuration() huma.Config {
	c := huma.DefaultConfig("transfert, données ouvertes", "1")
	c.Info.Description = "Ce qui est publié des services du programme beta.gouv.fr après leur transfert\u00a0: " +
		"classements en vigueur, verdicts, faits, registre et grilles. " +
		"Lecture seule, sans inscription. Les faits ne comportent ni commentaires ni noms de personnes."
	c.Info.License = &huma.License{Name: "Licence Ouverte 2.0", Identifier: "etalab-2.0"}
	c.Servers = []*huma.Server{{URL: Prefix}}
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil // served by describeItself, read at /api/docs
	for domain, schema := range map[reflect.Type]reflect.Type{
		reflect.TypeFor[assessment.Date]():           reflect.TypeFor[date](),
		reflect.TypeFor[assessment.Classification](): reflect.TypeFor[classification](),
		reflect.TypeFor[assessment.Status]():         reflect.TypeFor[status](),
		reflect.TypeFor[assessment.CriterionID]():    reflect.TypeFor[criterion](),
		reflect.TypeFor[assessment.Answer]():         reflect.TypeFor[yesNo](),
	} {
		c.Components.Schemas.RegisterTypeAlias(domain, schema)
	}
	return c
}

// What the document says of the domain's own types.
type (
	date           struct{}
	classification string
	status         string
	criterion      string
	yesNo          string
)

// Schema is a day, or null for the date not given.
func (date) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true}
}

// Schema is the three classifications, or "" where nothing is in force.
func (classification) Schema(huma.Registry) *huma.Schema {
	return words(append(assessment.Classifications(), "")...)
}

// Schema is the three statuses.
func (status) Schema(huma.Registry) *huma.Schema {
	return words(assessment.Met, assessment.NotMet, assessment.StatusUnknown)
}

// Schema is the six criteria.
func (criterion) Schema(huma.Registry) *huma.Schema { return words(assessment.CriterionIDs()...) }

// Schema is the three answers.
func (yesNo) Schema(huma.Registry) *huma.Schema {
	return words(assessment.Yes, assessment.No, assessment.Unknown)
}

// words is a text that is one of a few.
func words[W ~string](all ...W) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, word := range all {
		s.Enum = append(s.Enum, string(word))
	}
	return s
}

// schemaOf is a reference to the schema of a type.
func (a *API) schemaOf(value any) *huma.Schema {
	return a.operations.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(value), true, "")
}

// factsSchema is the facts document as a client may send it: no field is required, since
// the address or the rules give the others.
func (a *API) factsSchema() *huma.Schema {
	schemas := a.operations.OpenAPI().Components.Schemas
	sent := *schemas.SchemaFromRef(a.schemaOf(assessment.Facts{}).Ref)
	sent.Required = nil
	schemas.Map()["FactsToEvaluate"] = &sent
	return &huma.Schema{Ref: "#/components/schemas/FactsToEvaluate"}
}

// describeItself serves the document that describes all the others, as JSON and as
// YAML.
func (a *API) describeItself() {
	document := a.operations.OpenAPI()
	schemas := document.Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own, which nothing here answers with
	delete(schemas, "ErrorDetail")
	for _, s := range schemas {
		for _, property := range s.Properties {
			property.Nullable = property.Nullable && property.Type != huma.TypeArray // an empty list is []
		}
	}
	a.serve("/openapi.json", "application/openapi+json", func() ([]byte, error) { return json.Marshal(document) })
	a.serve("/openapi.yaml", "application/openapi+yaml", document.YAML)
}

// serve answers with a document that is written once.
func (a *API) serve(path, mediaType string, write func() ([]byte, error)) {
	document := sync.OnceValues(write)
	a.routes.Get(path, func(w http.ResponseWriter, r *http.Request) {
		doc, err := document()
		if err != nil {
			a.Log.Error("document of the API", "path", r.URL.Path, "error", err)
			unexpected.write(w)
			return
		}
		w.Header().Set("Content-Type", mediaType)
		_, _ = w.Write(doc)
	})
}
