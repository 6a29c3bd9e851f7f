package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"transfert/assessment"
)

// facts is a small document whose verdict is known: the code is not open.
const facts = `{"grid": "2026-1", "as_of": "2026-11-20", "open_source": {"answer": "no"}}`

func TestEvaluatePrintsTheVerdict(t *testing.T) {
	file := filepath.Join(t.TempDir(), "faits.json")
	if err := os.WriteFile(file, []byte(facts), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, stdin string
		args        []string
		asOf        string
	}{
		{"of a file", "", []string{file}, "2026-11-20"},
		{"of standard input", facts, []string{"-"}, "2026-11-20"},
		{"of standard input, without saying so", facts, nil, "2026-11-20"},
		{"at another date, given before the file", "", []string{"--as-of", "2027-01-31", file}, "2027-01-31"},
		{"at another date, given after the file", "", []string{file, "--as-of=2027-01-31"}, "2027-01-31"},
		{"at a date that the document lacks", `{"open_source": {"answer": "no"}}`, []string{"-", "--as-of", "2027-01-31"}, "2027-01-31"},
		{"by a named grid", facts, []string{"--grid", "2026-1", "-"}, "2026-11-20"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, test.stdin, append([]string{"evaluate"}, test.args...)...)
			if got.code != 0 || got.err != "" {
				t.Fatalf("%+v", got)
			}
			var v assessment.Verdict
			if err := json.Unmarshal([]byte(got.out), &v); err != nil {
				t.Fatal(err)
			}
			if v.Classification != assessment.PartenariatsPasses || v.AsOf.String() != test.asOf || v.Grid != "2026-1" {
				t.Errorf("%+v", v)
			}
		})
	}
}

func TestEvaluateListsWhatIsWrongWithTheFacts(t *testing.T) {
	for _, test := range []struct {
		name, doc string
		field     assessment.Path
	}{
		{"a field", `{"as_of": "2026-11-20", "adoption": {"measures": [{"date": "2026-02-30", "users": 1, "target_population": 2}]}}`, "adoption.measures[0].date"},
		{"the document", `{`, ""},
		{"nothing", ``, ""},
		{"no as-of date at all", `{}`, "as_of"},
		{"the grid of the document", `{"as_of": "2026-11-20", "grid": "1999-1"}`, "grid"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, test.doc, "evaluate", "-")
			var errs assessment.FieldErrors
			if err := json.Unmarshal([]byte(got.out), &errs); err != nil {
				t.Fatalf("%v: %+v", err, got)
			}
			if got.code != exitFailed || got.err != "" || len(errs) != 1 || errs[0].Field != test.field || errs[0].Message == "" {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestEvaluateRefusesWhatIsNoQuestion(t *testing.T) {
	for _, test := range []struct{ name, args, want string }{
		{"a file that does not exist", "nowhere.json", "nowhere.json"},
		{"a directory", ".", "lecture impossible"},
		{"two files", "- -", "un seul fichier"},
		{"a date that does not exist", "--as-of 2026-02-30 -", "2026-02-30"},
		{"a date that is empty", "--as-of= -", "n’est pas une date"},
		{"an unknown grid", "--grid 1999-1 -", "1999-1"},
		{"a grid that is empty", "--grid= -", "n’existe pas"},
		{"an unknown option", "--today -", "--today"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, facts, append([]string{"evaluate"}, strings.Fields(test.args)...)...)
			if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestEvaluateFailsWhereNothingCanBeWritten(t *testing.T) {
	closed, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	var errs strings.Builder
	code := run(t.Context(), streams{strings.NewReader(facts), closed, &errs}, []string{"evaluate"})
	if code != exitUsage || !strings.Contains(errs.String(), "écriture impossible") {
		t.Errorf("%d %s", code, &errs)
	}
}
