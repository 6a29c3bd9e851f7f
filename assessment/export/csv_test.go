package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/content"
)

var today = assessment.NewDate(2026, time.November, 21)

func TestCellsOfAnAssessedStartup(t *testing.T) {
	cells := export1(t, assessed())
	for column, want := range map[string]string{
		"ghid": "clair.obscur", "nom": "Clair-Obscur", "incubateurs": "La Ruche | Incubateur non publié (fabrique)",
		"sponsors": "Direction des phares, et des balises", "phase": "Transféré",
		"classement": "Partenariats passés", "valable_jusqu_au": "2026-11-20", "a_reconfirmer": "oui",
		"adoption": "rempli", "indicateurs": "à établir", "tests_utilisateurs": "non rempli",
		"evolutions": "rempli", "communication": "rempli", "code_ouvert": "rempli",
		"trajectoire":       "Structure dédiée\u00a0: Groupement d’intérêt public (GIP)",
		"date_de_reference": "2026-10-01", "grille": "2026-1", "lien": "https://clair.example",
		"classement_calcule": "Partenariats passés", "decide_le": "2026-10-16", "motif": "",
		"a_reconfirmer_depuis": "2026-11-21", "criteres_echus": "Impact et adoption | Retours et tests utilisateurs",
	} {
		if cells[column] != want {
			t.Errorf("%s: %q, want %q", column, cells[column], want)
		}
	}
}

func TestSpecialSituations(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*assessment.Classified)
		want   map[string]string
	}{
		{"a startup of which nothing was decided has empty cells", func(c *assessment.Classified) { c.Entry, c.Assessment = assessment.Entry{}, assessment.Assessment{} },
			map[string]string{"nom": "Clair-Obscur", "classement": "", "valable_jusqu_au": "", "a_reconfirmer": "",
				"adoption": "", "code_ouvert": "", "trajectoire": "", "date_de_reference": "", "grille": "", "lien": "https://clair.example",
				"classement_calcule": "", "decide_le": "", "motif": ""}},
		{"another classification than the computed one stands beside it", func(c *assessment.Classified) {
			c.Entry.Decided, c.Entry.Reason = assessment.NonEtabli, "Audit en cours."
		}, map[string]string{"a_reconfirmer_depuis": "2026-11-21", "criteres_echus": "",
			"classement": "Non établi", "classement_calcule": "Partenariats passés", "motif": "Audit en cours."}},
		{"a startup that left the catalogue says so", func(c *assessment.Classified) { c.Startup.WithdrawnOn = today },
			map[string]string{"phase": "retiré du catalogue"}},
		{"a startup before its first phase has none", func(c *assessment.Classified) { c.Startup.Phases = nil },
			map[string]string{"phase": ""}},
		{"the last day is not lapsed yet", func(c *assessment.Classified) { c.Entry.ValidUntil = today },
			map[string]string{"valable_jusqu_au": "2026-11-21", "a_reconfirmer": "non", "a_reconfirmer_depuis": "", "criteres_echus": ""}},
		{"a verdict that never changes has no last day", func(c *assessment.Classified) { c.Entry.ValidUntil = assessment.Date{} },
			map[string]string{"valable_jusqu_au": "", "a_reconfirmer": "non"}},
		{"a formula is kept from running", func(c *assessment.Classified) { c.Startup.Name = `=HYPERLINK("https://evil.example")` },
			map[string]string{"nom": `'=HYPERLINK("https://evil.example")`}},
		{"a plus is kept from running", func(c *assessment.Classified) { c.Startup.Name = "+33" }, map[string]string{"nom": "'+33"}},
		{"a minus is kept from running", func(c *assessment.Classified) { c.Startup.ID = "-1" }, map[string]string{"ghid": "'-1"}},
		{"an at sign is kept from running", func(c *assessment.Classified) { c.Startup.Link = "@SUM(1)" }, map[string]string{"lien": "'@SUM(1)"}},
		{"a tab is kept from hiding a formula", func(c *assessment.Classified) { c.Startup.Name = "\t=1" }, map[string]string{"nom": "'\t=1"}},
		{"the first of several names is looked at", func(c *assessment.Classified) { c.Startup.Incubators[0].Title = "=1" },
			map[string]string{"incubateurs": "'=1 | Incubateur non publié (fabrique)"}},
		{"semicolons, quotes and line breaks stay in their cell", func(c *assessment.Classified) { c.Startup.Name = "a;\"b\"\nc" },
			map[string]string{"nom": "a;\"b\"\nc"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			row := assessed()
			test.change(&row)
			cells := export1(t, row)
			for column, want := range test.want {
				if got, ok := cells[column]; !ok || got != want {
					t.Errorf("%s: %q, want %q", column, got, want)
				}
			}
		})
	}
}

func TestFileIsWhatFrenchSpreadsheetsExpect(t *testing.T) {
	var file bytes.Buffer
	if err := export.Classifications(each(assessed(), assessed()), grids(t), today, false).CSV(&file); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(file.String(), "\ufeffghid;nom;incubateurs;") {
		t.Errorf("begins with %.40q", file.String())
	}
	if lines := strings.Split(file.String(), "\r\n"); len(lines) != 4 || lines[3] != "" {
		t.Errorf("%d lines ending in CRLF, want a header and two rows", len(lines)-1)
	}
}

func TestAnErrorOfTheSequenceIsReturnedBeforeAnythingIsWritten(t *testing.T) {
	lost := errors.New("connection lost")
	rows := func(yield func(assessment.Classified, error) bool) {
		_ = yield(assessed(), nil) && yield(assessment.Classified{}, lost)
	}
	var file bytes.Buffer
	if err := export.Classifications(rows, grids(t), today, false).CSV(&file); !errors.Is(err, lost) {
		t.Errorf("error %v, want %v", err, lost)
	}
	if file.Len() > 0 {
		t.Errorf("%d bytes written", file.Len())
	}
}

func TestAnErrorOfTheWriterEndsTheExport(t *testing.T) {
	full := errors.New("disk full")
	asked := 0
	rows := func(yield func(assessment.Classified, error) bool) {
		for asked < 100_000 && yield(assessed(), nil) {
			asked++
		}
	}
	if err := export.Classifications(rows, grids(t), today, false).CSV(failing{full}); !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	if asked > 1000 {
		t.Errorf("%d rows were read for nothing", asked)
	}
}

// BenchmarkCSV exports 100,000 startups; live-kB is the most memory in use
// meanwhile, which must not depend on their number.
func BenchmarkCSV(b *testing.B) {
	grids := grids(b)
	row := assessed()
	for _, n := range []int{1_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			var most uint64
			for b.Loop() {
				rows := func(yield func(assessment.Classified, error) bool) {
					for i := range n {
						if i%(n/4) == 0 {
							most = max(most, live())
						}
						if !yield(row, nil) {
							return
						}
					}
				}
				if err := export.Classifications(rows, grids, today, false).CSV(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(most)/1024, "live-kB")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/row")
		})
	}
}

// live is the memory that is still in use after a collection, in bytes.
func live() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// export1 exports one startup and returns its cells by column.
func export1(t *testing.T, row assessment.Classified) map[string]string {
	t.Helper()
	var file bytes.Buffer
	if err := export.Classifications(each(row), grids(t), today, false).CSV(&file); err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.String(), "\ufeff")))
	reader.Comma = ';'
	lines, err := reader.ReadAll()
	if err != nil || len(lines) != 2 {
		t.Fatalf("%d lines, error %v", len(lines), err)
	}
	cells := map[string]string{}
	for i, column := range lines[0] {
		cells[column] = lines[1][i]
	}
	return cells
}

func each(rows ...assessment.Classified) iter.Seq2[assessment.Classified, error] {
	return func(yield func(assessment.Classified, error) bool) {
		for row := range slices.Values(rows) {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func grids(t testing.TB) assessment.Grids {
	t.Helper()
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	return grids
}

// assessed is a startup whose classification lapsed yesterday.
func assessed() assessment.Classified {
	startup := assessment.Startup{
		ID: "clair.obscur", Name: "Clair-Obscur", Link: "https://clair.example",
		Phases:     []assessment.Phase{{Name: assessment.Transferred, Start: assessment.NewDate(2025, time.March, 1)}},
		Incubators: []assessment.Incubator{{ID: "ruche", Title: "La Ruche"}, {ID: "fabrique"}},
		Sponsors:   []assessment.Organisation{{ID: "phares", Name: "Direction des phares, et des balises"}},
	}
	verdict := assessment.Verdict{
		Grid: "2026-1", AsOf: assessment.NewDate(2026, time.October, 1), ValidUntil: today.AddDays(-1),
		Classification: assessment.PartenariatsPasses, Changes: []assessment.CriterionID{assessment.Adoption, assessment.UserTests},
	}
	for _, id := range assessment.CriterionIDs() {
		verdict.Criteria = append(verdict.Criteria, assessment.CriterionVerdict{ID: id, Status: assessment.Met})
	}
	verdict.Criteria[1].Status, verdict.Criteria[2].Status = assessment.StatusUnknown, assessment.NotMet
	facts := assessment.Facts{Trajectory: assessment.Trajectory{Kind: "dedicated-structure", LegalForm: "GIP"}}
	entry := assessment.Entry{ID: 1, Computed: verdict.Classification, Decided: verdict.Classification,
		ValidUntil: verdict.ValidUntil, DecidedOn: assessment.NewDate(2026, time.October, 16)}
	return assessment.Classified{Startup: startup, Entry: entry,
		Assessment: assessment.Assessment{State: assessment.Signed, Facts: facts, Verdict: verdict}}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
