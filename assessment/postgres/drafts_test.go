package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
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
	want.ID, want.Revision, want.CreatedAt, want.Saves = opened.ID, 1, noon, map[assessment.Part]assessment.Save{}
	same(t, opened, want)

	want.Facts.Adoption.Comment, want.Author, want.UpdatedAt = "à vérifier", "Sacha", noon.Add(time.Minute)
	saved := saveDraft(t, store, want)
	want.Revision = 2
	want.Saves["adoption"] = assessment.Save{Author: "Sacha", At: noon.Add(time.Minute)}
	same(t, saved, want)

	read, err := store.Draft(t.Context(), "pix")
	if err != nil {
		t.Fatal(err)
	}
	same(t, read, want)
}

func TestAnEditThatChangesNothingIsNotKept(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	edit := editOf(t, store, draftOf("pix"))
	edit.Open = false
	if m, err := store.SaveDraft(t.Context(), edit); err != nil || m.Draft.ID != 0 {
		t.Errorf("a draft was opened: %+v, %v", m, err)
	}
	draft := saveDraft(t, store, draftOf("pix"))
	edit = editOf(t, store, draftOf("pix"))
	edit.Author.Name, edit.At = "Sacha", noon.Add(time.Hour)
	if m, err := store.SaveDraft(t.Context(), edit); err != nil || m.Draft.Revision != draft.Revision || m.Draft.Author != "Camille" {
		t.Errorf("somebody who changed nothing counts as its author: %+v, %v", m, err)
	}
}

func TestWhoSavesSeesWhatOthersDidSince(t *testing.T) {
	signedOnce := func(t *testing.T, s *postgres.Store) { sign(t, s, draftOf("pix")) }
	for _, test := range []struct {
		name  string
		after int
		since func(*testing.T, *postgres.Store)
		want  error
	}{
		{"nothing happened", 0, func(*testing.T, *postgres.Store) {}, nil},
		{"somebody opened a draft", 0, func(t *testing.T, s *postgres.Store) { saveDraft(t, s, draftOf("pix")) }, nil},
		{"somebody signed", 0, signedOnce, assessment.ErrConflict},
		{"the signed assessment was read", 2, signedOnce, nil},
		{"somebody opened another draft since the signed one", 2, func(t *testing.T, s *postgres.Store) {
			signedOnce(t, s)
			saveDraft(t, s, draftOf("pix"))
		}, nil},
		{"somebody signed again", 2, func(t *testing.T, s *postgres.Store) { signedOnce(t, s); signedOnce(t, s) }, assessment.ErrConflict},
		{"a revision that never was", 7, func(*testing.T, *postgres.Store) {}, assessment.ErrConflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepStartups(t, tx, "pix")
			test.since(t, store)
			edit := editOf(t, store, draftOf("pix"))
			edit.After = test.after
			if _, err := store.SaveDraft(t.Context(), edit); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

// TestWhoEditsOtherPartsAtOnceBothWin lets eight people edit a part each of one
// draft that none of them has seen open, all at once.
func TestWhoEditsOtherPartsAtOnceBothWin(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "pix")
	unread := editOf(t, store, draftOf("pix"))
	results := make(chan error, len(assessment.Parts()))
	for _, part := range assessment.Parts() {
		edit := unread
		edit.Facts = touched(edit.Start, part)
		go func() {
			m, err := store.SaveDraft(t.Context(), edit)
			if err == nil && !slices.Equal(m.Applied, []assessment.Part{part}) {
				err = fmt.Errorf("%s: applied %v, conflicts %v, refused %v", part, m.Applied, m.Conflicts, m.Refused)
			}
			results <- err
		}()
	}
	for range cap(results) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	draft, err := store.Draft(t.Context(), "pix")
	if err != nil || draft.Revision != len(assessment.Parts()) || len(draft.Saves) != len(assessment.Parts()) {
		t.Fatalf("revision %d, saves %v, %v", draft.Revision, draft.Saves, err)
	}
	for _, part := range assessment.Parts() {
		if draft.Facts.Digest(part) != touched(draftOf("pix").Facts, part).Digest(part) {
			t.Errorf("%s is lost", part)
		}
	}
}

// TestOfThoseWhoEditOnePartAtOnceOneWins lets eight people give another comment
// on one criterion at once: one is kept, the others are in conflict and lose nothing.
func TestOfThoseWhoEditOnePartAtOnceOneWins(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "pix")
	unread := editOf(t, store, draftOf("pix"))
	results := make(chan assessment.Merge, 8)
	for i := range cap(results) {
		edit := unread
		edit.Facts.Adoption.Comment = strconv.Itoa(i)
		go func() {
			m, err := store.SaveDraft(t.Context(), edit)
			if err != nil {
				t.Error(err)
			}
			results <- m
		}()
	}
	applied, conflicts := 0, 0
	for range cap(results) {
		m := <-results
		applied, conflicts = applied+len(m.Applied), conflicts+len(m.Conflicts)
	}
	if applied != 1 || conflicts != 7 {
		t.Errorf("%d applied, %d conflicts", applied, conflicts)
	}
}

// touched are facts with something else in a part.
func touched(facts assessment.Facts, part assessment.Part) assessment.Facts {
	switch part {
	case assessment.PartDates:
		facts.ObservedSince = facts.AsOf.AddDays(-1)
	case assessment.PartTrajectory:
		facts.Trajectory.Comment = "x"
	case "adoption":
		facts.Adoption.Comment = "x"
	case "indicators":
		facts.Indicators.Comment = "x"
	case "user_tests":
		facts.UserTests.Comment = "x"
	case "evolutions":
		facts.Evolutions.Comment = "x"
	case "communication":
		facts.Communication.Comment = "x"
	case "open_source":
		facts.OpenSource.Comment = "x"
	}
	return facts
}

func TestWhoHasTheDraftOpenIsTold(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix", "tchap")
	people := map[string]int64{}
	for _, name := range []string{"Camille", "Sacha", "Dominique"} {
		account, err := store.AddAccount(t.Context(), assessment.Account{Email: name + "@exemple.gouv.fr", Name: name, Role: assessment.Programme}, assessment.Account{}, noon)
		if err != nil {
			t.Fatal(err)
		}
		people[name] = account.ID
	}
	attend := func(startup, name string, minute int) (others []string) {
		now := noon.Add(time.Duration(minute) * time.Minute)
		seen, err := store.Attend(t.Context(), startup, people[name], now, now.Add(-10*time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range seen {
			others = append(others, fmt.Sprintf("%s %d", a.Name, int(a.SeenAt.Sub(noon).Minutes())))
		}
		return others
	}
	for _, step := range []struct {
		startup, name string
		minute        int
		want          string
	}{
		{"pix", "Camille", 0, "[]"},
		{"pix", "Sacha", 5, "[Camille 0]"},
		{"tchap", "Dominique", 6, "[]"},
		{"pix", "Camille", 8, "[Sacha 5]"},
		{"pix", "Dominique", 15, "[Camille 8 Sacha 5]"},
		{"pix", "Dominique", 16, "[Camille 8]"},
	} {
		if got := fmt.Sprint(attend(step.startup, step.name, step.minute)); got != step.want {
			t.Errorf("%s on %s at %d: %s, want %s", step.name, step.startup, step.minute, got, step.want)
		}
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

func TestWhatIsSignedIsWhatWasRead(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepStartups(t, pool, "pix")
	for round := range 20 {
		draft := saveDraft(t, store, draftOf("pix"))
		edit := editOf(t, store, draft)
		edit.Facts.Adoption.Comment = strconv.Itoa(round)
		turns := make(chan bool, 8)
		for i := range cap(turns) {
			turns <- i%2 == 0
		}
		oneWins(t, func(ctx context.Context) error {
			if <-turns {
				m, err := store.SaveDraft(ctx, edit)
				if err == nil && len(m.Applied) == 0 { // another one wrote the same comment
					return assessment.ErrConflict
				}
				return err
			}
			_, err := store.Sign(ctx, judged(t, draft))
			return err
		})
		if open, err := store.Draft(t.Context(), "pix"); err == nil {
			if _, err := store.Sign(t.Context(), judged(t, open)); err != nil {
				t.Fatal(err)
			}
		}
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
		"the startup of a new draft": func(s *postgres.Store) error {
			_, err := s.SaveDraft(t.Context(), assessment.Edit{StartupID: "nobody", Open: true})
			return err
		},
		"a signed assessment": func(s *postgres.Store) error { _, err := s.Record(t.Context(), 0); return err },
		"a draft by its id":   func(s *postgres.Store) error { _, err := s.Record(t.Context(), draft.ID); return err },
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
