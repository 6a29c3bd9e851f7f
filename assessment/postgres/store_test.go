package postgres_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// noon is when the tests take place; PostgreSQL keeps microseconds.
var noon = time.Date(2026, time.November, 20, 12, 0, 0, 123456000, time.UTC)

var today = assessment.DateOf(noon)

// keepStartups puts startups into the catalogue, known by their names alone.
func keepStartups(t testing.TB, db postgres.DB, names ...string) {
	t.Helper()
	for _, name := range names {
		exec(t, db, `
			INSERT INTO startups (id, name, pitch, contact, link, repository, stats_url, impact_url, budget_url, dashlord_url,
				search, imported_on, digest)
			VALUES ($1, $1, '', '', '', '', '', '', '', '', $2, '2026-11-01', '')`, name, postgres.Fold(name))
	}
}

// exec runs a statement that must succeed.
func exec(t testing.TB, db postgres.DB, statement string, args ...any) {
	t.Helper()
	rows, _ := db.Query(t.Context(), statement, args...)
	rows.Close()
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// draftOf is what the form sends of a startup that nobody has assessed yet.
func draftOf(startupID string) assessment.Assessment {
	return assessment.Assessment{
		StartupID: startupID,
		State:     assessment.Draft,
		Facts: assessment.Facts{
			Grid:       "test",
			AsOf:       today,
			OpenSource: assessment.OpenSourceFacts{Statement: assessment.Statement{Answer: assessment.No}},
			Trajectory: assessment.Trajectory{Kind: assessment.Undecided},
		},
		Author:    "Camille",
		UpdatedAt: noon,
	}
}

// saveDraft saves a draft that nobody else touches, whatever came before.
func saveDraft(t testing.TB, store *postgres.Store, draft assessment.Assessment) assessment.Assessment {
	t.Helper()
	m, err := store.SaveDraft(t.Context(), editOf(t, store, draft))
	if err != nil {
		t.Fatal(err)
	}
	return m.Draft
}

// editOf is the edit that makes this draft of what is stored.
func editOf(t testing.TB, store *postgres.Store, draft assessment.Assessment) assessment.Edit {
	t.Helper()
	e := assessment.Edit{StartupID: draft.StartupID, Start: draft.Facts, Facts: draft.Facts, Open: true,
		Author: assessment.Account{ID: draft.AuthorID, Name: draft.Author}, At: draft.UpdatedAt}
	history, err := store.History(t.Context(), draft.StartupID)
	if err != nil {
		t.Fatal(err)
	}
	if len(history) > 0 {
		e.After = history[0].Assessment.Revision
	}
	stored, err := store.Draft(t.Context(), draft.StartupID)
	if errors.Is(err, assessment.ErrNotFound) {
		stored, err = draft, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	e.Base = stored.Facts.Digests()
	return e
}

// testGrid judges the assessments of the tests.
var testGrid = func() assessment.Grid {
	grid := assessment.Grid{Version: "test"}
	grid.Parameters.Review.TacitAfter, grid.Parameters.Decision.OverrideFor = 15, 12
	return grid
}()

// judged returns the draft as signing makes it, for Store.Sign.
func judged(t testing.TB, draft assessment.Assessment) assessment.Assessment {
	t.Helper()
	signed, err := draft.Sign(testGrid, assessment.Account{Name: "Dominique"}, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// sign opens a draft of a startup, whatever came before, and signs it.
func sign(t testing.TB, store *postgres.Store, draft assessment.Assessment) assessment.Assessment {
	t.Helper()
	signed, err := store.Sign(t.Context(), judged(t, saveDraft(t, store, draft)))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// publish decides that the computed classification of a signed assessment holds.
func publish(t testing.TB, store *postgres.Store, signed assessment.Assessment, at time.Time) assessment.Entry {
	t.Helper()
	file, err := store.Record(t.Context(), signed.ID)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := store.Decide(t.Context(), testGrid, assessment.Decision{AssessmentID: signed.ID, Seen: file.Version(),
		Decided: signed.Verdict.Classification, Reason: "Sans attendre.", Author: "Sacha", At: at})
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// same fails unless two assessments are equal in all they say.
func same(t testing.TB, got, want assessment.Assessment) {
	t.Helper()
	for _, times := range []struct {
		name      string
		got, want *time.Time
	}{
		{"CreatedAt", &got.CreatedAt, &want.CreatedAt},
		{"UpdatedAt", &got.UpdatedAt, &want.UpdatedAt},
		{"SignedAt", &got.SignedAt, &want.SignedAt},
	} {
		if !times.got.Equal(*times.want) {
			t.Errorf("%s is %v, want %v", times.name, times.got, times.want)
		}
		*times.got = *times.want // equal but for the zone
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
