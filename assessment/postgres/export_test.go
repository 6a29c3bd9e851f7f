package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Fold lets the tests fill the column search as an import does.
var Fold = fold

// Look asks once, and tells what is known then.
func (w *Watch) Look(ctx context.Context, conn *pgx.Conn) (*pgx.Conn, error) {
	conn = w.check(ctx, conn)
	return conn, w.Health()
}

// Wait runs a statement that takes long on one of the connections for requests.
func (p *Pools) Wait(ctx context.Context, begun chan<- struct{}) error {
	conn, err := p.requests.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	close(begun)
	_, err = conn.Exec(ctx, `SELECT pg_sleep(600)`)
	return errorf("wait: %w", err)
}
