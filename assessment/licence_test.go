package assessment_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/github/go-spdx/v2/spdxexp"
	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"

	"transfert/assessment"
)

// licensed is the status of a valid expression where these ids are accepted.
func licensed(t *testing.T, expression string, accepted []string) assessment.Status {
	t.Helper()
	facts := parse(t, document(`"as_of": "2026-11-20"`, `"open_source": {"answer": "yes", "licence": "`+expression+`"}`))
	grid := grids(t).Newest()
	grid.Parameters.OpenSource.Licences = accepted
	return assessment.Evaluate(grid, facts, facts.AsOf).Criterion(assessment.OpenSource).Conditions[1].Status
}

// Rows where the library's own evaluation, spdxexp.Satisfies, follows other rules.
func TestLicencesOfOtherGrids(t *testing.T) {
	for _, test := range []struct {
		name, expression, accepted string
		want                       assessment.Status
	}{
		{"an exception only adds permissions", "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only", assessment.Met},
		{"an exception after a reference", "LicenseRef-a WITH Classpath-exception-2.0 OR MIT", "MIT", assessment.Met},
		{"the bare id is another id than -only", "GPL-2.0-only", "GPL-2.0", assessment.NotMet},
		{"an accepted -or-later accepts no other id", "GPL-3.0-only", "GPL-2.0-or-later", assessment.NotMet},
		{"a later version under the same terms", "GPL-2.0-or-later", "GPL-3.0-or-later", assessment.Met},
		{"a later version in its bare form", "GPL-2.0-or-later", "GPL-3.0", assessment.Met},
		{"no earlier version", "GPL-3.0-or-later", "GPL-2.0-or-later", assessment.NotMet},
		{"a later version of a variant", "OFL-1.0-RFN+", "OFL-1.1-RFN", assessment.Met},
		{"no later version of another variant", "OFL-1.0-RFN+", "OFL-1.1-no-RFN", assessment.NotMet},
		{"clauses are no versions", "Brian-Gladman-2-Clause+", "Brian-Gladman-3-Clause", assessment.NotMet},
		{"a version of three numbers is compared number by number", "Python-2.0+", "Python-2.0.1", assessment.Met},
		{"no earlier version of two numbers", "OLDAP-2.2.1+", "OLDAP-2.2", assessment.NotMet},
		{"any white space separates", `MIT\tAND\nISC`, "MIT ISC", assessment.Met},
	} {
		if got := licensed(t, test.expression, strings.Fields(test.accepted)); got != test.want {
			t.Errorf("%s: %s with %s: %s, want %s", test.name, test.expression, test.accepted, got, test.want)
		}
	}
}

// What the library takes for an expression and the rules do not.
func TestLicencesThatTheRulesRefuse(t *testing.T) {
	for _, expression := range []string{"MIT-only", "MIT-or-later", "GPL-2.0++", "GPL-1.0-only-or-later", "MIT ANDISC", "Apache-1.1-or-later)", "DocumentRef-a : LicenseRef-b"} {
		doc := document(`"as_of": "2026-11-20"`, `"open_source": {"licence": "`+expression+`"}`)
		if _, err := assessment.ParseFacts([]byte(doc), grids(t), assessment.Override{}); err == nil {
			t.Errorf("%q is accepted", expression)
		}
	}
}

// An alternative in each part doubles the normal form, so that it must not be built:
// this text would have 2²⁹³ parts.
func TestLongExpressionsAreReadOnce(t *testing.T) {
	expression := strings.Repeat("(MIT OR ISC) AND ", 293) + "(MIT OR 0BSD)"
	if got := licensed(t, expression, []string{"ISC", "0BSD"}); got != assessment.Met {
		t.Error(got)
	}
	nested := strings.Repeat("(", 2498) + "MIT" + strings.Repeat(")", 2498)
	if got := licensed(t, nested, []string{"ISC"}); got != assessment.NotMet {
		t.Error(got)
	}
}

// On the accepted ids of the grid, short expressions without exceptions mean the
// same to the library.
func TestShortExpressionsMeanWhatTheLibrarySays(t *testing.T) {
	accepted := grids(t).Newest().Parameters.OpenSource.Licences
	ids := append(spdxlicenses.GetLicenses(), spdxlicenses.GetDeprecated()...)
	random := rand.New(rand.NewPCG(6, 0))
	var expression func(depth int) string
	expression = func(depth int) string {
		switch operator := random.IntN(5); {
		case depth > 0 && operator < 2:
			return "(" + expression(depth-1) + []string{" AND ", " OR "}[operator] + expression(depth-1) + ")"
		case operator < 4:
			return accepted[random.IntN(len(accepted))]
		}
		return strings.TrimSuffix(ids[random.IntN(len(ids))], "+") + "+"
	}
	met := 0
	for range 300 {
		e := expression(3)
		want, err := spdxexp.Satisfies(e, accepted)
		if err != nil {
			t.Fatal(e, err)
		}
		if got := licensed(t, e, accepted) == assessment.Met; got != want {
			t.Errorf("%s: met %t, the library says %t", e, got, want)
		}
		if want {
			met++
		}
	}
	if met == 0 || met == 300 {
		t.Errorf("%d of 300 are met: the comparison says nothing", met)
	}
}
