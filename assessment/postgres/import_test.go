package postgres_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/catalogue"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// open reads a document of the catalogue from its text.
func open(t testing.TB, file, doc string) assessment.CatalogueDocument {
	t.Helper()
	d, err := catalogue.Open(file, strings.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// entry is a startup of startups.json, with a phase from 2024-01-01 on.
func entry(id, name string) string {
	return fmt.Sprintf(`{"id": %q, "attributes": {"name": %q, "phases": [{"name": "transfere", "start": "2024-01-01"}],
		"sponsors": ["dgx"]}, "relationships": {"incubators": {"data": [{"id": "fabrique"}]}}}`, id, name)
}

// startups is startups.json with these entries.
func startups(entries ...string) string {
	return `{"data": [` + strings.Join(entries, ",") + `], "included": [
		{"id": "fabrique", "type": "incubator", "attributes": {"title": "La Fabrique"}}]}`
}

// imported imports documents, which must succeed.
func imported(t testing.TB, db postgres.DB, on string, docs ...string) assessment.ImportReport {
	t.Helper()
	var opened []assessment.CatalogueDocument
	for i, doc := range docs {
		opened = append(opened, open(t, fmt.Sprintf("%d.json", i), doc))
	}
	report, err := postgres.New(db).Import(t.Context(), opened, day(t, on).Time(), true)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func day(t testing.TB, s string) assessment.Date {
	t.Helper()
	d, err := assessment.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// counts are a report without its lists.
func counts(r assessment.ImportReport) [5]int {
	return [5]int{r.Added, r.Changed, r.Unchanged, r.Withdrawn, len(r.Refused)}
}

// dump is the whole catalogue as it is kept, with the transaction that wrote each
// row last (xmin), so that a row written again shows.
func dump(t testing.TB, db postgres.DB) string {
	t.Helper()
	var all strings.Builder
	for _, table := range []string{"startups", "phases", "startup_incubators", "startup_sponsors", "incubators", "organisations"} {
		rows, _ := db.Query(t.Context(), `SELECT x.xmin::text || ' ' || x.ctid::text || ' ' || x::text FROM `+table+` x ORDER BY 1`)
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			all.WriteString(table + " " + line + "\n")
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestImportingAgainCountsWhatBecameOfEachStartup(t *testing.T) {
	before := []string{entry("a", "A"), entry("b", "B"), entry("c", "C")}
	for _, test := range []struct {
		name string
		then []string
		want [5]int // added, changed, unchanged, withdrawn, refused
		warn string
	}{
		{"the same", before, [5]int{0, 0, 3, 0, 0}, ""},
		{"in another order", []string{before[2], before[0], before[1]}, [5]int{0, 0, 3, 0, 0}, ""},
		{"a new one", append(before[:3:3], entry("d", "D")), [5]int{1, 0, 3, 0, 0}, ""},
		{"a new name", []string{entry("a", "AA"), before[1], before[2]}, [5]int{0, 1, 2, 0, 0}, ""},
		{"a new phase", []string{strings.Replace(before[0], "transfere", "opere", 1), before[1], before[2]}, [5]int{0, 1, 2, 0, 0}, ""},
		{"a new sponsor", []string{strings.Replace(before[0], "dgx", "dgy", 1), before[1], before[2]}, [5]int{0, 1, 2, 0, 0}, ""},
		{"a new incubator", []string{strings.Replace(before[0], "fabrique", "atelier", 1), before[1], before[2]}, [5]int{0, 1, 2, 0, 0}, ""},
		{"one that disappeared", before[:2], [5]int{0, 0, 2, 1, 0}, ""},
		{"a refused one is neither changed nor withdrawn", []string{before[0], before[1], `{"id": "c", "attributes": []}`}, [5]int{0, 0, 2, 0, 1}, ""},
		{"a duplicate", []string{before[0], before[1], before[2], entry("a", "Autre")}, [5]int{0, 0, 3, 0, 1}, ""},
		{"a refused one without an id: nothing is withdrawn", []string{before[0], "{}"}, [5]int{0, 0, 1, 0, 1}, "illisible"},
		{"refused ones alone: nothing is withdrawn", []string{`{"id": "c"}`}, [5]int{0, 0, 0, 0, 1}, "acceptable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := postgrestest.Tx(t)
			if got := counts(imported(t, db, "2026-11-01", startups(before...))); got != [5]int{3, 0, 0, 0, 0} {
				t.Fatalf("the first import counts %v", got)
			}
			report := imported(t, db, "2026-11-20", startups(test.then...))
			if got := counts(report); got != test.want {
				t.Errorf("the second import counts %v, want %v", got, test.want)
			}
			warnings := strings.Join(report.Warnings, "\n")
			if (warnings == "") != (test.warn == "") || !strings.Contains(warnings, test.warn) {
				t.Errorf("the warnings are %q", warnings)
			}
		})
	}
}

func TestImportingTheSameAgainWritesNothing(t *testing.T) {
	db := postgrestest.Database(t)
	docs := []string{
		startups(entry("a", "A"), entry("b", "B")),
		`[{"id": "dgx", "name": "Direction"}]`,
		`{"fabrique": {"title": "La Fabrique", "address": "1 rue Haute", "startups": []}, "cachee": {"startups": []}}`,
	}
	if got := counts(imported(t, db, "2026-11-01", docs...)); got != [5]int{5, 0, 0, 0, 0} {
		t.Errorf("the first import counts %v", got)
	}
	before := dump(t, db)
	for _, again := range [][]string{docs, {docs[0]}, {docs[2]}, {docs[1], docs[0]}} {
		if got := imported(t, db, "2026-11-20", again...); got.Unchanged == 0 || got.Added+got.Changed+got.Withdrawn > 0 {
			t.Errorf("importing again counts %+v", got)
		}
	}
	if after := dump(t, db); after != before {
		t.Errorf("rows were written again; before:\n%s\nafter:\n%s", before, after)
	}
}

func TestAStartupIsKeptAsTheCatalogueTellsIt(t *testing.T) {
	db := postgrestest.Tx(t)
	imported(t, db, "2026-11-01", `{"data": [{"id": "relais", "attributes": {
		"name": "Relais", "pitch": "Passer", "contact": "c@exemple.fr", "link": "https://a.fr", "repository": "https://b.fr",
		"stats_url": "https://c.fr", "impact_url": "https://d.fr", "budget_url": "https://e.fr", "dashlord_url": "https://f.fr",
		"phases": [{"name": "construction", "start": "2024-01-01", "end": "2024-06-30"}, {"name": "investigation", "start": "2024-01-01"},
			{"name": "transfere", "start": "2025-01-01"}], "sponsors": ["dgx", "inconnue"]},
		"relationships": {"incubators": {"data": [{"id": "cachee"}, {"id": "fabrique"}]}}}]}`,
		`[{"id": "dgx", "name": "Direction", "acronym": "DGX", "domaine_ministeriel": "x", "type": "autre"}]`,
		`{"fabrique": {"title": "La Fabrique", "owner": "/organisations/dgx", "contact": "f@exemple.fr",
			"address": "1 rue Haute", "website": "https://f.fr", "github": "https://g.fr"}}`)
	got, err := postgres.New(db).Startup(t.Context(), "relais")
	want := assessment.Startup{
		ID: "relais", Name: "Relais", Pitch: "Passer", Contact: "c@exemple.fr", Link: "https://a.fr", Repository: "https://b.fr",
		StatsURL: "https://c.fr", ImpactURL: "https://d.fr", BudgetURL: "https://e.fr", DashlordURL: "https://f.fr",
		Phases: []assessment.Phase{
			{Name: "construction", Start: day(t, "2024-01-01"), End: day(t, "2024-06-30")},
			{Name: "investigation", Start: day(t, "2024-01-01")},
			{Name: "transfere", Start: day(t, "2025-01-01")},
		},
		Sponsors: []assessment.Organisation{
			{ID: "dgx", Name: "Direction", Acronym: "DGX", Domain: "x", Category: "autre"}, {ID: "inconnue"}},
		Incubators: []assessment.Incubator{{ID: "cachee"}, {ID: "fabrique", Title: "La Fabrique", Owner: "dgx",
			Website: "https://f.fr", GitHub: "https://g.fr", Contact: "f@exemple.fr", Address: "1 rue Haute"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	for on, want := range map[string]string{"2023-12-31": "", "2024-01-01": "construction", "2024-12-31": "construction", "2025-01-01": "transfere"} {
		if name := phaseOn(t, db, "relais", on); name != want {
			t.Errorf("on %s the phase is %q, want %q", on, name, want)
		}
	}
}

// phaseOn asks the database for the phase in which a startup is on a day.
func phaseOn(t testing.TB, db postgres.DB, id, on string) (name string) {
	t.Helper()
	rows, _ := db.Query(t.Context(), `
		SELECT name FROM phases WHERE startup_id = $1
		AND current_from <= $2::date AND (current_before > $2::date OR current_before IS NULL)`, id, day(t, on).Time())
	for rows.Next() {
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestWhatDisappearsIsMarkedAndWhatComesBackIsNot(t *testing.T) {
	db := postgrestest.Tx(t)
	store := postgres.New(db)
	withdrawn := func() assessment.Date {
		s, err := store.Startup(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		return s.WithdrawnOn
	}
	imported(t, db, "2026-11-01", startups(entry("a", "A"), entry("b", "B")))
	signed := sign(t, store, draftOf("a"))
	imported(t, db, "2026-11-10", startups(entry("b", "B")))
	if got := counts(imported(t, db, "2026-11-20", startups(entry("b", "B")))); got != [5]int{0, 0, 1, 0, 0} {
		t.Errorf("a startup is withdrawn again: %v", got)
	}
	if got := withdrawn(); got != day(t, "2026-11-10") {
		t.Errorf("withdrawn on %s", got)
	}
	kept, err := store.Record(t.Context(), signed.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, kept.Assessment, signed)
	if got := counts(imported(t, db, "2026-11-21", startups(entry("a", "A"), entry("b", "B")))); got != [5]int{0, 1, 1, 0, 0} {
		t.Errorf("coming back counts %v", got)
	}
	if got := withdrawn(); !got.IsZero() {
		t.Errorf("withdrawn on %s though it came back", got)
	}
}

func TestAnIncubatorThatStartupsMentionLosesNothingOfWhatIsKnown(t *testing.T) {
	db := postgrestest.Tx(t)
	imported(t, db, "2026-11-01", `{"fabrique": {"title": "Ancien nom", "address": "1 rue Haute"}}`)
	imported(t, db, "2026-11-02", startups(entry("a", "A")))
	s, err := postgres.New(db).Startup(t.Context(), "a")
	want := []assessment.Incubator{{ID: "fabrique", Title: "La Fabrique", Address: "1 rue Haute"}}
	if err != nil || !reflect.DeepEqual(s.Incubators, want) {
		t.Errorf("got %+v, %v", s.Incubators, err)
	}
}

func TestADocumentThatIsNotTheCatalogueChangesNothing(t *testing.T) {
	good := startups(entry("a", "A"))
	for _, test := range []struct {
		name, message string
		docs          []string
	}{
		{"truncated after a new startup", "tronqué", []string{startups(entry("b", "B"), entry("c", "C"))[:450]}},
		{"empty where there were startups", "vide", []string{startups()}},
		{"one good, one bad", "vide", []string{`[{"id": "dgx", "name": "D"}]`, startups()}},
		{"the same document twice", "même document", []string{startups(entry("b", "B")), startups(entry("c", "C"))}},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := postgrestest.Database(t)
			imported(t, db, "2026-11-01", good)
			before := dump(t, db)
			var docs []assessment.CatalogueDocument
			for _, doc := range test.docs {
				docs = append(docs, open(t, "essai.json", doc))
			}
			_, err := postgres.New(db).Import(t.Context(), docs, noon, false)
			refused, ok := errors.AsType[*assessment.DocumentError](err)
			if !ok || !strings.Contains(refused.Message, test.message) {
				t.Errorf("the error is %v", err)
			}
			if dump(t, db) != before {
				t.Error("the catalogue changed")
			}
		})
	}
}

func TestAnEmptyDocumentIsFineWhereThereIsNothingYet(t *testing.T) {
	report := imported(t, postgrestest.Tx(t), "2026-11-01", `{"data": []}`)
	if counts(report) != [5]int{} || report.Refused == nil || report.Warnings == nil {
		t.Errorf("the report is %+v", report)
	}
}

func TestManyWarningsAreCutShort(t *testing.T) {
	var entries []string
	for i := range 1500 {
		entries = append(entries, fmt.Sprintf(`{"id": "s%d", "attributes": {"name": "S", "link": "/x"}}`, i))
	}
	report := imported(t, postgrestest.Tx(t), "2026-11-01", startups(entries...))
	if len(report.Warnings) != 1000 || !strings.Contains(report.Warnings[999], "d’autres") || report.Added != 1500 {
		t.Errorf("%d warnings, the last %q", len(report.Warnings), report.Warnings[len(report.Warnings)-1])
	}
}
