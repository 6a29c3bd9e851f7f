// Package postgres keeps startups and their assessments in PostgreSQL, version
// 15 or newer. The SQL stands beside the method that runs it; every exported
// method is one transaction, so that what it reads or writes is of a piece.
package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Store reads and writes one database. It holds no state of its own: any number
// of stores, in any number of processes, work on the same database.
type Store struct {
	db      DB
	streams DB // what reads long lists
}

// DB is what the store needs of a pool. A transaction has it too, so that a test
// can run in one and roll everything back.
type DB interface {
	Begin(ctx context.Context) (pgx.Tx, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// New returns the store of a database whose schema is up to date (see [Migrate]).
func New(db DB) *Store { return &Store{db: db, streams: db} }
