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

// Classified streams every startup, withdrawn ones too, by id with the
// classification in force on a day. All of them are as they were when the sequence began: a
// cursor hands them out, a few hundred in memory at a time. The transaction
// ends with the sequence, also when the reader breaks off.
func (s *Store) Classified(ctx context.Context, day assessment.Date) iter.Seq2[assessment.Classified, error] {
	return func(yield func(assessment.Classified, error) bool) {
		err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error { return streamClassified(ctx, tx, day, yield) })
		if err != errRead {
			yield(assessment.Classified{}, fmt.Errorf("classified startups: %w", err))
		}
	}
}

func streamClassified(ctx context.Context, tx pgx.Tx, day assessment.Date, yield func(assessment.Classified, error) bool) error {
	const declare = `
		DECLARE classified NO SCROLL CURSOR FOR
		SELECT ` + classifiedColumns + ` FROM startups s ORDER BY s.id`
	const fetch = `FETCH FORWARD 200 FROM classified`
	// PostgreSQL takes no parameters where a cursor is declared: pgx writes them out.
	if _, err := tx.Exec(ctx, declare, pgx.QueryExecModeSimpleProtocol, pgx.NamedArgs{"day": day.Time()}); err != nil {
		return err
	}
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
