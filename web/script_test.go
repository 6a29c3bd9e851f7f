package web

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"transfert/assessment/checklist"
)

// TestTheScriptKnowsTheNamesOfTheForm holds the script of the checklist to the names and
// intents of package checklist.
func TestTheScriptKnowsTheNamesOfTheForm(t *testing.T) {
	source, err := os.ReadFile("static/js/form.js")
	if err != nil {
		t.Fatal(err)
	}
	found := func(pattern string) []string {
		var names []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(source), -1) {
			names = append(names, strings.Split(m[1], "|")...)
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	var rows []string
	for _, intent := range checklist.RowIntents {
		rows = append(rows, string(intent))
	}
	slices.Sort(rows)
	for _, test := range []struct {
		what, pattern string
		want          []string
	}{
		{"fields that it adds", `body\.(?:set|append)\('([a-z]+)'`, []string{checklist.IntentField, checklist.LostField, checklist.SentField}},
		{"fields that it looks for", `name\^="([a-z.]+)"`, []string{checklist.DigestField("")}},
		{"intents that change rows", `\^\(([a-z|]+)\)`, rows},
		{"intents of its own", `\? '([a-z]+)' : '[a-z]+'\)`, []string{string(checklist.Restore)}},
		{"intents of its own", `\? '[a-z]+' : '([a-z]+)'\)`, []string{string(checklist.Sync)}},
	} {
		if got := found(test.pattern); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.what, got, test.want)
		}
	}
}
