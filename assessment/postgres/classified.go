package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// errRead ends a transaction that has only read: there is nothing to commit.
var errRead = errors.New("read")

// Classified streams the startups that a filter selects, by id, with the
// classification in force on a day. All of them are as they were when the sequence
// began: a cursor hands them out, a few hundred in memory at a time. The
// transaction ends with the sequence, also when the reader breaks off.
func (s *Store) Classified(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.Classified, error] {
	return func(yield func(assessment.Classified, error) bool) {
		selected := selectStartups(f, day)
		declare := `
			DECLARE classified NO SCROLL CURSOR FOR
			SELECT ` + classifiedColumns + ` FROM (SELECT s.*` + selected.from() + `) s ORDER BY s.id`
		err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
			// PostgreSQL takes no parameters where a cursor is declared: pgx writes them out.
			if _, err := tx.Exec(ctx, declare, pgx.QueryExecModeSimpleProtocol, selected.args); err != nil {
				return err
			}
			return streamClassified(ctx, tx, yield)
		})
		if err != errRead {
			yield(assessment.Classified{}, fmt.Errorf("classified startups: %w", err))
		}
	}
}

// streamClassified yields what the cursor holds, and ends with errRead.
func streamClassified(ctx context.Context, tx pgx.Tx, yield func(assessment.Classified, error) bool) error {
	const fetch = `FETCH FORWARD 200 FROM classified`
	for {
		rows, _ := tx.Query(ctx, fetch)
		batch, err := collectClassified(rows)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			return errRead
		}
		for _, c := range batch {
			if !yield(c, nil) {
				return errRead
			}
		}
	}
}
