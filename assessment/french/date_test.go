package french_test

import (
	"testing"
	"time"

	"transfert/assessment/french"
)

func TestDaysAreWritten(t *testing.T) {
	for _, test := range []struct {
		day           time.Time
		date, digits  string
		moment, month string
	}{
		{time.Date(2026, time.March, 1, 9, 30, 59, 0, time.UTC), "1er mars 2026", "01/03/2026", "le 1er mars 2026 à 09:30", "mars 2026"},
		{time.Date(2026, time.August, 12, 0, 0, 0, 0, time.UTC), "12 août 2026", "12/08/2026", "le 12 août 2026 à 00:00", "août 2026"},
		{time.Date(2199, time.December, 31, 23, 59, 0, 0, time.UTC), "31 décembre 2199", "31/12/2199", "le 31 décembre 2199 à 23:59", "déc. 2199"},
	} {
		got := [...]string{french.Date(test.day), french.ShortDate(test.day), french.Moment(test.day), french.ShortMonth(test.day.Year(), test.day.Month())}
		if want := [...]string{test.date, test.digits, test.moment, test.month}; got != want {
			t.Errorf("%v: got %q, want %q", test.day, got, want)
		}
	}
}
