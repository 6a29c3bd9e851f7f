package postgres

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// commandLine is the author of what was done without signing in.
const commandLine = "Ligne de commande"

// record adds a line to the audit trail, in the transaction of what it tells.
func record(ctx context.Context, tx pgx.Tx, e assessment.Event) error {
	const query = `
		INSERT INTO audit (at, author, author_id, kind, startup_id, assessment_id, account, detail)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	_, err := tx.Exec(ctx, query, e.At, cmp.Or(e.Author, commandLine), null(e.AuthorID), e.Kind, e.StartupID, e.AssessmentID, e.Account, e.Detail)
	return err
}

// Events returns the hundred lines of the audit trail before one, or the last
// hundred for 0, the last one first.
func (s *Store) Events(ctx context.Context, before int64) ([]assessment.Event, error) {
	const query = `
		SELECT id, at, author, coalesce(author_id, 0) AS authorid, kind, startup_id AS startupid, assessment_id AS assessmentid, account, detail
		FROM audit WHERE $1 = 0 OR id < $1 ORDER BY id DESC LIMIT 100`
	rows, _ := s.db.Query(ctx, query, before)
	events, err := pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Event])
	if err != nil {
		return nil, errorf("audit trail: %w", err)
	}
	return events, nil
}
