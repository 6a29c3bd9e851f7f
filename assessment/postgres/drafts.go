package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
)

// Draft returns the open draft of a startup, or [assessment.ErrNotFound].
func (s *Store) Draft(ctx context.Context, startupID string) (assessment.Assessment, error) {
	const query = `SELECT ` + assessmentColumns + ` FROM assessments WHERE startup_id = $1 AND state = 'draft'`
	draft, err := one(ctx, s.db, query, startupID)
	if err != nil {
		return assessment.Assessment{}, errorf("draft of startup %q: %w", startupID, err)
	}
	return draft, nil
}

// SaveDraft merges an edit into the open draft of a startup and keeps the result,
// together with who made it, or opens the draft with it. [assessment.ErrConflict]
// says that the draft was signed since it was read, [assessment.ErrNotFound]
// that there is no such startup.
func (s *Store) SaveDraft(ctx context.Context, e assessment.Edit) (m assessment.Merge, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		draft, err := draftToEdit(ctx, tx, e)
		if err != nil {
			return err
		}
		m = e.Merge(draft)
		if len(m.Applied) == 0 && (draft.ID != 0 || !e.Open) {
			return nil
		}
		m.Draft.Author, m.Draft.AuthorID, m.Draft.UpdatedAt = e.Author.Name, e.Author.ID, e.At
		if m.Draft, err = keepDraft(ctx, tx, m.Draft); err != nil {
			return err
		}
		return recordSave(ctx, tx, m.Draft)
	})
	if err != nil {
		return assessment.Merge{}, errorf("save the draft of startup %q: %w", e.StartupID, err)
	}
	return m, nil
}

// draftToEdit returns the open draft of a startup, or the one that an edit opens,
// and keeps others from editing it at the same time.
func draftToEdit(ctx context.Context, tx pgx.Tx, e assessment.Edit) (assessment.Assessment, error) {
	const lock = `SELECT 1 FROM startups WHERE id = $1 FOR NO KEY UPDATE`
	const open = `SELECT ` + assessmentColumns + ` FROM assessments WHERE startup_id = $1 AND state = 'draft' FOR UPDATE`
	const signed = `SELECT coalesce(max(revision), 0) FROM assessments WHERE startup_id = $1 AND state = 'signed'`
	var locked, after int
	if err := tx.QueryRow(ctx, lock, e.StartupID).Scan(&locked); err != nil {
		return assessment.Assessment{}, lookupError(err)
	}
	draft, err := one(ctx, tx, open, e.StartupID)
	if errors.Is(err, assessment.ErrNotFound) {
		draft, err = assessment.Assessment{StartupID: e.StartupID, State: assessment.Draft, Facts: e.Start}, nil
	}
	if err != nil {
		return draft, err
	}
	// A signature that this transaction waited for is seen from here on.
	if err := tx.QueryRow(ctx, signed, e.StartupID).Scan(&after); err != nil {
		return draft, err
	}
	if after != e.After {
		return draft, assessment.ErrConflict
	}
	return draft, nil
}

// keepDraft writes a draft, under the next revision of its startup's assessments.
func keepDraft(ctx context.Context, tx pgx.Tx, draft assessment.Assessment) (assessment.Assessment, error) {
	const query = `
		INSERT INTO assessments (startup_id, state, facts, saves, author, author_id, revision, created_at, updated_at)
		SELECT $1, 'draft', $2, $3, $4, $5, coalesce(max(revision), 0) + 1, $6, $6 FROM assessments WHERE startup_id = $1
		ON CONFLICT (startup_id) WHERE state = 'draft' DO UPDATE
		SET facts = excluded.facts, saves = excluded.saves, author = excluded.author, author_id = excluded.author_id,
			revision = excluded.revision, updated_at = excluded.updated_at
		RETURNING ` + assessmentColumns
	return one(ctx, tx, query, draft.StartupID, draft.Facts, draft.Saves, draft.Author, null(draft.AuthorID), draft.UpdatedAt)
}

// recordSave adds a save to the audit trail, unless the last thing that its author
// did on that day was to save the same draft: one line tells of them all.
func recordSave(ctx context.Context, tx pgx.Tx, draft assessment.Assessment) error {
	event := eventOf(draft, assessment.DidSaveDraft, draft.UpdatedAt)
	if draft.CreatedAt.Equal(draft.UpdatedAt) {
		event.Kind = assessment.DidOpenDraft
		return record(ctx, tx, event)
	}
	const query = `
		SELECT EXISTS (SELECT FROM (
			SELECT kind, startup_id, at FROM audit WHERE author_id = $1 ORDER BY id DESC LIMIT 1) last
		WHERE kind IN ('draft-opened', 'draft-saved') AND startup_id = $2 AND at > $3::timestamptz - interval '1 day')`
	var told bool
	if err := tx.QueryRow(ctx, query, event.AuthorID, event.StartupID, event.At).Scan(&told); err != nil || told {
		return err
	}
	return record(ctx, tx, event)
}

// Sign turns the open draft into the signed assessment that
// [assessment.Assessment.Sign] made of it; it then waits for a decision in the
// place of the one before. Revision is that of the draft that was read;
// [assessment.ErrConflict] says that it was saved or signed since.
func (s *Store) Sign(ctx context.Context, signed assessment.Assessment) (kept assessment.Assessment, err error) {
	const query = `
		UPDATE assessments
		SET state = 'signed', facts = $3, verdict = $4, author = $5, revision = revision + 1, updated_at = $6, signed_at = $6,
			author_id = $7, answer_by = $8
		WHERE startup_id = $1 AND state = 'draft' AND revision = $2
		RETURNING ` + assessmentColumns
	const wait = `
		INSERT INTO pending (startup_id, assessment_id) VALUES ($1, $2)
		ON CONFLICT (startup_id) DO UPDATE SET assessment_id = excluded.assessment_id`
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		kept, err = one(ctx, tx, query, signed.StartupID, signed.Revision, signed.Facts, signed.Verdict, signed.Author, signed.SignedAt,
			null(signed.AuthorID), signed.AnswerBy.Time())
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, wait, kept.StartupID, kept.ID); err != nil {
			return err
		}
		return record(ctx, tx, eventOf(kept, assessment.DidSign, kept.SignedAt))
	})
	if err != nil {
		return assessment.Assessment{}, errorf("sign the draft of startup %q: %w", signed.StartupID, signError(err))
	}
	return kept, nil
}

// eventOf is what the author of an assessment did to it.
func eventOf(a assessment.Assessment, kind assessment.EventKind, at time.Time) assessment.Event {
	return assessment.Event{At: at, Author: a.Author, AuthorID: a.AuthorID, Kind: kind, StartupID: a.StartupID, AssessmentID: a.ID}
}

// null is an id as PostgreSQL keeps it: the program itself has none.
func null(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

// signError tells why nothing was signed: no row met the condition on the revision,
// or another process took the same revision first (unique_violation).
func signError(err error) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); errors.Is(err, assessment.ErrNotFound) || ok && pg.Code == "23505" {
		return assessment.ErrConflict
	}
	return err
}
