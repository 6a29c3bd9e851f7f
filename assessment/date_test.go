package assessment_test

import (
	"encoding/json"
	"testing"
	"time"

	"transfert/assessment"
)

func date(s string) assessment.Date {
	d, err := assessment.ParseDate(s)
	if err != nil {
		panic(s + ": " + err.Error())
	}
	return d
}

func TestMonthsClampToTheEndOfTheMonth(t *testing.T) {
	for _, test := range []struct {
		from   string
		months assessment.Months
		want   string
	}{
		{"2026-08-31", 6, "2027-02-28"},
		{"2026-08-31", -6, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", -12, "2023-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2026-05-31", 0, "2026-05-31"},
		{"2026-03-31", -1, "2026-02-28"},
	} {
		if got := date(test.from).AddMonths(test.months); got != date(test.want) {
			t.Errorf("%s %+d months: %s, want %s", test.from, test.months, got, test.want)
		}
	}
}

func TestDatesAreThoseOfTheCalendar(t *testing.T) {
	day := time.Date(1999, time.December, 31, 0, 0, 0, 0, time.UTC)
	for n := range 200*366 + 1 {
		d := assessment.DateOf(day)
		if d.String() != day.Format(time.DateOnly) || d.DaysSince(assessment.DateOf(time.Unix(0, 0).UTC())) != int(day.Unix()/86400) {
			t.Fatalf("day %d: %s", n, d)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestDatesOutsideTheRangeOrTheCalendarAreRefused(t *testing.T) {
	for _, s := range []string{"", "2026-02-30", "1999-12-31", "2200-01-01", "2026-1-2", "02/01/2026", "2026-01-02 ", "2026-01-02T00:00:00Z", "٢٠٢٦-01-02"} {
		if d, err := assessment.ParseDate(s); err == nil {
			t.Errorf("%q is read as %s", s, d)
		}
	}
	for _, s := range []string{"2000-01-01", "2199-12-31", "2024-02-29"} {
		if d, err := assessment.ParseDate(s); err != nil || d.String() != s {
			t.Errorf("%q: %s, %v", s, d, err)
		}
	}
}

func TestADateSurvivesJSON(t *testing.T) {
	for _, d := range []assessment.Date{{}, date("2026-11-20")} {
		doc, _ := json.Marshal(d)
		var back assessment.Date
		if err := json.Unmarshal(doc, &back); err != nil || back != d {
			t.Errorf("%s: %s, %v", doc, back, err)
		}
	}
}
