package postgres

import (
	"context"
	"errors"
	"fmt"
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
		return assessment.Assessment{}, fmt.Errorf("draft of startup %q: %w", startupID, err)
	}
	return draft, nil
}

// SaveDraft keeps the facts, author and time (UpdatedAt) of a draft, which it
// opens where there is none. Revision is the one that was read: of the draft, else
// of the last signed assessment, else 0. [assessment.ErrConflict] says that
// somebody saved or signed since, [assessment.ErrNotFound] that there is no such
// startup. The result carries the new revision.
func (s *Store) SaveDraft(ctx context.Context, draft assessment.Assessment) (assessment.Assessment, error) {
	// Both conditions on the revision are needed: the first keeps a stale save from
	// opening a draft, the second is checked again on a row that changed meanwhile.
	const query = `
		INSERT INTO assessments (startup_id, state, facts, author, revision, created_at, updated_at, author_id)
		SELECT $1, 'draft', $2::jsonb, $3, $4::int + 1, $5::timestamptz, $5, $6::bigint
		WHERE $4 = (SELECT coalesce(max(revision), 0) FROM assessments WHERE startup_id = $1)
		ON CONFLICT (startup_id) WHERE state = 'draft' DO UPDATE
		SET facts = excluded.facts, author = excluded.author, author_id = excluded.author_id, revision = excluded.revision, updated_at = excluded.updated_at
		WHERE assessments.revision = $4
		RETURNING ` + assessmentColumns
	kept, err := s.keep(ctx, func(tx pgx.Tx) (assessment.Assessment, error) {
		kept, err := one(ctx, tx, query, draft.StartupID, draft.Facts, draft.Author, draft.Revision, draft.UpdatedAt, null(draft.AuthorID))
		if err != nil {
			return kept, err
		}
		return kept, recordSave(ctx, tx, kept)
	})
	if err != nil {
		return assessment.Assessment{}, fmt.Errorf("save the draft of startup %q: %w", draft.StartupID, saveError(err))
	}
	return kept, nil
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
// [assessment.ErrConflict] says that somebody saved or signed since.
func (s *Store) Sign(ctx context.Context, signed assessment.Assessment) (assessment.Assessment, error) {
	const query = `
		UPDATE assessments
		SET state = 'signed', facts = $3, verdict = $4, author = $5, revision = revision + 1, updated_at = $6, signed_at = $6,
			author_id = $7, answer_by = $8
		WHERE startup_id = $1 AND state = 'draft' AND revision = $2
		RETURNING ` + assessmentColumns
	const wait = `
		INSERT INTO pending (startup_id, assessment_id) VALUES ($1, $2)
		ON CONFLICT (startup_id) DO UPDATE SET assessment_id = excluded.assessment_id`
	kept, err := s.keep(ctx, func(tx pgx.Tx) (assessment.Assessment, error) {
		kept, err := one(ctx, tx, query, signed.StartupID, signed.Revision, signed.Facts, signed.Verdict, signed.Author, signed.SignedAt,
			null(signed.AuthorID), signed.AnswerBy.Time())
		if err != nil {
			return kept, err
		}
		if _, err := tx.Exec(ctx, wait, kept.StartupID, kept.ID); err != nil {
			return kept, err
		}
		return kept, record(ctx, tx, eventOf(kept, assessment.DidSign, kept.SignedAt))
	})
	if err != nil {
		return assessment.Assessment{}, fmt.Errorf("sign the draft of startup %q: %w", signed.StartupID, saveError(err))
	}
	return kept, nil
}

// keep runs what changes an assessment in one transaction.
func (s *Store) keep(ctx context.Context, do func(pgx.Tx) (assessment.Assessment, error)) (kept assessment.Assessment, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		kept, err = do(tx)
		return err
	})
	return kept, err
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

// saveError tells why nothing was saved: no row met the condition on the
// revision, another process took the same revision first (unique_violation), or
// the startup does not exist (foreign_key_violation).
func saveError(err error) error {
	if errors.Is(err, assessment.ErrNotFound) {
		return assessment.ErrConflict
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pg.Code {
		case "23505":
			return assessment.ErrConflict
		case "23503":
			return assessment.ErrNotFound
		}
	}
	return err
}
