package postgres

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	lookEvery     = time.Second     // how often a watch asks
	late          = 3 * time.Second // after a good answer, when the next one is overdue
	answerTimeout = time.Second     // before the server is looked for again
	writeTimeout  = time.Second     // before what is written counts as not confirmed
)

// Watch asks a database all the time, on a connection of its own, whether it answers
// and keeps what it is told. So a server that hangs is noticed by the watch, and not
// by everyone who needs it.
type Watch struct {
	config *pgx.ConnConfig
	lost   func() // called when the server no longer answers
	server string // the address of the one that was found last, "" for none

	mu     sync.Mutex
	health error
	since  time.Time // of health
}

// NewWatch returns a watch of a database that calls lost when it no longer answers.
func NewWatch(config *pgx.ConnConfig, lost func()) *Watch {
	return &Watch{config: config, lost: lost, health: errors.New("the database was not asked yet"), since: time.Now()}
}

// Health reports why the database cannot be counted on: it does not answer, refuses to
// write, or does not confirm what it writes, as when a synchronous standby is gone. It
// tells what is known and does not wait; an answer that is overdue is no answer.
func (w *Watch) Health() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.health == nil && time.Since(w.since) > late {
		return errors.New("the answer of the database is overdue")
	}
	return w.health
}

// Start asks for the first time, and watches from then on until ctx ends. It closes the
// channel that it returns at the end.
func (w *Watch) Start(ctx context.Context) <-chan struct{} {
	ended := make(chan struct{})
	conn := w.check(ctx, nil)
	go func() {
		defer close(ended)
		w.run(ctx, conn)
	}()
	return ended
}

func (w *Watch) run(ctx context.Context, conn *pgx.Conn) {
	for ctx.Err() == nil {
		watched := conn != nil
		conn = w.check(ctx, conn)
		if watched && conn == nil {
			continue // to learn at once whether the server or only the answer was lost
		}
		select {
		case <-ctx.Done():
		case <-time.After(lookEvery):
		}
	}
	disconnect(conn)
}

// check asks once and keeps what is known then. It returns the connection to ask over
// the next time, nil where it was lost.
func (w *Watch) check(ctx context.Context, conn *pgx.Conn) *pgx.Conn {
	conn, err := w.look(ctx, conn)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.health, w.since = err, time.Now()
	return conn
}

// look asks once, over the connection of the look before where it still stands.
func (w *Watch) look(ctx context.Context, conn *pgx.Conn) (_ *pgx.Conn, err error) {
	if conn == nil || conn.IsClosed() {
		if conn, err = w.connect(ctx); err != nil {
			return nil, err
		}
	}
	readOnly, err := isReadOnly(ctx, conn)
	if err != nil {
		disconnect(conn)
		return nil, err
	}
	if readOnly {
		return conn, errReadOnly
	}
	return conn, write(ctx, conn)
}

// connect finds the server again, or another one in its place. The former is lost
// then: what waits for it has to be told. A server that refuses is there.
func (w *Watch) connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, w.config.Copy())
	address := ""
	if err == nil {
		address = conn.PgConn().Conn().RemoteAddr().String()
	} else if _, refused := errors.AsType[*pgconn.PgError](err); refused {
		return nil, err
	}
	if w.server != "" && w.server != address {
		w.lost()
	}
	w.server = address
	return conn, err
}

var errReadOnly = errors.New("the database takes no writes")

// isReadOnly asks a server whether it is one that only reads, as a standby is.
func isReadOnly(ctx context.Context, conn *pgx.Conn) (readOnly bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	err = conn.QueryRow(ctx, `SELECT current_setting('transaction_read_only')::boolean`).Scan(&readOnly)
	return readOnly, err
}

// write sends a message to the log of the database, which is the smallest thing that
// is written, flushed and replicated like what people save. Nothing reads it.
func write(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, writeTimeout)
	defer cancel()
	_, err := conn.Exec(ctx, `SELECT FROM pg_logical_emit_message(true, 'transfert', '')`)
	return err
}

// disconnect ends a connection without waiting for a server that may hang.
func disconnect(conn *pgx.Conn) {
	if conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	_ = conn.Close(ctx)
}
