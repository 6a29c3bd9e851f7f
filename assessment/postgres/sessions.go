package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// touchEvery is how often at most the use of a session is written down.
const touchEvery = time.Minute

// Sessions keeps what the browsers that are signed in remember. It is a store of
// package scs, told by the clock of the database, which all processes share.
type Sessions struct {
	db   DB
	idle time.Duration // without use, after which a session is over
}

// NewSessions returns the sessions of a database, which end when they are not used
// for a while.
func NewSessions(db DB, idle time.Duration) *Sessions { return &Sessions{db, idle} }

// FindCtx returns the data of a session that goes on, and records its use, at most
// once a minute.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	const query = `
		SELECT data, seen_at < clock_timestamp() - $3::interval AS stale FROM sessions
		WHERE token = $1 AND NOT ended AND expiry > clock_timestamp() AND seen_at > clock_timestamp() - $2::interval`
	rows, _ := s.db.Query(ctx, query, token, s.idle, touchEvery)
	session, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[struct {
		Data  []byte
		Stale bool
	}])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, errorf("session: %w", err)
	}
	if session.Stale {
		err = s.exec(ctx, `UPDATE sessions SET seen_at = clock_timestamp() WHERE token = $1 AND NOT ended`, token)
	}
	return session.Data, err == nil, err
}

// CommitCtx keeps the data of a session until a time. A session that has ended stays
// ended. Sessions whose time has come are removed.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	const query = `
		WITH removed AS (
			DELETE FROM sessions WHERE token IN (
				SELECT token FROM sessions WHERE expiry < clock_timestamp() AND token <> $1 LIMIT 100 FOR UPDATE SKIP LOCKED))
		INSERT INTO sessions (token, data, expiry, seen_at) VALUES ($1, $2, $3, clock_timestamp())
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expiry = excluded.expiry, seen_at = excluded.seen_at
		WHERE NOT sessions.ended`
	return s.exec(ctx, query, token, data, expiry)
}

// DeleteCtx ends a session for good.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.exec(ctx, `UPDATE sessions SET data = '', ended = true WHERE token = $1`, token)
}

func (s *Sessions) exec(ctx context.Context, query string, args ...any) error {
	rows, _ := s.db.Query(ctx, query, args...)
	rows.Close()
	if err := rows.Err(); err != nil {
		return errorf("session: %w", err)
	}
	return nil
}

// Find is [Sessions.FindCtx] for callers without a context, which package scs requires.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is [Sessions.CommitCtx] for callers without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is [Sessions.DeleteCtx] for callers without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
