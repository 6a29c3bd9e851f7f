package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Attend records that a person has the draft of a startup open, and returns the
// others who had it open at a given time or since, the last seen first.
func (s *Store) Attend(ctx context.Context, startupID string, accountID int64, now, since time.Time) (others []assessment.Attendance, err error) {
	const see = `
		INSERT INTO attendances (startup_id, account_id, seen_at) VALUES ($1, $2, $3)
		ON CONFLICT (startup_id, account_id) DO UPDATE SET seen_at = excluded.seen_at`
	const query = `
		SELECT account_id AS accountid, name, seen_at AS seenat FROM attendances JOIN accounts ON id = account_id
		WHERE startup_id = $1 AND account_id <> $2 AND seen_at >= $3 ORDER BY seen_at DESC, account_id`
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, see, startupID, accountID, now); err != nil {
			return err
		}
		rows, _ := tx.Query(ctx, query, startupID, accountID, since)
		others, err = pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Attendance])
		return err
	})
	if err != nil {
		return nil, errorf("attend to the draft of startup %q: %w", startupID, err)
	}
	return others, nil
}
