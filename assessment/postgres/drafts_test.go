package postgres_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestADraftComesBackAsItWasSaved(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")

	opened := saveDraft(t, store, draftOf("pix"))
	want := draftOf("pix")
	want.ID, want.Revision, want.CreatedAt = opened.ID, 1, noon
	same(t, opened, want)

	want.Facts.Adoption.Comment, want.Author, want.UpdatedAt = "à vérifier", "Sacha", noon.Add(time.Minute)
	saved := saveDraft(t, store, want)
	want.Revision = 2
	same(t, saved, want)

	read, err := store.Draft(t.Context(), "pix")
	if err != nil {
		t.Fatal(err)
	}
	same(t, read, want)
}

func TestWhoSavesSeesWhatOthersDidSince(t *testing.T) {
	for _, test := range []struct {
		name     string
		revision int
		since    func(*testing.T, *postgres.Store)
		want     error
	}{
		{"nothing happened", 0, func(*testing.T, *postgres.Store) {}, nil},
		{"somebody opened a draft", 0, func(t *testing.T, s *postgres.Store) { saveDraft(t, s, draftOf("pix")) }, assessment.ErrConflict},
		{"somebody signed", 0, func(t *testing.T, s *postgres.Store) { sign(t, s, draftOf("pix")) }, assessment.ErrConflict},
		{"somebody signed the draft that was read", 1, func(t *testing.T, s *postgres.Store) { sign(t, s, draftOf("pix")) }, assessment.ErrConflict},
		{"the signed assessment was read", 2, func(t *testing.T, s *postgres.Store) { sign(t, s, draftOf("pix")) }, nil},
		{"somebody opened another draft since the signed one", 2, func(t *testing.T, s *postgres.Store) {
			again := draftOf("pix")
			again.Revision = sign(t, s, draftOf("pix")).Revision
			saveDraft(t, s, again)
		}, assessment.ErrConflict},
		{"a revision that never was", 7, func(*testing.T, *postgres.Store) {}, assessment.ErrConflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepStartups(t, tx, "pix")
			test.since(t, store)
			draft := draftOf("pix")
			draft.Revision = test.revision
			if _, err := store.SaveDraft(t.Context(), draft); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestOfTwoWhoSaveAtOnceOneIsRefused(t *testing.T) {
	for _, test := range []struct {
		name   string
		before func(*testing.T, *postgres.Store) assessment.Assessment
	}{
		{"where there is no draft yet", func(*testing.T, *postgres.Store) assessment.Assessment { return draftOf("pix") }},
		{"where there is a draft", func(t *testing.T, s *postgres.Store) assessment.Assessment { return saveDraft(t, s, draftOf("pix")) }},
		{"after a signature", func(t *testing.T, s *postgres.Store) assessment.Assessment {
			draft := draftOf("pix")
			draft.Revision = sign(t, s, draft).Revision
			return draft
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool := postgrestest.Database(t)
			store := postgres.New(pool)
			keepStartups(t, pool, "pix")
			draft := test.before(t, store)
			oneWins(t, func(ctx context.Context) error {
				_, err := store.SaveDraft(ctx, draft)
				return err
			})
			if kept, err := store.Draft(t.Context(), "pix"); err != nil || kept.Revision != draft.Revision+1 {
				t.Errorf("the draft has revision %d (%v), want %d", kept.Revision, err, draft.Revision+1)
			}
		})
	}
}

func TestOfTwoWhoSignAtOnceOneIsRefused(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "pix")
	signed := judged(t, saveDraft(t, store, draftOf("pix")))
	oneWins(t, func(ctx context.Context) error {
		_, err := store.Sign(ctx, signed)
		return err
	})
	if history, err := store.History(t.Context(), "pix"); err != nil || len(history) != 1 {
		t.Errorf("%d signed assessments (%v), want 1", len(history), err)
	}
}

func TestOfOneWhoSavesAndOneWhoSignsAtOnceOneIsRefused(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "pix")
	draft := draftOf("pix")
	for range 20 {
		draft.Revision = saveDraft(t, store, draft).Revision
		turns := make(chan bool, 8)
		for i := range cap(turns) {
			turns <- i%2 == 0
		}
		oneWins(t, func(ctx context.Context) error {
			var err error
			if <-turns {
				_, err = store.SaveDraft(ctx, draft)
			} else {
				_, err = store.Sign(ctx, judged(t, draft))
			}
			return err
		})
		draft.Revision++
	}
}

// oneWins runs something in eight goroutines at once and fails unless one of
// them succeeds and all others meet a conflict.
func oneWins(t *testing.T, do func(context.Context) error) {
	t.Helper()
	start, results := make(chan struct{}), make(chan error, 8)
	for range cap(results) {
		go func() {
			<-start
			results <- do(t.Context())
		}()
	}
	close(start)
	won := 0
	for range cap(results) {
		if err := <-results; err == nil {
			won++
		} else if !errors.Is(err, assessment.ErrConflict) {
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d of %d succeeded, want one", won, cap(results))
	}
}

func TestWhatDoesNotExistIsNotFound(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	draft := saveDraft(t, store, draftOf("pix"))
	for name, find := range map[string]func(*postgres.Store) error{
		"a startup":                   func(s *postgres.Store) error { _, err := s.Startup(t.Context(), "nobody"); return err },
		"an id that no text can hold": func(s *postgres.Store) error { _, err := s.Startup(t.Context(), "a\x00"); return err },
		"an id that is not UTF-8":     func(s *postgres.Store) error { _, err := s.Draft(t.Context(), "a\xff"); return err },
		"the draft of a startup":      func(s *postgres.Store) error { _, err := s.Draft(t.Context(), "nobody"); return err },
		"the startup of a new draft":  func(s *postgres.Store) error { _, err := s.SaveDraft(t.Context(), draftOf("nobody")); return err },
		"a signed assessment":         func(s *postgres.Store) error { _, err := s.File(t.Context(), 0); return err },
		"a draft by its id":           func(s *postgres.Store) error { _, err := s.File(t.Context(), draft.ID); return err },
	} {
		t.Run(name, func(t *testing.T) {
			savepoint, err := tx.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer savepoint.Rollback(t.Context())
			if err := find(postgres.New(savepoint)); !errors.Is(err, assessment.ErrNotFound) {
				t.Errorf("got %v", err)
			}
		})
	}
}
