package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
)

// Draft returns the open draft of a startup, or [assessment.ErrNotFound].
func (s *Store) Draft(ctx context.Context, startupID string) (assessment.Assessment, error) {
	const query = `SELECT ` + assessmentColumns + ` FROM assessments WHERE startup_id = $1 AND state = 'draft'`
	draft, err := s.assessment(ctx, query, startupID)
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
		INSERT INTO assessments (startup_id, state, facts, author, revision, created_at, updated_at)
		SELECT $1, 'draft', $2::jsonb, $3, $4::int + 1, $5::timestamptz, $5
		WHERE $4 = (SELECT coalesce(max(revision), 0) FROM assessments WHERE startup_id = $1)
		ON CONFLICT (startup_id) WHERE state = 'draft' DO UPDATE
		SET facts = excluded.facts, author = excluded.author, revision = excluded.revision, updated_at = excluded.updated_at
		WHERE assessments.revision = $4
		RETURNING ` + assessmentColumns
	kept, err := s.assessment(ctx, query, draft.StartupID, draft.Facts, draft.Author, draft.Revision, draft.UpdatedAt)
	if err != nil {
		return assessment.Assessment{}, fmt.Errorf("save the draft of startup %q: %w", draft.StartupID, saveError(err))
	}
	return kept, nil
}

// Sign turns the open draft into the signed assessment that
// [assessment.Assessment.Sign] made of it. Revision is that of the draft that was
// read; [assessment.ErrConflict] says that somebody saved or signed since.
func (s *Store) Sign(ctx context.Context, signed assessment.Assessment) (assessment.Assessment, error) {
	const query = `
		UPDATE assessments
		SET state = 'signed', facts = $3, verdict = $4, author = $5, revision = revision + 1, updated_at = $6, signed_at = $6
		WHERE startup_id = $1 AND state = 'draft' AND revision = $2
		RETURNING ` + assessmentColumns
	kept, err := s.assessment(ctx, query,
		signed.StartupID, signed.Revision, signed.Facts, signed.Verdict, signed.Author, signed.SignedAt)
	if err != nil {
		return assessment.Assessment{}, fmt.Errorf("sign the draft of startup %q: %w", signed.StartupID, saveError(err))
	}
	return kept, nil
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
