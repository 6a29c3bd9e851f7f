// Package postgres keeps startups and their assessments in PostgreSQL, version
// 15 or newer. The SQL stands beside the method that runs it; every exported
// method is one transaction, so that what it reads or writes is of a piece.
package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment"
)

// Store reads and writes one database. It holds no state of its own: any number
// of stores, in any number of processes, work on the same database.
type Store struct{ db DB }

// DB is what the store needs of a pool. A transaction has it too, so that a test
// can run in one and roll everything back.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// New returns the store of a database whose schema is up to date (see [Migrate]).
func New(db DB) *Store { return &Store{db} }

// Open opens a pool of connections to a database. Its times come back in Paris, where
// today is today (docs/rules.md, civil dates): those of columns, and those that
// PostgreSQL writes as JSON.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.ConnConfig.RuntimeParams["timezone"] = assessment.Paris.String()
	config.AfterConnect = func(_ context.Context, c *pgx.Conn) error {
		codec := &pgtype.TimestamptzCodec{ScanLocation: assessment.Paris}
		c.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: codec})
		return nil
	}
	return pgxpool.NewWithConfig(ctx, config)
}

// Ping reports whether the database answers queries.
func (s *Store) Ping(ctx context.Context) error {
	rows, _ := s.db.Query(ctx, `SELECT FROM startups LIMIT 1`)
	rows.Close()
	if err := rows.Err(); err != nil {
		return fmt.Errorf("ping the database: %w", err)
	}
	return nil
}
