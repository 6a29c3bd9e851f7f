package assessment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"transfert/assessment"
	"transfert/content"
)

// invalid are documents and the fields that are refused, in any order. A member
// alone stands for a document with an as-of date.
var invalid = []struct {
	name, doc string
	fields    string
}{
	{"not JSON", `{"as_of": "2026-11-20"`, `""`},
	{"something after it", `{"as_of": "2026-11-20"} {}`, `""`},
	{"not an object", `[]`, `""`},
	{"null", `null`, `""`},
	{"a BOM", "\ufeff{\"as_of\": \"2026-11-20\"}", `""`},
	{"not UTF-8", "{\"as_of\": \"2026-11-20\", \"adoption\": {\"comment\": \"\xff\"}}", `""`},
	{"neither as-of given", `{}`, `as_of`},
	{"an as-of date that is blank", `{"as_of": ""}`, `as_of`},
	{"an as-of date that does not exist", `{"as_of": "2026-02-30"}`, `as_of`},
	{"an as-of date that is a number", `{"as_of": 20261120}`, `as_of`},
	{"an unknown grid", `"grid": "2025-1"`, `grid`},
	{"a blank grid", `"grid": ""`, `grid`},
	{"an unknown field, whatever its value", `"adoptions": null`, `adoptions`},
	{"field names are case-sensitive", `"Adoption": {}`, `Adoption`},
	{"a key given twice", `"adoption": {"answer": "yes", "answer": "no"}`, `adoption.answer`},
	{"a key given twice under two spellings", `"adoption": {"answer": "yes", "\u0061nswer": "no"}`, `adoption.answer`},
	{"a criterion that is a list", `"adoption": []`, `adoption`},
	{"an unknown answer", `"adoption": {"answer": "maybe"}`, `adoption.answer`},
	{"answers are case-sensitive", `"adoption": {"answer": "Yes"}`, `adoption.answer`},
	{"a blank answer", `"adoption": {"answer": ""}`, `adoption.answer`},
	{"an answer that is a boolean", `"adoption": {"answer": true}`, `adoption.answer`},
	{"measures that are not a list", `"adoption": {"measures": {}}`, `adoption.measures`},
	{"a null inside a list", `"adoption": {"measures": [null]}`, `adoption.measures[0]`},
	{"a row that is not an object", `"user_tests": {"sessions": [{"date": "2026-01-01"}, 3]}`, `user_tests.sessions[1]`},
	{"all that a measure needs", `"adoption": {"measures": [{}]}`, `adoption.measures[0].date adoption.measures[0].users adoption.measures[0].target_population`},
	{"required fields that are null", `"adoption": {"measures": [{"date": null, "users": null, "target_population": null}]}`, `adoption.measures[0].date adoption.measures[0].users adoption.measures[0].target_population`},
	{"more users than potential users", `"adoption": {"measures": [{"date": "2026-01-01", "users": 11, "target_population": 10}]}`, `adoption.measures[0].users`},
	{"values are compared only when each is valid", `"adoption": {"measures": [{"date": "2026-01-01", "users": 11, "target_population": 0}]}`, `adoption.measures[0].target_population`},
	{"numbers written otherwise than with digits", `"adoption": {"measures": [{"date": "2026-01-01", "users": 40.0, "target_population": 4e1}]}`, `adoption.measures[0].users adoption.measures[0].target_population`},
	{"negative and enormous numbers", `"adoption": {"measures": [{"date": "2026-01-01", "users": -0, "target_population": 1000000001}]}`, `adoption.measures[0].users adoption.measures[0].target_population`},
	{"a number beyond 64 bits", `"adoption": {"measures": [{"date": "2026-01-01", "users": 0, "target_population": 99999999999999999999}]}`, `adoption.measures[0].target_population`},
	{"a number in quotation marks", `"user_tests": {"sessions": [{"date": "2026-01-01", "participants": "5"}]}`, `user_tests.sessions[0].participants`},
	{"no participants at all", `"user_tests": {"sessions": [{"date": "2026-01-01", "participants": 0}]}`, `user_tests.sessions[0].participants`},
	{"a date before 2000", `"communication": {"actions": [{"date": "1999-12-31"}]}`, `communication.actions[0].date`},
	{"a date after 2199", `"observed_since": "2200-01-01"`, `observed_since`},
	{"a date written in French", `"communication": {"actions": [{"date": "31/12/2025"}]}`, `communication.actions[0].date`},
	{"a value beyond a 64-bit float", `"indicators": {"series": [{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01", "value": 1e400}]}]}`, `indicators.series[0].readings[0].value`},
	{"a reading without value", `"indicators": {"series": [{"nature": "quantitative", "better": "up", "readings": [{"date": "2026-01-01"}]}]}`, `indicators.series[0].readings[0].value`},
	{"a series without words", `"indicators": {"series": [{"name": "X"}]}`, `indicators.series[0].nature indicators.series[0].better`},
	{"blank words of a series", `"indicators": {"series": [{"nature": "", "better": ""}]}`, `indicators.series[0].nature indicators.series[0].better`},
	{"a follower that is null, another a number", `"indicators": {"followers": [null, "A", 3]}`, `indicators.followers[0] indicators.followers[2]`},
	{"an address without scheme", `"open_source": {"repository_url": "git.example/a"}`, `open_source.repository_url`},
	{"an address of another scheme", `"open_source": {"repository_url": "ftp://git.example/a"}`, `open_source.repository_url`},
	{"an address without host", `"open_source": {"repository_url": "https:///a"}`, `open_source.repository_url`},
	{"an address with white space around it", `"open_source": {"repository_url": " https://git.example/a"}`, `open_source.repository_url`},
	{"an address with white space inside", `"open_source": {"repository_url": "https://git.example/a\u00a0b"}`, `open_source.repository_url`},
	{"a relative address", `"indicators": {"stats_url": "/stats"}`, `indicators.stats_url`},
	{"an address of more than 2000 characters", `"indicators": {"stats_url": "https://a.example/` + strings.Repeat("a", 1983) + `"}`, `indicators.stats_url`},
	{"a text of more than 5000 characters", `"adoption": {"comment": "` + strings.Repeat("é", 5001) + `"}`, `adoption.comment`},
	{"a control character in a text", `"adoption": {"comment": "a\u0007b"}`, `adoption.comment`},
	{"a flag that is a word", `"evolutions": {"releases": [{"date": "2026-01-01", "from_user_feedback": "true"}]}`, `evolutions.releases[0].from_user_feedback`},
	{"a licence that is not SPDX", `"open_source": {"licence": "GPL version 3"}`, `open_source.licence`},
	{"operators in lower case", `"open_source": {"licence": "MIT or ISC"}`, `open_source.licence`},
	{"a trajectory without kind", `"trajectory": {"host": "X"}`, `trajectory.kind`},
	{"an unknown kind", `"trajectory": {"kind": "sold"}`, `trajectory.kind`},
	{"a legal form without a dedicated structure", `"trajectory": {"kind": "integrated-team", "legal_form": "GIP"}`, `trajectory.legal_form`},
	{"an unknown legal form", `"trajectory": {"kind": "dedicated-structure", "legal_form": "SARL"}`, `trajectory.legal_form`},
	{"a comment on a row", `"communication": {"actions": [{"date": "2026-01-01", "comment": ""}]}`, `communication.actions[0].comment`},
	{"errors are reported whatever the answer", `"communication": {"answer": "no", "actions": [{}], "x": 1}`, `communication.x communication.actions[0].date`},
	{"201 rows", `"communication": {"actions": [` + strings.Repeat(`{"date": "2026-01-01"},`, 200) + `{"date": "2026-01-01"}]}`, `communication.actions`},
	{"51 series", `"indicators": {"series": [` + strings.Repeat(`{"nature": "qualitative", "better": "up"},`, 50) + `{"nature": "qualitative", "better": "up"}]}`, `indicators.series`},
	{"51 followers", `"indicators": {"followers": [` + strings.Repeat(`"A",`, 50) + `"A"]}`, `indicators.followers`},
}

func whole(doc string) string {
	if strings.HasPrefix(doc, `"`) {
		return document(`"as_of": "2026-11-20"`, doc)
	}
	return doc
}

func TestInvalidFactsAreRefusedFieldByField(t *testing.T) {
	for _, test := range invalid {
		t.Run(test.name, func(t *testing.T) {
			_, err := assessment.ParseFacts([]byte(whole(test.doc)), grids(t), assessment.Override{})
			var refused assessment.FieldErrors
			if !errors.As(err, &refused) {
				t.Fatalf("accepted, %v", err)
			}
			var fields []string
			for _, e := range refused {
				fields = append(fields, string(e.Field))
				if e.Message == "" {
					t.Errorf("%s without a message", e.Field)
				}
			}
			want := strings.Fields(strings.Trim(test.fields, `"`))
			if test.fields == `""` {
				want = []string{""}
			}
			slices.Sort(fields)
			slices.Sort(want)
			if !slices.Equal(fields, want) {
				t.Errorf("refused %q, want %q", fields, want)
			}
		})
	}
}

func TestWhatIsNotGivenIsAccepted(t *testing.T) {
	for _, doc := range []string{
		`"grid": null, "observed_since": "", "adoption": null, "trajectory": null`,
		`"observed_since": null, "adoption": {"answer": null, "measures": null, "comment": "  "}`,
		`"adoption": {"measures": [{"date": "2026-01-01", "users": 0, "target_population": 1, "evidence_url": ""}]}`,
		`"open_source": {"licence": "", "repository_url": null}, "indicators": {"stats_url": "", "followers": ["", " "], "series": []}`,
		`"trajectory": {"kind": "dedicated-structure", "legal_form": "", "effective_on": "", "comment": "x"}`,
		`"trajectory": {"kind": "integrated-team", "legal_form": "", "effective_on": "2199-12-31"}`,
		`"evolutions": {"releases": [{"date": "2027-01-01", "from_user_feedback": null, "summary": null}]}`,
		`"user_tests": {"sessions": [{"date": "2026-01-01", "participants": null}]}`,
		`"adoption": {"comment": "a\tb\r\nc ` + strings.Repeat(" ", 6000) + `"}`,
		`"indicators": {"stats_url": "HTTPS://a.example/` + strings.Repeat("a", 1900) + `"}`,
		`"open_source": {"licence": "LicenseRef-maison AND DocumentRef-x:LicenseRef-y"}`,
	} {
		if _, err := assessment.ParseFacts([]byte(whole(doc)), grids(t), assessment.Override{}); err != nil {
			t.Errorf("%.80s: %v", doc, err)
		}
	}
}

func TestAFlagWinsAndTheDocumentIsStillValidated(t *testing.T) {
	flag := assessment.Override{AsOf: date("2026-11-20"), Grid: "2026-1"}
	facts, err := assessment.ParseFacts([]byte(`{"as_of": "2026-01-01"}`), grids(t), flag)
	if err != nil || facts.AsOf != flag.AsOf || facts.Grid != "2026-1" {
		t.Errorf("%+v, %v", facts, err)
	}
	if _, err := assessment.ParseFacts([]byte(`{}`), grids(t), flag); err != nil {
		t.Error(err)
	}
	_, err = assessment.ParseFacts([]byte(`{"as_of": "demain", "grid": "x"}`), grids(t), flag)
	if got := fmt.Sprint(err); !strings.Contains(got, "as_of: ") || !strings.Contains(got, "grid: ") {
		t.Error(got)
	}
}

func TestLicences(t *testing.T) {
	for expression, want := range map[string]assessment.Status{
		"MIT": "met", "mit": "met", "(MIT)": "met", "etalab-2.0": "met", "Etalab-2.0": "met",
		"CC0-1.0": "not_met", "LicenseRef-maison": "not_met", "GPL-1.0-only": "not_met", "LGPL-2.0-only": "not_met",
		"MIT AND CC0-1.0": "not_met", "MIT OR CC0-1.0": "met", "CC0-1.0 OR MIT": "met", "MIT AND ISC": "met",
		"CC0-1.0 OR MIT AND CC0-1.0": "not_met", "(CC0-1.0 OR MIT) AND ISC": "met", "MIT OR CC0-1.0 AND CC0-1.0": "met",
		"GPL-2.0-only WITH Classpath-exception-2.0": "met", "gpl-2.0-only WITH classpath-exception-2.0": "met",
		"CC0-1.0 WITH Classpath-exception-2.0": "not_met",
		"GPL-2.0+":                             "met", "GPL-1.0+": "met", "GPL-1.0-or-later": "met", "LGPL-2.0-or-later": "met", "LGPL-2.0+": "met", "AGPL-1.0-or-later": "met",
		"EUPL-1.0": "not_met", "EUPL-1.0+": "met", "CECILL-1.0+": "met", "MPL-1.0+": "met", "MPL-1.0": "not_met", "Apache-1.1+": "met",
		"BSD-1-Clause": "not_met", "BSD-1-Clause+": "not_met", "Artistic-1.0-Perl+": "not_met", "Artistic-1.0+": "met",
		"MPL-2.0-no-copyleft-exception+": "not_met", "MIT+": "met", "GPL-3.0": "met",
	} {
		facts := parse(t, document(`"as_of": "2026-11-20"`, `"open_source": {"answer": "yes", "licence": "`+expression+`"}`))
		v := assessment.Evaluate(grids(t).Newest(), facts, facts.AsOf).Criterion(assessment.OpenSource)
		if got := v.Conditions[1].Status; got != want {
			t.Errorf("%s: %s, want %s", expression, got, want)
		}
	}
	for _, expression := range []string{"MIT OR", "OR MIT", "(MIT", "MIT)", "()", "MIT ISC", "MIT WITH", "MIT WITH MIT", "MIT with Classpath-exception-2.0", "MIT +", "LicenseRef-a+", "MIT/ISC", "AND", "Proprietary"} {
		doc := document(`"as_of": "2026-11-20"`, `"open_source": {"licence": "`+expression+`"}`)
		if _, err := assessment.ParseFacts([]byte(doc), grids(t), assessment.Override{}); err == nil {
			t.Errorf("%q is accepted", expression)
		}
	}
}

func TestAStoredAssessmentRefusesTheFuture(t *testing.T) {
	facts := parse(t, document(`"as_of": "2026-11-20", "observed_since": "2026-11-21"`,
		`"adoption": {"answer": "yes", "measures": [{"date": "2026-11-20", "users": 1, "target_population": 1}, {"date": "2026-11-21", "users": 1, "target_population": 1}]}`,
		`"indicators": {"series": [{"nature": "qualitative", "better": "up", "readings": [{"date": "2026-12-01", "value": 1}]}]}`,
		`"trajectory": {"kind": "undecided", "effective_on": "2030-01-01"}`))
	var fields []string
	for _, e := range facts.CheckStored(date("2026-11-19")) {
		fields = append(fields, string(e.Field))
	}
	want := []string{"as_of", "observed_since", "adoption.measures[1].date", "indicators.series[0].readings[0].date"}
	if !slices.Equal(fields, want) {
		t.Errorf("%q", fields)
	}
}

func TestSigningNeedsAnAnswerAndATrajectory(t *testing.T) {
	now := date("2026-11-20").Time()
	for doc, want := range map[string]string{
		`{"as_of": "2026-11-20"}`: "trajectory.kind adoption.answer",
		`{"as_of": "2026-11-20", "adoption": {"answer": "unknown"}, "trajectory": {"kind": "undecided"}}`:  "adoption.answer",
		`{"as_of": "2026-11-21", "adoption": {"answer": "no"}, "trajectory": {"kind": "integrated-team"}}`: "as_of",
		`{"as_of": "2026-11-20", "adoption": {"answer": "no"}, "trajectory": {"kind": "undecided"}}`:       "",
	} {
		signed, err := assessment.Assessment{Facts: parse(t, doc)}.Sign(grids(t).Newest(), assessment.Account{Name: "Camille"}, now)
		var refused assessment.FieldErrors
		errors.As(err, &refused)
		var fields []string
		for _, e := range refused {
			fields = append(fields, string(e.Field))
		}
		if got := strings.Join(fields, " "); got != want {
			t.Errorf("%s: refused for %q", doc, got)
		}
		if err == nil && (signed.State != assessment.Signed || signed.Verdict.Classification != assessment.PartenariatsPasses || signed.SignedAt != now) {
			t.Errorf("%+v", signed)
		}
	}
}

// otherGrid is the embedded grid with other parameters and a fourth trajectory.
func otherGrid(t *testing.T) assessment.Grids {
	t.Helper()
	page, err := content.Load(content.Embedded())
	if err != nil || len(page.Grids) == 0 {
		t.Fatal(err)
	}
	yaml := string(file(t, "../content/grids/2026-1.yaml"))
	yaml = strings.NewReplacer("version: 2026-1", "version: 2027-1", "minimum_percent: 30", "minimum_percent: 50",
		"every: 4\n", "every: 2\n", "remind_after: 3", "remind_after: 1",
		"  - kind: undecided", "  - kind: commune\n    title: Reprise par une commune\n    description: Une commune reprend le service.\n  - kind: undecided").Replace(yaml)
	files := fstest.MapFS{"grids/2027-1.yaml": {Data: []byte(yaml)}, "grids/2026-1.yaml": {Data: file(t, "../content/grids/2026-1.yaml")}}
	for _, s := range page.Sections {
		files["page/"+s.ID+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: %s\ntitle: T\ncriterion: %q\n---\nx\n", s.ID, s.Criterion)}
	}
	c, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c.Grids
}

func TestParametersAreContent(t *testing.T) {
	gs := otherGrid(t)
	doc := string(file(t, "testdata/contract/facts.json"))
	doc = strings.NewReplacer(`"grid": "2026-1",`, "", `"integrated-team"`, `"commune"`).Replace(doc)
	facts, err := assessment.ParseFacts([]byte(doc), gs, assessment.Override{})
	if err != nil || facts.Grid != "2027-1" {
		t.Fatalf("grid %q, %v", facts.Grid, err)
	}
	v := assessment.Evaluate(gs.Newest(), facts, facts.AsOf)
	if v.Grid != "2027-1" || v.Criterion(assessment.Adoption).Status != assessment.NotMet || v.Criterion(assessment.UserTests).Status != assessment.NotMet {
		t.Errorf("%+v", v)
	}
	if !strings.Contains(v.Criterion(assessment.Adoption).Conditions[0].Detail, "au moins 50 %") {
		t.Error(v.Criterion(assessment.Adoption).Conditions[0].Detail)
	}
	if v.Criterion(assessment.Communication).Status != assessment.Met {
		t.Error("what the new grid does not change has changed")
	}
}

func FuzzParseFacts(f *testing.F) {
	f.Add(file(f, "testdata/contract/facts.json"))
	for _, test := range invalid {
		f.Add([]byte(whole(test.doc)))
	}
	gs := grids(f)
	f.Fuzz(func(t *testing.T, doc []byte) {
		facts, err := assessment.ParseFacts(doc, gs, assessment.Override{})
		if err != nil {
			var refused assessment.FieldErrors
			if !errors.As(err, &refused) || len(refused) == 0 {
				t.Fatalf("refused without saying which field: %v", err)
			}
			return
		}
		assessment.Evaluate(gs.Newest(), facts, facts.AsOf)
		kept, err := json.Marshal(facts)
		if err != nil {
			t.Fatal(err)
		}
		back, err := assessment.ParseFacts(kept, gs, assessment.Override{})
		again, _ := json.Marshal(back)
		if err != nil || string(again) != string(kept) {
			t.Fatalf("%v\n%s\n%s", err, kept, again)
		}
	})
}
