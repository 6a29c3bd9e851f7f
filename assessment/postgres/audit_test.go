package postgres_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestTheAuditTrailTellsWhoDidWhatToAnAccount(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a", "b")
	sacha := keepAccount(t, store, accountOf(assessment.Programme, "Sacha"))
	at := noon
	later := func() time.Time { at = at.Add(time.Minute); return at }
	camille, err := store.AddAccount(t.Context(), accountOf(assessment.Coach, "Camille", "a"), sacha, later())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.SignedIn(t.Context(), camille, later()); err != nil {
		t.Fatal(err)
	}
	camille.Scope = []string{"b"}
	if camille, err = store.SaveAccount(t.Context(), camille, sacha, later()); err != nil {
		t.Fatal(err)
	}
	if camille, err = store.DisableAccount(t.Context(), camille.ID, camille.Revision, sacha, later()); err != nil {
		t.Fatal(err)
	}
	if _, err = store.EnableAccount(t.Context(), camille.ID, camille.Revision, assessment.Account{}, later()); err != nil {
		t.Fatal(err)
	}
	events, err := store.Events(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, e := range events {
		got = append(got, fmt.Sprintf("%s %s %s", e.Author, e.Kind, e.Account))
		if want := at.Add(-time.Duration(i) * time.Minute); !e.At.Equal(want) {
			t.Errorf("%s at %v, want %v", e.Kind, e.At, want)
		}
		if by := map[string]int64{"Sacha": sacha.ID, "Camille": camille.ID}[e.Author]; e.AuthorID != by {
			t.Errorf("%s by %d, want %d", e.Kind, e.AuthorID, by)
		}
	}
	want := []string{
		"Ligne de commande account-enabled camille@exemple.fr", "Sacha account-disabled camille@exemple.fr", "Sacha account-changed camille@exemple.fr",
		"Camille signed-in ", "Sacha account-added camille@exemple.fr", "Ligne de commande account-added sacha@exemple.fr",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := events[2].Detail; got != "coach\u00a0: b" {
		t.Errorf("the change is told as %q", got)
	}
}

func TestARefusedChangeOfAnAccountLeavesNoLine(t *testing.T) {
	store := postgres.New(postgrestest.Tx(t))
	last := keepAccount(t, store, accountOf(assessment.Programme, "Sacha"))
	if disable(t.Context(), store, last) == nil || save(t.Context(), store, assessment.Account{ID: last.ID, Revision: 7}) == nil {
		t.Fatal("a change that must be refused was not")
	}
	if _, err := store.AddAccount(t.Context(), last, last, noon); err == nil {
		t.Fatal("the same account was added twice")
	}
	if events, err := store.Events(t.Context(), 0); err != nil || len(events) != 1 {
		t.Errorf("%d lines (%v), want that of the first account alone: %+v", len(events), err, events)
	}
}

func TestTheAuditTrailIsReadAHundredLinesAtATime(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	exec(t, tx, `INSERT INTO audit (at, author, kind) SELECT $1, 'Sacha', 'catalogue-imported' FROM generate_series(1, 203)`, noon)
	var before int64
	for _, want := range []int{100, 100, 3, 0} {
		events, err := store.Events(t.Context(), before)
		if err != nil || len(events) != want {
			t.Fatalf("%d lines before %d (%v), want %d", len(events), before, err, want)
		}
		for _, e := range events {
			if before != 0 && e.ID >= before {
				t.Fatalf("line %d is not before %d", e.ID, before)
			}
			before = e.ID
		}
	}
}
