package postgrestest_test

import (
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func TestDatabasesAreMigratedAndSeparate(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := postgrestest.Database(t)
			var startups int
			if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM startups").Scan(&startups); err != nil {
				t.Fatal(err)
			}
			if _, err := pool.Exec(t.Context(), "CREATE TABLE mine ()"); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestTransactionsAreRolledBack(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			if _, err := postgrestest.Tx(t).Exec(t.Context(), "CREATE TABLE mine ()"); err != nil {
				t.Fatal(err)
			}
		})
	}
}
