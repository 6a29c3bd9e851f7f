package french_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/french"
)

// rows reads a table of right values, without its titles. Of the shared ones there
// may be none.
func rows(t *testing.T, name string) [][]string {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("no %s here: only the invented rows are read", name)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(text)) {
		all = append(all, strings.Split(strings.TrimRight(line, "\r\n")+"\t\t", "\t"))
	}
	return all[1:]
}

func TestDatesAreRead(t *testing.T) {
	invented := [][]string{
		{"3 sept. 2025", "2025-09-03"},
		{"3 SEPTEMBRE 2025", "2025-09-03"},
		{"3 juil 25", "2025-07-03"},
		{" 3\u00a0juillet  2025 ", "2025-07-03"},
		{"3 fe\u0301vrier 2025", "2025-02-03"},
		{"1 er mars 2024", "2024-03-01"},
		{"1ᵉʳ mars 2024", "2024-03-01"},
		{"29.2.24", "2024-02-29"},
		{"lundi 3/2/2025", "2025-02-03"},
		{"3/2/2025 à 9h", "2025-02-03"},
		{"2025-02-03T23:30:00.125+01:00", "2025-02-03"},
		{"2025-02-03T23:30:00-0100", "2025-02-04"},
		{"2025-07-03 21:59:59Z", "2025-07-03"},
		{"2025-07-03 22:00:00Z", "2025-07-04"},
		{"3/2/1926", "1926-02-03"}, // the bounds of a fact are not those of a date
		{"", ""},
		{"2er mars 2024", ""},
		{"3 jui 2025", ""}, // June or July
		{"3 mayo 2025", ""},
		{"0/2/2025", ""},
		{"29/2/2025", ""},
		{"mardi 3/2/2025", ""},
		{"3/2/225", ""},
		{"2025-2-3", ""},
		{"3/2/2025 24:00", ""},
		{"3/2/2025 9:60", ""},
		{"9h30", ""},
		{"٣/٢/2025", ""},
	}
	for _, row := range append(invented, rows(t, "../../../shared/cases/dates.tsv")...) {
		day, err := french.ParseDate(row[0], assessment.Paris)
		got := ""
		if err == nil {
			got = day.Format(time.DateOnly)
		}
		if got != row[1] {
			t.Errorf("%q: got %q, want %q", row[0], got, row[1])
		}
	}
}

func TestNumbersAreRead(t *testing.T) {
	invented := [][]string{
		{"0", "0", "0"},
		{"007", "7", "7"},
		{"-3", "-3", "-3"}, // what is too small is for the law to say
		{" 2\u202f500 ", "2500", "2500"},
		{"2\u2009500\u00a0000", "2500000", "2500000"},
		{"0,5", "0.5", ""},
		{"0.25", "0.25", ""},
		{"00,5", "0.5", ""},
		{"2\u202f500,25\u00a0%", "2500.25", ""},
		{"12.3456", "12.3456", ""},
		{",5", "", ""},
		{"5,", "", ""},
		{"2.500", "", ""},
		{"2 500.125", "", ""},
		{"2500 000", "", ""},
		{"5 %%", "", ""},
		{"% 5", "", ""},
		{"- 5", "", ""},
		{"", "", ""},
	}
	for _, row := range append(invented, rows(t, "../../../shared/cases/numbers.tsv")...) {
		if got := literal(t, french.ParseNumber, row[0]); got != row[1] {
			t.Errorf("%q as a reading: got %q, want %q", row[0], got, row[1])
		}
		if got := literal(t, french.ParseCount, row[0]); got != row[2] {
			t.Errorf("%q as a count: got %q, want %q", row[0], got, row[2])
		}
	}
}

// literal is what was read, in the shortest form, and "" where it was refused.
func literal(t *testing.T, parse func(string) (string, error), typed string) string {
	read, err := parse(typed)
	if err != nil {
		return ""
	}
	var x float64
	if err := json.Unmarshal([]byte(read), &x); err != nil {
		t.Errorf("%q is read as %s: %v", typed, read, err)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// FuzzParse checks that what is written is read again, and that anything else is read
// or refused.
func FuzzParse(f *testing.F) {
	f.Add("12 août 2026 à 9h30", 10540.5, int64(20_000))
	f.Add("10 540,5 %", -1.25e-9, int64(-1))
	f.Fuzz(func(t *testing.T, typed string, x float64, days int64) {
		_, _ = french.ParseDate(typed, assessment.Paris)
		literal(t, french.ParseNumber, typed)
		literal(t, french.ParseCount, typed)
		written, err := json.Marshal(x)
		if err != nil {
			return // no number of JSON
		}
		read, err := french.ParseNumber(french.Decimal(string(written)))
		if back, _ := strconv.ParseFloat(read, 64); err != nil || back != x {
			t.Errorf("%s is written %s, and read as %q (%v)", written, french.Decimal(string(written)), read, err)
		}
		day := time.Unix(days%50_000*24*60*60, 0).UTC()
		for _, written := range []string{french.Date(day), french.Typeset(french.Date(day)), french.ShortDate(day)} {
			if back, err := french.ParseDate(written, assessment.Paris); err != nil || !back.Equal(day) {
				t.Errorf("%s is read as %v (%v)", written, back, err)
			}
		}
	})
}
