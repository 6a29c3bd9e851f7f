package export_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"transfert/assessment"
	"transfert/assessment/export"
)

func TestTheWorkbookSaysWhatTheCSVSaysInLibreOffice(t *testing.T) {
	formula, never := assessed(), assessed()
	formula.Startup.Name, formula.Startup.Link = `=HYPERLINK("https://evil.example")`, "@SUM(1)"
	formula.Entry.Reason = "Sur deux\nlignes ; « citées »"
	never.Entry, never.Assessment = assessment.Entry{}, assessment.Assessment{}
	table := func() export.Table {
		return export.Classifications(each(assessed(), formula, never), grids(t), today, true)
	}
	folder := t.TempDir()
	file, err := os.Create(filepath.Join(folder, "classements.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(table().XLSX(file), file.Close()); err != nil {
		t.Fatal(err)
	}
	// Semicolons, quotes where needed, UTF-8, cells as they are shown.
	out, err := exec.CommandContext(t.Context(), libreOffice(t), "--headless", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", "--outdir", folder, file.Name()).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	converted, err := os.ReadFile(filepath.Join(folder, "classements.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var written bytes.Buffer
	if err := table().CSV(&written); err != nil {
		t.Fatal(err)
	}
	got, want := cells(t, string(converted)), cells(t, strings.ReplaceAll(strings.TrimPrefix(written.String(), "\ufeff"), "\r\n", "\n"))
	for _, row := range want {
		for i := range row {
			row[i] = strings.TrimPrefix(row[i], "'") // a workbook needs no apostrophe before a formula
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// libreOffice is where the office is, under either of its names.
func libreOffice(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"soffice", "libreoffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Fatal("LibreOffice is not installed: run make test, which installs it or says how to")
	return ""
}

func cells(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAWorkbookHoldsDatesNumbersAndNoFormula(t *testing.T) {
	row := assessed()
	row.Startup.Name = "=1+1"
	row.Assessment.Facts.Adoption.Measures = []assessment.Measure{{Date: today, Users: 10_540, TargetPopulation: 31_000}}
	row.Assessment.Facts.Indicators.Series = []assessment.Series{{Name: "Satisfaction", Readings: []assessment.Reading{{Date: today, Value: 4.1}}}}
	var file bytes.Buffer
	source := export.Source{Classified: each(row), Grids: grids(t), Day: today}
	if err := source.Write(&file, export.OfFacts, export.AsXLSX); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]struct {
		value string
		kind  excelize.CellType
	}{
		"B2": {"=1+1", excelize.CellTypeInlineString}, "E2": {"2026-11-21", excelize.CellTypeUnset},
		"F2": {"10540", excelize.CellTypeUnset}, "P4": {"4.1", excelize.CellTypeUnset}, "H2": {"", excelize.CellTypeUnset},
	} {
		value, err := book.GetCellValue("Faits", cell)
		kind, _ := book.GetCellType("Faits", cell)
		if err != nil || value != want.value || kind != want.kind {
			t.Errorf("%s is %q of type %v (%v)", cell, value, kind, err)
		}
		if formula, _ := book.GetCellFormula("Faits", cell); formula != "" {
			t.Errorf("%s is a formula: %s", cell, formula)
		}
	}
}

func TestAWorkbookSaysWhatItIs(t *testing.T) {
	var file bytes.Buffer
	source := export.Source{Classified: each(assessed()), Grids: grids(t), Day: today}
	if err := source.Write(&file, export.OfClassifications, export.AsXLSX); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := book.GetDocProps(); err != nil || got.Title != "Classements" || got.Creator != "transfert" || got.Created != "2026-11-21T00:00:00Z" {
		t.Errorf("%+v, %v", got, err)
	}
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Classements"}) {
		t.Errorf("sheets %q", got)
	}
	if panes, err := book.GetPanes("Classements"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the names of the columns do not stay: %+v, %v", panes, err)
	}
}

func TestNothingOfAWorkbookIsWrittenWhenItsRowsFail(t *testing.T) {
	lost := errors.New("connection lost")
	rows := func(yield func(assessment.Classified, error) bool) {
		_ = yield(assessed(), nil) && yield(assessment.Classified{}, lost)
	}
	var file bytes.Buffer
	if err := export.Classifications(rows, grids(t), today, false).XLSX(&file); !errors.Is(err, lost) || file.Len() > 0 {
		t.Errorf("%d bytes, %v", file.Len(), err)
	}
}

func TestAWorkbookLeavesNothingBehind(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	row := assessed()
	row.Entry.Reason = strings.Repeat("a", 5_000)
	for name, last := range map[string]error{"whole": nil, "cut short": errors.New("connection lost")} {
		waited := false
		rows := func(yield func(assessment.Classified, error) bool) {
			for range 4_000 { // more than excelize keeps in memory
				if !yield(row, nil) {
					return
				}
			}
			waiting, _ := filepath.Glob(filepath.Join(os.TempDir(), "*", "*"))
			waited = len(waiting) == 1
			if last != nil {
				yield(row, last)
			}
		}
		if err := export.Classifications(rows, grids(t), today, false).XLSX(io.Discard); !errors.Is(err, last) || !waited {
			t.Errorf("%s: %v, rows waited in a file: %t", name, err, waited)
		}
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
			t.Errorf("%s: %d files left (%v)", name, len(left), err)
		}
	}
}

func TestAWorkbookIsRefusedWhereItsRowsCannotWait(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	var file bytes.Buffer
	err := export.Classifications(each(assessed()), grids(t), today, false).XLSX(&file)
	if !errors.Is(err, fs.ErrNotExist) || file.Len() > 0 {
		t.Errorf("%d bytes, %v", file.Len(), err)
	}
}

func TestAWorkbookThatIsTooLongIsRefused(t *testing.T) {
	rows := func(yield func([]any, error) bool) {
		for range excelize.TotalRows {
			if !yield(nil, nil) {
				return
			}
		}
	}
	var file bytes.Buffer
	table := export.Table{Name: "Services", Columns: []string{"ghid"}, Rows: rows}
	if err := table.XLSX(&file); !errors.Is(err, export.ErrTooLong) || file.Len() > 0 {
		t.Errorf("%d bytes, %v", file.Len(), err)
	}
}

// BenchmarkXLSX writes 100,000 startups that have little in common; live-kB is the
// most memory in use meanwhile, which must not depend on their number.
func BenchmarkXLSX(b *testing.B) {
	grids, row := grids(b), assessed()
	for _, n := range []int{20_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var most memory
			for b.Loop() {
				rows := func(yield func(assessment.Classified, error) bool) {
					for i := range n {
						if i%10_000 == 0 {
							most.look()
						}
						row.Entry.Reason = rand.Text() + rand.Text()
						if !yield(row, nil) {
							return
						}
					}
				}
				if err := export.Classifications(rows, grids, today, false).XLSX(bufio.NewWriterSize(&most, 1<<20)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(most)/1024, "live-kB")
		})
	}
}

// memory is the most of it that was in use, in bytes, also when it was written to.
type memory uint64

func (m *memory) look() { *m = max(*m, memory(live())) }

// Write forgets what it is given.
func (m *memory) Write(b []byte) (int, error) {
	m.look()
	return len(b), nil
}
