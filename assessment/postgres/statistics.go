package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Decisions returns the last decisions of the register, the last one first.
func (s *Store) Decisions(ctx context.Context, most int) ([]assessment.RegisterEntry, error) {
	const query = `
		SELECT ` + entryColumns + `, (SELECT name FROM startups s WHERE s.id = startup_id) AS startupname
		FROM register ORDER BY id DESC LIMIT $1`
	rows, _ := s.db.Query(ctx, query, most)
	decisions, err := pgx.CollectRows(rows, pgx.RowToStructByName[assessment.RegisterEntry])
	if err != nil {
		return nil, errorf("decisions: %w", err)
	}
	return decisions, nil
}

// Statistics returns the figures of the tool itself on a day.
func (s *Store) Statistics(ctx context.Context, day assessment.Date) (assessment.Statistics, error) {
	const query = `
		WITH inforce AS (
			SELECT DISTINCT ON (register.startup_id) decided, register.valid_until, as_of
			FROM register JOIN assessments a ON a.id = assessment_id
			WHERE decided_on <= $1 ORDER BY register.startup_id, register.id DESC)
		SELECT (SELECT count(*) FROM startups WHERE withdrawn_on IS NULL) AS startups,
			(SELECT count(DISTINCT startup_id) FROM assessments WHERE state = 'signed') AS assessed,
			count(*) AS published,
			count(*) FILTER (WHERE decided = 'realisations') AS realisations,
			count(*) FILTER (WHERE valid_until < $1) AS toconfirm,
			coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY $1 - as_of), 0) AS medianage
		FROM inforce`
	rows, _ := s.db.Query(ctx, query, day.Time())
	statistics, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Statistics])
	if err != nil {
		return assessment.Statistics{}, errorf("statistics: %w", err)
	}
	return statistics, nil
}
