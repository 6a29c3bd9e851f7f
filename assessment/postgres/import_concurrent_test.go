package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// stalled is a document that stops after its first startups until its reader is
// let go or the test's context ends.
func stalled(ctx context.Context, reached chan<- struct{}, letGo <-chan struct{}) assessment.CatalogueDocument {
	return assessment.CatalogueDocument{File: "lent.json", Kind: assessment.StartupsDocument,
		Entries: func(yield func(assessment.CatalogueEntry, error) bool) {
			for i := range 5_000 {
				if !yield(assessment.CatalogueEntry{Startup: &assessment.Startup{ID: fmt.Sprint("n", i), Name: "N"}}, nil) {
					return
				}
			}
			close(reached)
			select {
			case <-letGo:
			case <-ctx.Done():
			}
		}}
}

func TestAnImportWhoseConnectionIsKilledLeavesThePreviousCatalogue(t *testing.T) {
	db := postgrestest.Database(t)
	imported(t, db, "2026-11-01", startups(entry("a", "A")))
	before := dump(t, db)
	reached, letGo, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := postgres.New(db).Import(t.Context(), []assessment.CatalogueDocument{stalled(t.Context(), reached, letGo)}, noon, true)
		done <- err
	}()
	<-reached
	exec(t, db, `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
		AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
	close(letGo)
	if err := <-done; err == nil {
		t.Error("the import does not know that its connection was killed")
	}
	if dump(t, db) != before {
		t.Error("the catalogue changed")
	}
	if got := counts(imported(t, db, "2026-11-20", startups(entry("a", "A"), entry("b", "B")))); got != [5]int{1, 0, 1, 0, 0} {
		t.Errorf("the next import counts %v", got)
	}
}

func TestTwoImportsAtOnceTakeTurns(t *testing.T) {
	db := postgrestest.Database(t)
	reached, letGo := make(chan struct{}), make(chan struct{})
	first, second := make(chan assessment.ImportReport), make(chan assessment.ImportReport)
	run := func(doc assessment.CatalogueDocument, to chan<- assessment.ImportReport) {
		report, err := postgres.New(db).Import(t.Context(), []assessment.CatalogueDocument{doc}, noon, true)
		if err != nil {
			t.Error(err)
		}
		to <- report
	}
	go run(stalled(t.Context(), reached, letGo), first)
	<-reached
	go run(open(t, "vite.json", startups(entry("a", "A"))), second)
	waitForLock(t, db)
	close(letGo)
	if got := counts(<-first); got != [5]int{5000, 0, 0, 0, 0} {
		t.Errorf("the first counts %v", got)
	}
	if got := counts(<-second); got != [5]int{1, 0, 0, 5000, 0} {
		t.Errorf("the second counts %v", got)
	}
}

// waitForLock returns once somebody waits for an advisory lock.
func waitForLock(t testing.TB, db postgres.DB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for waiting := false; !waiting; {
		rows, _ := db.Query(ctx, `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`)
		for rows.Next() {
			if err := rows.Scan(&waiting); err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
}
