package assessment_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/content"
)

// grids are those that the program is built with.
func grids(t testing.TB) assessment.Grids {
	t.Helper()
	gs, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	return gs
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	doc, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// parse reads a facts document that must be valid.
func parse(t testing.TB, doc string) assessment.Facts {
	t.Helper()
	facts, err := assessment.ParseFacts([]byte(doc), grids(t), assessment.Override{})
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	return facts
}

func formatted(t *testing.T, doc []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, doc, "", "  "); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

func TestTheContractFactsGiveTheContractVerdict(t *testing.T) {
	facts := parse(t, string(file(t, "testdata/contract/facts.json")))
	got, err := json.Marshal(assessment.Evaluate(grids(t).Newest(), facts, facts.AsOf))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := formatted(t, got), formatted(t, file(t, "testdata/contract/verdict.json")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheContractIsTheSharedOne(t *testing.T) {
	for _, name := range []string{"facts.json", "verdict.json"} {
		shared, err := os.ReadFile(filepath.Join("..", "..", "shared", "contract", name))
		if errorIsAbsent(err) {
			fmt.Println("assessment: ../shared is absent, its contract was not compared")
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(shared, file(t, filepath.Join("testdata", "contract", name))) {
			t.Errorf("%s differs from the shared one", name)
		}
	}
}

func errorIsAbsent(err error) bool {
	pathErr, ok := err.(*fs.PathError)
	return ok && os.IsNotExist(pathErr)
}
