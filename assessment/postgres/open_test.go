package postgres_test

import (
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres/postgrestest"
)

func TestTimesComeBackInParis(t *testing.T) {
	for _, day := range []struct{ name, utc, paris string }{
		{"in winter", "2026-11-20T23:30:00Z", "2026-11-21T00:30:00+01:00"},
		{"in summer", "2026-08-12T22:00:00Z", "2026-08-13T00:00:00+02:00"},
	} {
		t.Run(day.name, func(t *testing.T) {
			var nested struct{ At time.Time }
			var at time.Time
			const query = `SELECT at, to_jsonb(x) FROM (SELECT $1::timestamptz AS at) x`
			if err := postgrestest.Tx(t).QueryRow(t.Context(), query, day.utc).Scan(&at, &nested); err != nil {
				t.Fatal(err)
			}
			if got := at.Format(time.RFC3339); got != day.paris || at.Location() != assessment.Paris {
				t.Errorf("a column is %s in %v", got, at.Location())
			}
			if got := nested.At.Format(time.RFC3339); got != day.paris {
				t.Errorf("JSON is %s", got)
			}
		})
	}
}
