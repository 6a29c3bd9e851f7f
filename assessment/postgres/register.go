package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Decide adds to the register the entry that [assessment.Record.Decide] makes of a
// decision, unless it refuses it. The grid is that of the assessment. The result
// carries the entry's id.
func (s *Store) Decide(ctx context.Context, grid assessment.Grid, d assessment.Decision) (entry assessment.Entry, err error) {
	err = s.act(ctx, d.AssessmentID, func(tx pgx.Tx, f assessment.Record) error {
		startup, err := startup(ctx, tx, f.Assessment.StartupID)
		if err != nil {
			return err
		}
		if entry, err = f.Decide(grid, startup, d); err != nil {
			return err
		}
		if entry.ID, err = insertEntry(ctx, tx, entry); err != nil {
			return err
		}
		if err := settle(ctx, tx, d.AssessmentID); err != nil {
			return err
		}
		return record(ctx, tx, decided(entry))
	})
	if err != nil {
		return assessment.Entry{}, errorf("decision on assessment %d: %w", d.AssessmentID, err)
	}
	return entry, nil
}

func insertEntry(ctx context.Context, tx pgx.Tx, e assessment.Entry) (id int64, err error) {
	const query = `
		INSERT INTO register (startup_id, assessment_id, computed, decided, basis, reason, valid_until, corrects,
			despite, author, author_id, decided_on, at, look_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`
	err = tx.QueryRow(ctx, query, e.StartupID, e.AssessmentID, e.Computed, e.Decided, e.Basis, e.Reason, dayOrNull(e.ValidUntil), null(e.Corrects),
		e.Despite, e.Author, null(e.AuthorID), dayOrNull(e.DecidedOn), e.At, dayOrNull(e.LookOn)).Scan(&id)
	return id, err
}

// dayOrNull is a date as PostgreSQL keeps it, null where it is not given.
func dayOrNull(d assessment.Date) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.Time()
	return &t
}

// decided is the line of an entry in the audit trail.
func decided(e assessment.Entry) assessment.Event {
	event := assessment.Event{At: e.At, Author: e.Author, AuthorID: e.AuthorID, Kind: assessment.DidDecide,
		StartupID: e.StartupID, AssessmentID: e.AssessmentID, Detail: e.Decided.Label()}
	if e.Corrects != 0 {
		event.Kind = assessment.DidCorrect
	}
	if e.Overrides() {
		event.Detail += ", calculé\u00a0: " + e.Computed.Label()
	}
	return event
}
