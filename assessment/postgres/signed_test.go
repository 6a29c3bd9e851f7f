package postgres_test

import (
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestASignedAssessmentComesBackWithItsVerdict(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")

	draft := saveDraft(t, store, draftOf("pix"))
	want := judged(t, draft)
	signed, err := store.Sign(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	want.Revision, want.UpdatedAt = 2, want.SignedAt
	same(t, signed, want)
	if signed.Verdict.Classification != assessment.PartenariatsPasses {
		t.Errorf("classified %q: the verdict is not the engine's", signed.Verdict.Classification)
	}

	read, err := store.Record(t.Context(), signed.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, read.Assessment, want)
	if _, err := store.Draft(t.Context(), "pix"); !errors.Is(err, assessment.ErrNotFound) {
		t.Errorf("the signed draft is still open: %v", err)
	}
}

func TestTheHistoryBeginsWithTheLastSignature(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix", "tchap")
	sign(t, store, draftOf("tchap"))
	draft := draftOf("pix")
	first := sign(t, store, draft)
	draft.Revision = first.Revision
	second := sign(t, store, draft)
	draft.Revision = second.Revision
	saveDraft(t, store, draft)

	history, err := store.History(t.Context(), "pix")
	if err != nil || len(history) != 2 {
		t.Fatalf("%d assessments (%v), want 2", len(history), err)
	}
	same(t, history[0].Assessment, second)
	same(t, history[1].Assessment, first)
}

func TestSigningNeedsTheDraftThatWasRead(t *testing.T) {
	for _, test := range []struct {
		name     string
		revision int
		want     error
	}{
		{"that draft", 2, nil},
		{"an earlier save of it", 1, assessment.ErrConflict},
		{"no draft at all", 0, assessment.ErrConflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepStartups(t, tx, "pix")
			draft := saveDraft(t, store, draftOf("pix"))
			draft.Facts.Adoption.Comment = "à vérifier"
			signed := judged(t, saveDraft(t, store, draft))
			signed.Revision = test.revision
			if _, err := store.Sign(t.Context(), signed); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestNoSQLChangesASignedAssessment(t *testing.T) {
	for name, statement := range map[string]string{
		"changing its facts":               `UPDATE assessments SET facts = facts || '{"grid": "other"}'`,
		"changing its verdict":             `UPDATE assessments SET verdict = verdict || '{"ready": true}'`,
		"changing its author":              `UPDATE assessments SET author = 'x'`,
		"changing nothing":                 `UPDATE assessments SET id = DEFAULT`,
		"moving it to another startup":     `UPDATE assessments SET startup_id = 'tchap'`,
		"turning it back to a draft":       `UPDATE assessments SET state = 'draft', verdict = NULL, signed_at = NULL, answer_by = NULL`,
		"writing over it":                  `INSERT INTO assessments (startup_id, state, revision, author, facts, created_at, updated_at) SELECT startup_id, 'draft', revision, author, facts, created_at, updated_at FROM assessments ON CONFLICT ON CONSTRAINT assessments_revision_once DO UPDATE SET author = 'x'`,
		"merging into it":                  `MERGE INTO assessments USING startups ON startup_id = startups.id WHEN MATCHED THEN DELETE`,
		"deleting it":                      `DELETE FROM assessments`,
		"truncating the table":             `TRUNCATE assessments CASCADE`,
		"truncating the startups with it":  `TRUNCATE startups CASCADE`,
		"deleting it as a replica applies": `SET LOCAL session_replication_role = replica; DELETE FROM assessments`,
	} {
		t.Run(name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepStartups(t, tx, "pix", "tchap")
			sign(t, store, draftOf("pix"))
			_, err := tx.Conn().PgConn().Exec(t.Context(), statement).ReadAll()
			refused, ok := errors.AsType[*pgconn.PgError](err)
			if !ok || refused.Code != "23001" {
				t.Errorf("got %v, want a restrict_violation", err)
			}
		})
	}
}

func TestTheStartupOfAnAssessmentStays(t *testing.T) {
	tx := postgrestest.Tx(t)
	keepStartups(t, tx, "pix")
	saveDraft(t, postgres.New(tx), draftOf("pix"))
	if _, err := tx.Exec(t.Context(), `DELETE FROM startups`); err == nil {
		t.Error("a startup was deleted with its assessment")
	}
}

func TestSQLMayChangeAndDeleteADraft(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	saveDraft(t, store, draftOf("pix"))
	exec(t, tx, `UPDATE assessments SET author = 'x'`)
	exec(t, tx, `DELETE FROM assessments`)
	if _, err := store.Draft(t.Context(), "pix"); !errors.Is(err, assessment.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
}

func TestTheSchemaRefusesAnAssessmentThatContradictsItself(t *testing.T) {
	const whole = `'{"grid": "g", "as_of": "2026-11-20", "classification": "non-etabli", "ready": false, "valid_until": null}'`
	for _, test := range []struct{ name, state, facts, verdict, signedAt, code string }{
		{"a draft", "draft", `'{"grid": "g", "as_of": "2026-11-20"}'`, "NULL", "NULL", ""},
		{"a signed assessment", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole, "now()", ""},
		{"another state", "published", `'{"grid": "g", "as_of": "2026-11-20"}'`, "NULL", "NULL", "23514"},
		{"a draft with a verdict", "draft", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole, "NULL", "23514"},
		{"a draft with a signature", "draft", `'{"grid": "g", "as_of": "2026-11-20"}'`, "NULL", "now()", "23514"},
		{"a signed assessment without a verdict", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, "NULL", "now()", "23514"},
		{"a signed assessment without a signature", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole, "NULL", "23514"},
		{"a verdict without a classification", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole + `::jsonb - 'classification'`, "now()", "23514"},
		{"another classification", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole + `::jsonb || '{"classification": "excellent"}'`, "now()", "23514"},
		{"the verdict of another grid", "signed", `'{"grid": "h", "as_of": "2026-11-20"}'`, whole, "now()", "23514"},
		{"the verdict of another day", "signed", `'{"grid": "g", "as_of": "2026-11-19"}'`, whole, "now()", "23514"},
		{"a verdict that lapsed before its day", "signed", `'{"grid": "g", "as_of": "2026-11-20"}'`, whole + `::jsonb || '{"valid_until": "2026-11-19"}'`, "now()", "23514"},
		{"facts without a grid", "draft", `'{"as_of": "2026-11-20"}'`, "NULL", "NULL", "23502"},
		{"facts without an as-of date", "draft", `'{"grid": "g"}'`, "NULL", "NULL", "23502"},
		{"an as-of date that does not exist", "draft", `'{"grid": "g", "as_of": "2026-02-30"}'`, "NULL", "NULL", "22008"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			keepStartups(t, tx, "pix")
			_, err := tx.Exec(t.Context(), `
				INSERT INTO assessments (startup_id, state, revision, author, created_at, updated_at, facts, verdict, signed_at, answer_by)
				VALUES ('pix', $1, 1, 'x', now(), now(), `+test.facts+`, `+test.verdict+`, `+test.signedAt+`, CASE $1 WHEN 'signed' THEN '2026-12-05'::date END)`, test.state)
			var code string
			if refused, ok := errors.AsType[*pgconn.PgError](err); ok {
				code = refused.Code
			}
			if code != test.code {
				t.Errorf("got %v, want code %q", err, test.code)
			}
		})
	}
}

func TestOneDraftPerStartup(t *testing.T) {
	tx := postgrestest.Tx(t)
	keepStartups(t, tx, "pix")
	saveDraft(t, postgres.New(tx), draftOf("pix"))
	_, err := tx.Exec(t.Context(), `
		INSERT INTO assessments (startup_id, state, revision, author, created_at, updated_at, facts)
		SELECT startup_id, state, revision + 1, author, created_at, updated_at, facts FROM assessments`)
	if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.ConstraintName != "assessments_draft" {
		t.Errorf("got %v, want assessments_draft to refuse a second draft", err)
	}
}

func TestTheColumnsSayWhatTheDocumentsSay(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "pix")
	signed := judged(t, saveDraft(t, store, draftOf("pix")))
	signed.Verdict.ValidUntil = today.AddDays(40)
	if _, err := store.Sign(t.Context(), signed); err != nil {
		t.Fatal(err)
	}
	var grid, classification string
	var asOf, validUntil time.Time
	var ready bool
	err := tx.QueryRow(t.Context(), `SELECT grid, as_of, classification, valid_until, ready FROM assessments`).
		Scan(&grid, &asOf, &classification, &validUntil, &ready)
	if err != nil {
		t.Fatal(err)
	}
	v := signed.Verdict
	if grid != v.Grid || assessment.DateOf(asOf) != v.AsOf || classification != string(v.Classification) ||
		assessment.DateOf(validUntil) != v.ValidUntil || ready != v.Ready {
		t.Errorf("%s %s %s %s %t", grid, asOf, classification, validUntil, ready)
	}
}
