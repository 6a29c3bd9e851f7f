package postgres_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/migrations"
)

func TestProcessesThatStartAtOnceMigrateOnce(t *testing.T) {
	url := emptyDatabase(t)
	type result struct {
		done postgres.Migration
		err  error
	}
	start, results := make(chan struct{}), make(chan result, 4)
	for range cap(results) {
		pool, err := pgxpool.New(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(pool.Close)
		go func() {
			<-start
			done, err := postgres.Migrate(t.Context(), pool)
			results <- result{done, err}
		}()
	}
	close(start)

	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	applied := 0
	for range cap(results) {
		r := <-results
		if r.err != nil {
			t.Fatal(r.err)
		}
		if !strings.HasPrefix(files[len(files)-1], fmt.Sprintf("%05d_", r.done.Version)) {
			t.Errorf("a process starts with version %d of the schema, want %s", r.done.Version, files[len(files)-1])
		}
		applied += len(r.done.Applied)
	}
	if applied != len(files) {
		t.Errorf("%d migrations were applied, want %d", applied, len(files))
	}
}

func TestMigratingAgainDoesNothing(t *testing.T) {
	done, err := postgres.Migrate(t.Context(), postgrestest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Applied) != 0 {
		t.Errorf("applied %v again", done.Applied)
	}
}

// emptyDatabase returns the address of a database without any schema.
func emptyDatabase(t *testing.T) string {
	t.Helper()
	url := postgrestest.URL(t)
	pool, err := pgxpool.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	exec(t, pool, `DROP SCHEMA public CASCADE`)
	exec(t, pool, `CREATE SCHEMA public`)
	return url
}
