package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	_ "github.com/oapi-codegen/runtime" // what the generated client imports
)

// description is the document of the API, which is valid.
func description(t testing.TB, s site) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(s.get("/api/v1/openapi.json").body))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return doc
}

// documented holds an answer against the document: its status, its type and every
// field.
func documented(t testing.TB, s site, r *http.Request, a answer) {
	t.Helper()
	router, err := legacy.NewRouter(description(t, s))
	if err != nil {
		t.Fatal(err)
	}
	route, parameters, err := router.FindRoute(r)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Method, r.URL.Path, err)
	}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: parameters, Route: route},
		Status:                 a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(a.body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
}

func TestTheDocumentIsTheSameInYAML(t *testing.T) {
	s := publicSite(t)
	doc, err := openapi3.NewLoader().LoadFromData([]byte(s.get("/api/v1/openapi.yaml").body))
	if err != nil {
		t.Fatal(err)
	}
	if want := description(t, s); doc.OpenAPI != "3.1.0" || len(doc.Paths.Map()) != len(want.Paths.Map()) {
		t.Errorf("%s with %d paths", doc.OpenAPI, doc.Paths.Len())
	}
}

// reading is a program that reads the API with the generated client.
const reading = `package main

import (
	"context"
	"fmt"
	"os"
	"strings"
)

func main() {
	ctx := context.Background()
	client, err := NewClientWithResponses(os.Args[1] + "/api/v1")
	if err != nil {
		panic(err)
	}
	page, err := client.ListStartupsWithResponse(ctx, &ListStartupsParams{Phase: &[]ListStartupsParamsPhase{"transfere"}})
	if err != nil {
		panic(err)
	}
	for _, item := range page.JSON200.Items {
		one, err := client.ReadStartupWithResponse(ctx, item.Ghid, nil)
		if err != nil {
			panic(err)
		}
		fmt.Println(item.Name, one.JSON200.Verdict.Classification, len(one.JSON200.Verdict.Criteria))
	}
	refused, err := client.EvaluateWithBodyWithResponse(ctx, nil, "application/json", strings.NewReader("{}"))
	if err != nil {
		panic(err)
	}
	fmt.Println((*refused.JSON422)[0].Field)
}
`

func TestAGeneratedClientReadsTheAPI(t *testing.T) {
	s := publishedSite(t)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	client, err := codegen.Generate(description(t, s), codegen.Configuration{
		PackageName: "main", Generate: codegen.GenerateOptions{Client: true, Models: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	files := []string{filepath.Join(dir, "client.go"), filepath.Join(dir, "main.go")}
	for i, source := range []string{client, reading} {
		if err := os.WriteFile(files[i], []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.CommandContext(t.Context(), "go", "run", files[0], files[1], server.URL)
	out, err := run.CombinedOutput()
	if want := "Données & territoires realisations 6\nas_of\n"; err != nil || string(out) != want {
		t.Errorf("%v: %s", err, out)
	}
}
