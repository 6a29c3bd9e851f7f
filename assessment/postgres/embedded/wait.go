package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	pause    = 5 * time.Millisecond // between two looks
	patience = 30 * time.Second     // with a server that should end, or that says nothing
)

// awaitPredecessor waits until the server of a process that was killed has shut
// down, and removes the lock that it may have left.
func awaitPredecessor(ctx context.Context, data string, owner account) error {
	_, err := os.Stat(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		busy, err := serving(data, owner)
		if err != nil {
			return err
		}
		if !busy {
			return removeStaleLock(data)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("%w\u00a0: un serveur PostgreSQL travaille encore dans %s", ErrInUse, data)
		}
	}
}

var errEnded = errors.New("il s’est arrêté aussitôt")

// awaitReady waits until the server lets somebody in, however long it answers
// that it is recovering from a crash.
func (s *Server) awaitReady(ctx context.Context) error {
	heard := time.Now()
	for {
		conn, err := pgconn.Connect(ctx, s.url)
		if err == nil {
			return conn.Close(ctx)
		}
		if _, answered := errors.AsType[*pgconn.PgError](err); answered {
			heard = time.Now()
		}
		if time.Since(heard) > patience {
			return fmt.Errorf("il ne répond pas\u00a0: %w", err)
		}
		select {
		case <-time.After(pause):
		case <-s.done:
			return errEnded
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
