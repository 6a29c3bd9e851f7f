package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// sameEntry fails unless two entries of the register say the same.
func sameEntry(t testing.TB, got, want assessment.Entry) {
	t.Helper()
	if !got.At.Equal(want.At) {
		t.Errorf("at %v, want %v", got.At, want.At)
	}
	got.At = want.At
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// reviewOf answers an assessment: it contests these criteria and countersigns
// the others.
func reviewOf(id int64, contested ...assessment.CriterionID) assessment.Review {
	review := assessment.Review{AssessmentID: id, Author: "Dominique", At: noon.AddDate(0, 0, 1)}
	for _, c := range assessment.CriterionIDs() {
		answer := assessment.CriterionReview{Criterion: c}
		for _, contest := range contested {
			if contest == c {
				answer.Contested, answer.Reason = true, "Ce n’est pas notre chiffre."
			}
		}
		review.Answers = append(review.Answers, answer)
	}
	return review
}

func sendBack(id int64) assessment.Return {
	return assessment.Return{AssessmentID: id, Reason: "La mesure date.", Author: "Sacha", At: noon.AddDate(0, 0, 2)}
}

func decisionOn(signed assessment.Assessment, seen int) assessment.Decision {
	return assessment.Decision{AssessmentID: signed.ID, Seen: seen, Decided: signed.Verdict.Classification,
		Reason: "Décidé.", Author: "Sacha", At: noon.AddDate(0, 0, 3)}
}

func fileOf(t testing.TB, store *postgres.Store, id int64) assessment.Record {
	t.Helper()
	f, err := store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFileTellsWhatWasRecorded(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	draft := draftOf("pix")
	first := sign(t, store, draft)
	if f := fileOf(t, store, first.ID); f.Version() != 0 || f.State(today) != assessment.Signed || f.Assessment.AnswerBy != today.AddDays(15) {
		t.Errorf("signed: %+v", f)
	}
	review := reviewOf(first.ID, assessment.OpenSource)
	if err := store.Review(t.Context(), review); err != nil {
		t.Fatal(err)
	}
	f := fileOf(t, store, first.ID)
	if f.State(today) != assessment.Contested || f.Review.Author != "Dominique" || !f.Review.At.Equal(review.At) ||
		fmt.Sprint(f.Review.Answers) != fmt.Sprint(review.Answers) {
		t.Errorf("contested: %+v", f.Review)
	}
	entry, err := store.Decide(t.Context(), testGrid, decisionOn(first, f.Version()))
	if err != nil {
		t.Fatal(err)
	}
	f = fileOf(t, store, first.ID)
	if len(f.Entries) != 1 || f.LastEntry != entry.ID || f.Newer != 0 {
		t.Fatalf("decided: %+v", f)
	}
	sameEntry(t, f.Entries[0], entry)
	draft.Revision = first.Revision
	second := sign(t, store, draft)
	if f := fileOf(t, store, first.ID); f.Newer != second.ID || f.State(today) != assessment.Decided {
		t.Errorf("followed by another one: %+v", f)
	}
	if f := fileOf(t, store, second.ID); f.LastEntry != entry.ID || len(f.Entries) != 0 {
		t.Errorf("the second one: %+v", f)
	}
}

func TestWhatTheDomainRefusesIsNotRecorded(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	signed := sign(t, store, draftOf("pix"))
	silent := reviewOf(signed.ID, assessment.Adoption)
	silent.Answers[0].Reason = ""
	stale := decisionOn(signed, 1)
	bare := decisionOn(signed, 0)
	bare.Reason = ""
	decide := func(d assessment.Decision) error { _, err := store.Decide(t.Context(), testGrid, d); return err }
	for name, err := range map[string]error{
		"a contested criterion without a reason": store.Review(t.Context(), silent),
		"a decision on another version":          decide(stale),
		"a decision that lacks its reason":       decide(bare),
		"a return of another version":            store.SendBack(t.Context(), sendBack(signed.ID), 1, signed.Facts),
	} {
		if _, wrong := errors.AsType[assessment.FieldErrors](err); !wrong && !errors.Is(err, assessment.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f := fileOf(t, store, signed.ID); f.Version() != 0 {
		t.Errorf("something was recorded: %+v", f)
	}
	if err := store.Review(t.Context(), reviewOf(signed.ID+1000)); !errors.Is(err, assessment.ErrNotFound) {
		t.Errorf("the review of nothing: %v", err)
	}
}

func TestWhatIsSentBackOpensADraftWithItsFacts(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	signed := sign(t, store, draftOf("pix"))
	facts := signed.Facts
	facts.AsOf = today.AddDays(2)
	if err := store.SendBack(t.Context(), sendBack(signed.ID), 0, facts); err != nil {
		t.Fatal(err)
	}
	if f := fileOf(t, store, signed.ID); f.State(today) != assessment.SentBack || f.Return.Reason != "La mesure date." {
		t.Errorf("got %+v", f.Return)
	}
	draft, err := store.Draft(t.Context(), "pix")
	if err != nil || draft.Revision != signed.Revision+1 || draft.Facts.AsOf != facts.AsOf || draft.Author != "Sacha" {
		t.Errorf("the draft is %+v (%v)", draft, err)
	}
}

func TestAnOpenDraftStaysAsItIsWhenAnAssessmentIsSentBack(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	draft := draftOf("pix")
	signed := sign(t, store, draft)
	draft.Revision, draft.Author = signed.Revision, "Camille"
	kept := saveDraft(t, store, draft)
	if err := store.SendBack(t.Context(), sendBack(signed.ID), 0, assessment.Facts{Grid: "test", AsOf: today}); err != nil {
		t.Fatal(err)
	}
	after, err := store.Draft(t.Context(), "pix")
	if err != nil {
		t.Fatal(err)
	}
	same(t, after, kept)
}

func TestOfTwoWhoActOnAFileAtOnceOneIsRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		acts func(*postgres.Store, assessment.Assessment) []func(context.Context) error
	}{
		{"two reviews", func(s *postgres.Store, a assessment.Assessment) []func(context.Context) error {
			return []func(context.Context) error{
				func(ctx context.Context) error { return s.Review(ctx, reviewOf(a.ID)) },
				func(ctx context.Context) error { return s.Review(ctx, reviewOf(a.ID, assessment.Adoption)) },
			}
		}},
		{"two decisions", func(s *postgres.Store, a assessment.Assessment) []func(context.Context) error {
			decide := func(ctx context.Context) error { _, err := s.Decide(ctx, testGrid, decisionOn(a, 0)); return err }
			return []func(context.Context) error{decide}
		}},
		{"a decision and a return", func(s *postgres.Store, a assessment.Assessment) []func(context.Context) error {
			return []func(context.Context) error{
				func(ctx context.Context) error { _, err := s.Decide(ctx, testGrid, decisionOn(a, 0)); return err },
				func(ctx context.Context) error { return s.SendBack(ctx, sendBack(a.ID), 0, a.Facts) },
			}
		}},
		{"a review and decisions on what was read before it", func(s *postgres.Store, a assessment.Assessment) []func(context.Context) error {
			return []func(context.Context) error{
				func(ctx context.Context) error { return s.Review(ctx, reviewOf(a.ID, assessment.Adoption)) },
				func(ctx context.Context) error { _, err := s.Decide(ctx, testGrid, decisionOn(a, 0)); return err },
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool := postgrestest.Database(t)
			store := postgres.New(pool)
			keepStartups(t, pool, "pix")
			signed := sign(t, store, draftOf("pix"))
			acts := test.acts(store, signed)
			turns := make(chan int, 8)
			for i := range cap(turns) {
				turns <- i % len(acts)
			}
			oneWins(t, func(ctx context.Context) error { return acts[<-turns](ctx) })
			if f := fileOf(t, store, signed.ID); f.Version() != 1 {
				t.Errorf("%d records, want one: %+v", f.Version(), f)
			}
		})
	}
}

func TestNoSQLChangesWhatIsRecorded(t *testing.T) {
	for _, table := range []string{"reviews", "returns", "register", "audit"} {
		for _, statement := range []string{
			`UPDATE ` + table + ` SET author = 'x'`, `DELETE FROM ` + table, `TRUNCATE ` + table + ` CASCADE`,
			`SET LOCAL session_replication_role = replica; DELETE FROM ` + table,
		} {
			t.Run(statement, func(t *testing.T) {
				tx := postgrestest.Tx(t)
				store := postgres.New(tx)
				keepStartups(t, tx, "pix", "tchap")
				signed := sign(t, store, draftOf("pix"))
				if err := store.Review(t.Context(), reviewOf(signed.ID)); err != nil {
					t.Fatal(err)
				}
				publish(t, store, signed, noon)
				other := sign(t, store, draftOf("tchap"))
				if err := store.SendBack(t.Context(), sendBack(other.ID), 0, other.Facts); err != nil {
					t.Fatal(err)
				}
				_, err := tx.Conn().PgConn().Exec(t.Context(), statement).ReadAll()
				if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.Code != "23001" {
					t.Errorf("got %v, want a restrict_violation", err)
				}
			})
		}
	}
}

func TestTheAuditTrailTellsWhoDidWhat(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	draft := draftOf("pix")
	draft.AuthorID = keepAccount(t, store, accountOf(assessment.Programme, "Camille")).ID
	draft = saveDraft(t, store, draft)
	draft.UpdatedAt = noon.Add(time.Minute)
	draft = saveDraft(t, store, draft)
	signed, err := store.Sign(t.Context(), judged(t, draft))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Review(t.Context(), reviewOf(signed.ID, assessment.Adoption)); err != nil {
		t.Fatal(err)
	}
	publish(t, store, signed, noon)
	events, err := store.Events(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		if e.Kind != assessment.DidAddAccount && (e.StartupID != "pix" || e.AssessmentID != signed.ID) {
			t.Errorf("got %+v", e)
		}
		got = append(got, fmt.Sprintf("%s %s %s", e.Author, e.Kind, e.Detail))
	}
	want := []string{"Sacha decided Partenariats passés", "Dominique reviewed contestation, 1 critère(s)", "Dominique signed ", "Camille draft-opened ",
		"Ligne de commande account-added programme"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestWhoActsOnAFileWaitsForWhoActsOnItAlready(t *testing.T) {
	for _, test := range []struct {
		name string
		late func(context.Context, *postgres.Store, assessment.Assessment) error
	}{
		{"a decision waits for an answer", func(ctx context.Context, s *postgres.Store, a assessment.Assessment) error {
			_, err := s.Decide(ctx, testGrid, decisionOn(a, 0))
			return err
		}},
		{"a return waits for an answer", func(ctx context.Context, s *postgres.Store, a assessment.Assessment) error {
			return s.SendBack(ctx, sendBack(a.ID), 0, a.Facts)
		}},
		{"an answer waits for an answer", func(ctx context.Context, s *postgres.Store, a assessment.Assessment) error {
			return s.Review(ctx, reviewOf(a.ID, assessment.Adoption))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			pool := postgrestest.Database(t)
			keepStartups(t, pool, "pix")
			signed := sign(t, postgres.New(pool), draftOf("pix"))
			first, err := pool.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer first.Rollback(context.Background())
			if err := postgres.New(first).Review(t.Context(), reviewOf(signed.ID)); err != nil {
				t.Fatal(err)
			}
			result := make(chan error, 1)
			go func() { result <- test.late(t.Context(), postgres.New(pool), signed) }()
			for waiting := 0; waiting == 0; {
				select {
				case err := <-result:
					t.Fatalf("it did not wait: %v", err)
				default:
				}
				if err := pool.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity
					WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&waiting); err != nil {
					t.Fatal(err)
				}
			}
			if err := first.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := <-result; !errors.Is(err, assessment.ErrConflict) {
				t.Errorf("got %v, want a conflict", err)
			}
		})
	}
}
