package postgres

import (
	"context"
	"errors"
	"iter"
	"time"

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
	selected := selectStartups(f, day)
	query := `SELECT ` + classifiedColumns + ` FROM (SELECT s.*` + selected.from() + `) s ORDER BY s.id`
	return stream(ctx, s.streams, "classified", query, selected.args, collectClassified)
}

// Registered streams the entries of the register decided on or before a day, the
// first one first, of the startups that a filter selects; as Classified does. With
// [assessment.Filter.ChangedSince] it is those decided after that day.
func (s *Store) Registered(ctx context.Context, f assessment.Filter, day assessment.Date) iter.Seq2[assessment.RegisterEntry, error] {
	selected := selectStartups(f, day)
	query := `
		SELECT ` + entryColumns + `, startupname
		FROM (SELECT s.id AS selected, s.name AS startupname` + selected.from() + `) s JOIN register ON startup_id = selected
		WHERE decided_on <= @day AND (@since::date IS NULL OR decided_on > @since::date) ORDER BY id`
	return stream(ctx, s.streams, "registered", query, selected.args, func(rows pgx.Rows) ([]assessment.RegisterEntry, error) {
		return pgx.CollectRows(rows, pgx.RowToStructByNameLax[assessment.RegisterEntry])
	})
}

// stream hands out what a query finds, through a cursor. An error ends it. Each kind
// of rows has a cursor of its own name: pgx remembers what a FETCH returns.
func stream[T any](ctx context.Context, db DB, cursor, query string, args pgx.NamedArgs, collect func(pgx.Rows) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := pgx.BeginFunc(ctx, soon{db}, func(tx pgx.Tx) error {
			// PostgreSQL takes no parameters where a cursor is declared: pgx writes them out.
			if _, err := tx.Exec(ctx, `DECLARE `+cursor+` NO SCROLL CURSOR FOR `+query, pgx.QueryExecModeSimpleProtocol, args); err != nil {
				return err
			}
			return fetch(ctx, tx, cursor, collect, yield)
		})
		if err != errRead {
			var none T
			yield(none, errorf("%s: %w", cursor, err))
		}
	}
}

// fetch yields what the cursor holds, and ends with errRead.
func fetch[T any](ctx context.Context, tx pgx.Tx, cursor string, collect func(pgx.Rows) ([]T, error), yield func(T, error) bool) error {
	for {
		rows, _ := tx.Query(ctx, `FETCH FORWARD 200 FROM `+cursor)
		batch, err := collect(rows)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			return errRead
		}
		for _, row := range batch {
			if !yield(row, nil) {
				return errRead
			}
		}
	}
}

// soon is a database whose transactions begin soon or not at all: a request for a
// stream is refused when there are too many, instead of waiting.
type soon struct{ DB }

// Begin begins a transaction.
func (db soon) Begin(ctx context.Context) (pgx.Tx, error) {
	ctx, cancel := context.WithTimeout(ctx, streamWait)
	defer cancel()
	return db.DB.Begin(ctx)
}

// streamWait is how long a stream waits for its turn.
const streamWait = 20 * time.Second
