package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Assessment returns a signed assessment; a draft is [assessment.ErrNotFound] too.
func (s *Store) Assessment(ctx context.Context, id int64) (assessment.Assessment, error) {
	const query = `SELECT ` + assessmentColumns + ` FROM assessments WHERE id = $1 AND state = 'signed'`
	signed, err := s.assessment(ctx, query, id)
	if err != nil {
		return assessment.Assessment{}, fmt.Errorf("assessment %d: %w", id, err)
	}
	return signed, nil
}

// History returns the signed assessments of a startup, the last one first: the
// last hundred of them, which is decades at the programme's pace.
func (s *Store) History(ctx context.Context, startupID string) ([]assessment.Assessment, error) {
	const query = `
		SELECT ` + assessmentColumns + ` FROM assessments
		WHERE startup_id = $1 AND state = 'signed' ORDER BY revision DESC LIMIT 100`
	rows, _ := s.db.Query(ctx, query, startupID)
	history, err := pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Assessment])
	if err != nil {
		return nil, fmt.Errorf("assessments of startup %q: %w", startupID, err)
	}
	return history, nil
}
