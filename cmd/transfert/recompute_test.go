package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
)

// What the file of facts tells of each published assessment, with names in the place of
// those that it counts, gives the verdict that is published.
func TestEveryPublishedVerdictIsRecomputedFromTheFileOfFacts(t *testing.T) {
	now := time.Date(2026, time.November, 24, 9, 0, 0, 0, assessment.Paris)
	store, today := postgres.New(postgrestest.Tx(t)), assessment.DateOf(now)
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	if err := fillDemo(t.Context(), store, now); err != nil {
		t.Fatal(err)
	}
	published := assessment.Filter{Published: true, Withdrawn: true}
	var file bytes.Buffer
	source := export.Source{Classified: store.Classified(t.Context(), published, today), Grids: grids, Day: today}
	if err := source.Write(&file, export.OfFacts, export.AsJSONLines); err != nil {
		t.Fatal(err)
	}
	documents := factsOf(t, file.String(), grids)
	for c, err := range store.Classified(t.Context(), published, today) {
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := json.Marshal(documents[c.Startup.ID])
		got := transfert(t, string(doc), "evaluate", "-")
		if want := judged(t, c.Assessment.Verdict); got.code != 0 || judgedText(t, got.out) != want {
			t.Errorf("%s: exit code %d\n%s\nwant\n%s\nfrom %s", c.Startup.ID, got.code, judgedText(t, got.out), want, doc)
		}
	}
	if len(documents) < 5 {
		t.Errorf("only %d assessments are published", len(documents))
	}
}

// factsOf makes a facts document of the lines of each startup: a value stands in the
// field of its path whose column it is.
func factsOf(t *testing.T, lines string, grids assessment.Grids) map[string]map[string]any {
	t.Helper()
	documents := map[string]map[string]any{}
	for line := range strings.Lines(lines) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		startup, path := row["ghid"].(string), assessment.Path(row["path"].(string))
		if documents[startup] == nil {
			documents[startup] = map[string]any{"as_of": row["as_of"]}
		}
		field, known := grids.Newest().Schema().At(path)
		if !known {
			t.Fatalf("no field %q", path)
		}
		object := place(documents[startup], path)
		if date, dated := row["date"]; dated {
			object["date"] = date
		}
		for _, f := range field.Fields {
			value, given := row[f.Column.Value]
			switch {
			case !given:
			case f.Name == "followers":
				var names []string
				for i := range int(value.(float64)) {
					names = append(names, fmt.Sprintf("Personne %d", i+1))
				}
				object[f.Name] = names
			default:
				object[f.Name] = value
			}
		}
	}
	return documents
}

// place is the object of a path within a document, made where it is not there yet.
func place(document map[string]any, path assessment.Path) map[string]any {
	for _, step := range path.Steps() {
		if step.Index < 0 {
			if document[step.Name] == nil {
				document[step.Name] = map[string]any{}
			}
			document = document[step.Name].(map[string]any)
			continue
		}
		rows, _ := document[step.Name].([]any)
		for len(rows) <= step.Index {
			rows = append(rows, map[string]any{})
		}
		document[step.Name] = rows
		document = rows[step.Index].(map[string]any)
	}
	return document
}

// judged is a verdict without its sentences, which name people.
func judged(t *testing.T, v assessment.Verdict) string {
	t.Helper()
	doc, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return judgedText(t, string(doc))
}

func judgedText(t *testing.T, doc string) string {
	t.Helper()
	var v assessment.Verdict
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Fatalf("%v: %s", err, doc)
	}
	for i := range v.Criteria {
		for j := range v.Criteria[i].Conditions {
			v.Criteria[i].Conditions[j].Detail = ""
		}
	}
	text, _ := json.Marshal(v)
	return string(text)
}
