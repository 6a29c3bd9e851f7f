// Package postgres keeps startups and their assessments in PostgreSQL, version
// 15 or newer. The SQL stands beside the method that runs it; every exported
// method is one transaction, so that what it reads or writes is of a piece.
package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment"
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

// Open opens a pool of connections to a database, for as long as each statement takes.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	inParis(config.ConnConfig)
	config.AfterConnect = readInParis
	return pgxpool.NewWithConfig(ctx, config)
}

// inParis makes the times that PostgreSQL writes as JSON those of Paris, where today
// is today (docs/rules.md, civil dates).
func inParis(config *pgx.ConnConfig) { config.RuntimeParams["timezone"] = assessment.Paris.String() }

// readInParis does the same for the times of columns.
func readInParis(_ context.Context, c *pgx.Conn) error {
	codec := &pgtype.TimestamptzCodec{ScanLocation: assessment.Paris}
	c.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: codec})
	return nil
}
