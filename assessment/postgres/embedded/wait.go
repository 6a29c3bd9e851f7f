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
	patience = 30 * time.Second     // for a server that was told to shut down
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
			return fmt.Errorf("%w : un serveur PostgreSQL travaille encore dans %s", ErrInUse, data)
		}
	}
}

var errEnded = errors.New("il s’est arrêté aussitôt")

// awaitReady waits until the server answers, however long it takes to recover
// from a crash.
func (s *Server) awaitReady(ctx context.Context) error {
	for {
		conn, err := pgconn.Connect(ctx, s.url)
		if err == nil {
			return conn.Close(ctx)
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
