package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestClassifiedStreamsEveryStartupById(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	var ids []string
	for i := range 450 { // more than two batches
		ids = append(ids, fmt.Sprintf("s%03d", i))
	}
	keepStartups(t, tx, ids...)
	exec(t, tx, `UPDATE startups SET withdrawn_on = '2026-11-02' WHERE id = 's003'`)
	signed := sign(t, store, draftOf("s007"))
	entry := publish(t, store, signed, noon)

	var got []string
	for c, err := range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.Startup.ID)
		if c.Startup.ID == "s007" {
			same(t, c.Assessment, signed)
			sameEntry(t, c.Entry, entry)
		}
	}
	if !slices.Equal(got, ids) {
		t.Errorf("got %d startups: %q", len(got), got)
	}
}

func TestClassifiedGoesOnAfterAnIdWithWhatIsInForce(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "a", "b", "c", "d")
	for _, id := range []string{"a", "b", "d"} {
		publish(t, store, sign(t, store, draftOf(id)), noon)
	}
	var got []string
	for c, err := range store.Classified(t.Context(), assessment.Filter{Published: true, After: "a"}, today) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.Startup.ID)
	}
	if !slices.Equal(got, []string{"b", "d"}) {
		t.Errorf("got %q", got)
	}
}

func TestClassifiedIsASnapshot(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "a", "z")
	keepManyStartups(t, pool)
	for c, err := range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
		if err != nil {
			t.Fatal(err)
		}
		switch c.Startup.ID {
		case "a":
			publish(t, store, sign(t, store, draftOf("z")), noon)
		case "z":
			if c.Entry.ID != 0 {
				t.Error("what was decided meanwhile is in the sequence")
			}
		}
	}
}

func TestAReaderWhoBreaksOffReleasesTheConnection(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "a", "b")
	for range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
		break
	}
	func() {
		defer func() { recover() }()
		for range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
			panic("the reader fails")
		}
	}()
	if n := pool.Stat().AcquiredConns(); n != 0 {
		t.Errorf("%d connections are still taken", n)
	}
	var open int
	err := pool.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`).Scan(&open)
	if err != nil || open != 0 {
		t.Errorf("%d transactions are still open (%v)", open, err)
	}
}

func TestClassifiedEndsWithItsError(t *testing.T) {
	pool := postgrestest.Database(t)
	pool.Close()
	var failures []error
	for _, err := range postgres.New(pool).Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
		failures = append(failures, err)
	}
	if len(failures) != 1 || failures[0] == nil {
		t.Errorf("got %v, want one error", failures)
	}
}

func TestTheStoreIsUsableAfterAnExportWasCancelled(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepManyStartups(t, pool)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range store.Classified(ctx, assessment.Filter{Withdrawn: true}, today) {
		cancel()
		last = err
	}
	if !errors.Is(last, ctx.Err()) {
		t.Errorf("the sequence ended with %v, want %v", last, ctx.Err())
	}
	if _, err := store.Accounts(t.Context()); err != nil {
		t.Error(err)
	}
	pool.Close() // waits for every connection that is taken
}

// keepManyStartups keeps m1 to m300, more than one batch of the stream.
func keepManyStartups(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	exec(t, pool, `
		INSERT INTO startups
		SELECT 'm' || n, 'm', '', '', '', '', '', '', '', '', '', NULL, '2026-11-01', '' FROM generate_series(1, 300) n`)
}
