package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	pause    = 5 * time.Millisecond // between two looks
	patience = 30 * time.Second     // for a server that was told to shut down
)

// awaitPredecessor waits until the server of a process that was killed has shut
// down, and removes what it may have left.
func awaitPredecessor(ctx context.Context, data string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		busy, err := serving(data)
		if err != nil {
			return err
		}
		if !busy {
			return removeStaleLocks(data)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("%w : un serveur PostgreSQL travaille encore dans %s", ErrInUse, data)
		}
	}
}

var errEnded = errors.New("le serveur s’est arrêté")

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

// since returns what was written to the server's log after a position.
func since(log string, begin int64) string {
	text, err := os.ReadFile(log)
	if err != nil || int64(len(text)) < begin {
		return ""
	}
	return strings.TrimSpace(string(text[begin:]))
}
