package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// decided is how many decisions are in the register of a startup, -1 where none goes by
// that id.
func decidedOf(t *testing.T, store *postgres.Store, id string) int {
	t.Helper()
	if _, err := store.Startup(t.Context(), id); errors.Is(err, assessment.ErrNotFound) {
		return -1
	}
	history, err := store.History(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return len(assessment.Register(history))
}

func TestWhereWhatIsRecordedStandsAfterRenames(t *testing.T) {
	a, b, c := entry("a", "A"), entry("b", "B"), entry("c", "C")
	bWasA, cWasA, cWasB := renamed("b", "B", `["a"]`), renamed("c", "C", `["a"]`), renamed("c", "C", `["b"]`)
	for _, test := range []struct {
		name  string
		steps []string // startups.json, one import after the other; the first is that of a, b and c
		want  [3]int   // decisions of a, b and c; of a there is one, of b another one
		warns string   // what the last import says
	}{
		{"nothing was renamed", nil, [3]int{1, 1, 0}, ""},
		{"b was a", []string{startups(bWasA, c)}, [3]int{-1, 2, 0}, ""},
		{"and still is", []string{startups(bWasA, c), startups(bWasA, c)}, [3]int{-1, 2, 0}, ""},
		{"and the catalogue no longer says so", []string{startups(bWasA, c), startups(b, c)}, [3]int{-1, 2, 0}, ""},
		{"b was a, and then is c", []string{startups(bWasA, c), startups(cWasB)}, [3]int{-1, -1, 2}, ""},
		{"two claim a", []string{startups(bWasA, cWasA)}, [3]int{1, 1, 0}, "b, c, attributes.redirect_from : ancien identifiant « a » : plusieurs"},
		{"another one claims it later", []string{startups(bWasA, c), startups(bWasA, cWasA)}, [3]int{1, 1, 0}, "« a » redevient un service à part"},
		{"a is still there", []string{startups(a, bWasA, c)}, [3]int{1, 1, 0}, "qui le garde"},
		{"a comes back", []string{startups(bWasA, c), startups(a, b, c)}, [3]int{1, 1, 0}, "« a » redevient un service à part"},
		{"a was c, which is gone too", []string{startups(bWasA, c), startups(b)}, [3]int{-1, 2, 0}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			imported(t, tx, "2026-11-01", startups(a, b, c))
			publish(t, store, sign(t, store, draftOf("a")), noon)
			publish(t, store, sign(t, store, draftOf("b")), noon)
			var report assessment.ImportReport
			for _, doc := range test.steps {
				report = imported(t, tx, "2026-11-20", doc)
			}
			if got := [3]int{decidedOf(t, store, "a"), decidedOf(t, store, "b"), decidedOf(t, store, "c")}; got != test.want {
				t.Errorf("decisions %v, want %v; the import says %q", got, test.want, report.Warnings)
			}
			if said := strings.ReplaceAll(strings.Join(report.Warnings, "\n"), "\u00a0", " "); !strings.Contains(said, test.warns) {
				t.Errorf("the import says %q", said)
			}
		})
	}
}

func TestUndoingARenameBringsBackWhatWasRecordedBefore(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	imported(t, tx, "2026-11-01", startups(entry("a", "A"), entry("b", "B")))
	publish(t, store, sign(t, store, draftOf("a")), noon)
	waiting := sign(t, store, draftOf("a"))
	publish(t, store, sign(t, store, draftOf("b")), noon)
	report := imported(t, tx, "2026-11-20", startups(entry("b", "B")))
	if len(report.Warnings) > 0 {
		t.Errorf("one that was there before resembles another one: %q", report.Warnings)
	}
	for _, way := range []struct {
		do   func() error
		want [2]int
	}{
		{func() error { return store.Rename(t.Context(), "a", "b", assessment.Account{}, noon) }, [2]int{-1, 2}},
		{func() error { return store.Rename(t.Context(), "a", "b", assessment.Account{}, noon) }, [2]int{-1, 2}},
		{func() error { return store.UndoRename(t.Context(), "a", assessment.Account{}, noon) }, [2]int{1, 1}},
	} {
		if err := way.do(); err != nil {
			t.Fatal(err)
		}
		if got := [2]int{decidedOf(t, store, "a"), decidedOf(t, store, "b")}; got != way.want {
			t.Errorf("decisions %v, want %v", got, way.want)
		}
	}
	work, err := store.Work(t.Context(), assessment.Account{Role: assessment.Programme}, today)
	if err != nil || len(work.ToReview) != 1 || work.ToReview[0].AssessmentID != waiting.ID {
		t.Errorf("what waits for a decision: %+v (%v)", work.ToReview, err)
	}
	if err := store.UndoRename(t.Context(), "a", assessment.Account{}, noon); !errors.Is(err, assessment.ErrNotFound) {
		t.Errorf("undoing it again: %v", err)
	}
}

func TestTwoOpenDraftsAreNotPutIntoOnePlace(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	imported(t, tx, "2026-11-01", startups(entry("a", "A"), entry("b", "B")))
	saveDraft(t, store, draftOf("a"))
	saveDraft(t, store, draftOf("b"))
	report := imported(t, tx, "2026-11-20", startups(renamed("b", "B", `["a"]`)))
	if !strings.Contains(strings.Join(report.Warnings, "\n"), "brouillon ouvert") {
		t.Errorf("the import says %q", report.Warnings)
	}
	sign(t, store, draftOf("b"))
	if report := imported(t, tx, "2026-11-21", startups(renamed("b", "B", `["a"]`))); report.Renamed != 1 {
		t.Errorf("after one was signed: %+v", report)
	}
	if draft, err := store.Draft(t.Context(), "b"); err != nil || draft.Author != "Camille" {
		t.Errorf("the draft is %+v (%v)", draft, err)
	}
}
