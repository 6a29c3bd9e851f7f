package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// fileColumns are the fields of [assessment.Record], of signed assessments a.
const fileColumns = `
	(SELECT to_jsonb(x) FROM (SELECT ` + assessmentColumns + ` FROM assessments WHERE id = a.id) x) AS assessment,
	coalesce((SELECT to_jsonb(x) FROM (
		SELECT assessment_id AS assessmentid, answers, author, coalesce(author_id, 0) AS authorid, at
		FROM reviews WHERE assessment_id = a.id) x), '{}') AS review,
	coalesce((SELECT to_jsonb(x) FROM (
		SELECT assessment_id AS assessmentid, reason, author, coalesce(author_id, 0) AS authorid, at
		FROM returns WHERE assessment_id = a.id) x), '{}') AS return,
	(SELECT jsonb_agg(to_jsonb(x) ORDER BY id) FROM (
		SELECT ` + entryColumns + ` FROM register WHERE assessment_id = a.id) x) AS entries,
	coalesce((SELECT n.id FROM assessments n
		WHERE n.startup_id = a.startup_id AND n.state = 'signed' AND n.revision > a.revision ORDER BY n.revision LIMIT 1), 0) AS newer,
	coalesce((SELECT max(r.id) FROM register r WHERE r.startup_id = a.startup_id), 0) AS lastentry`

// Record returns a signed assessment with what was recorded about it; a draft is
// [assessment.ErrNotFound] too.
func (s *Store) Record(ctx context.Context, id int64) (assessment.Record, error) {
	f, err := file(ctx, s.db, id)
	if err != nil {
		return assessment.Record{}, errorf("assessment %d: %w", id, err)
	}
	return f, nil
}

func file(ctx context.Context, db queryer, id int64) (assessment.Record, error) {
	const query = `SELECT ` + fileColumns + ` FROM assessments a WHERE id = $1 AND state = 'signed'`
	rows, _ := db.Query(ctx, query, id)
	f, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Record])
	return f, lookupError(err)
}

// History returns the signed assessments of a startup, the last one first: the
// last hundred of them, which is decades at the programme's pace.
func (s *Store) History(ctx context.Context, startupID string) ([]assessment.Record, error) {
	const query = `
		SELECT ` + fileColumns + ` FROM assessments a
		WHERE startup_id = $1 AND state = 'signed' ORDER BY revision DESC LIMIT 100`
	rows, _ := s.db.Query(ctx, query, startupID)
	history, err := pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Record])
	if err != nil {
		return nil, errorf("assessments of startup %q: %w", startupID, err)
	}
	return history, nil
}

// act runs what adds a record to a file, on the file as it is now: until the
// transaction ends, nobody else adds one to a file of the same startup.
func (s *Store) act(ctx context.Context, id int64, do func(pgx.Tx, assessment.Record) error) error {
	const lock = `
		SELECT FROM startups WHERE id = (SELECT startup_id FROM assessments WHERE id = $1) FOR NO KEY UPDATE`
	return pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, lock, id); err != nil {
			return err
		}
		f, err := file(ctx, tx, id)
		if err != nil {
			return err
		}
		return do(tx, f)
	})
}

// Review records the answer of an administration, unless [assessment.Record.CheckReview]
// refuses it.
func (s *Store) Review(ctx context.Context, r assessment.Review) error {
	const query = `INSERT INTO reviews (assessment_id, answers, author, author_id, at) VALUES ($1, $2, $3, $4, $5)`
	err := s.act(ctx, r.AssessmentID, func(tx pgx.Tx, f assessment.Record) error {
		if err := f.CheckReview(r); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, query, r.AssessmentID, r.Answers, r.Author, null(r.AuthorID), r.At); err != nil {
			return err
		}
		event := assessment.Event{At: r.At, Author: r.Author, AuthorID: r.AuthorID, Kind: assessment.DidReview,
			StartupID: f.Assessment.StartupID, AssessmentID: r.AssessmentID, Detail: "contreseing"}
		if n := len(r.Contested()); n > 0 {
			event.Detail = fmt.Sprintf("contestation, %d critère(s)", n)
		}
		return record(ctx, tx, event)
	})
	if err != nil {
		return errorf("review of assessment %d: %w", r.AssessmentID, err)
	}
	return nil
}

// SendBack records that the programme sends an assessment back, unless
// [assessment.Record.CheckReturn] refuses it, and opens a draft with these facts
// where none is open.
func (s *Store) SendBack(ctx context.Context, r assessment.Return, seen int, facts assessment.Facts) error {
	const query = `INSERT INTO returns (assessment_id, reason, author, author_id, at) VALUES ($1, $2, $3, $4, $5)`
	const draft = `
		INSERT INTO assessments (startup_id, state, facts, author, author_id, revision, created_at, updated_at)
		SELECT $1, 'draft', $2, $3, $4, max(revision) + 1, $5, $5 FROM assessments WHERE startup_id = $1
		ON CONFLICT DO NOTHING`
	err := s.act(ctx, r.AssessmentID, func(tx pgx.Tx, f assessment.Record) error {
		if err := f.CheckReturn(r, seen); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, query, r.AssessmentID, r.Reason, r.Author, null(r.AuthorID), r.At); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, draft, f.Assessment.StartupID, facts, r.Author, null(r.AuthorID), r.At); err != nil {
			return err
		}
		if err := settle(ctx, tx, r.AssessmentID); err != nil {
			return err
		}
		return record(ctx, tx, assessment.Event{At: r.At, Author: r.Author, AuthorID: r.AuthorID, Kind: assessment.DidSendBack,
			StartupID: f.Assessment.StartupID, AssessmentID: r.AssessmentID})
	})
	if err != nil {
		return errorf("send back assessment %d: %w", r.AssessmentID, err)
	}
	return nil
}

// settle takes an assessment away from what waits for a decision.
func settle(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM pending WHERE assessment_id = $1`, id)
	return err
}
