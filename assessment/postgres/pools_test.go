package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// gate is a way to the test's server that can be shut: it still accepts connections
// then, as a frozen machine does, and nothing comes through.
type gate struct {
	net.Listener
	shut sync.RWMutex
}

// newGate opens a way to the server of a connection string.
func newGate(t *testing.T, url string) *gate {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	g := &gate{Listener: listener}
	socket := filepath.Join(config.Host, fmt.Sprintf(".s.PGSQL.%d", config.Port))
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", socket)
			if err != nil {
				client.Close()
				continue
			}
			go g.copy(client, server)
			go g.copy(server, client)
		}
	}()
	return g
}

func (g *gate) copy(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		g.shut.RLock()
		g.shut.RUnlock() //lint:ignore SA2001 nothing passes while it is shut
		if err != nil {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// through is a connection string for the database of another one, by way of gates.
func through(t *testing.T, url string, gates ...*gate) string {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	addresses := make([]string, len(gates))
	for i, g := range gates {
		addresses[i] = g.Addr().String()
	}
	return fmt.Sprintf("postgres://%s@%s/%s?sslmode=disable&connect_timeout=1", config.User, strings.Join(addresses, ","), config.Database)
}

func pools(t *testing.T, url string) *postgres.Pools {
	t.Helper()
	p, err := postgres.OpenPools(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// watch is one that nobody runs, and how often it lost its server.
func watch(t *testing.T, url string) (w *postgres.Watch, lost *int) {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	lost = new(int)
	return postgres.NewWatch(config, func() { *lost++ }), lost
}

func TestWhatWaitsForAServerThatHangsIsToldAndTheNextServerAnswers(t *testing.T) {
	url := postgrestest.URL(t)
	first, second := newGate(t, url), newGate(t, url)
	p := pools(t, through(t, url, first, second))
	defer p.Close()
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- p.Wait(t.Context(), begun) }()
	<-begun
	first.shut.Lock()
	defer first.shut.Unlock()
	if err := <-ended; !errors.Is(err, assessment.ErrUnavailable) || t.Context().Err() != nil {
		t.Errorf("what waited: %v", err)
	}
	if _, err := p.Store().Accounts(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestConnectionsThatAreAtWorkDoNotKeepTheProgramFromEnding(t *testing.T) {
	p := pools(t, postgrestest.URL(t)+"&statement_timeout=0")
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- p.Wait(context.WithoutCancel(t.Context()), begun) }()
	<-begun
	p.Close()
	if err := <-ended; !errors.Is(err, assessment.ErrUnavailable) {
		t.Errorf("%v", err)
	}
}

func TestHealthTellsWhatTheDatabaseDoes(t *testing.T) {
	url := postgrestest.URL(t)
	g := newGate(t, url)
	w, lost := watch(t, through(t, url, g))
	if w.Health() == nil {
		t.Error("well before anything was asked")
	}
	conn, err := w.Look(t.Context(), nil)
	if err != nil {
		t.Fatalf("a database that answers: %v", err)
	}
	if conn, err = w.Look(t.Context(), conn); err != nil || *lost != 0 {
		t.Fatalf("asked again: %v, lost %d times", err, *lost)
	}
	g.shut.Lock()
	if conn, err = w.Look(t.Context(), conn); !errors.Is(err, context.DeadlineExceeded) || conn != nil || *lost != 0 {
		t.Errorf("an answer that does not come: %v, lost %d times", err, *lost)
	}
	for range 2 {
		if _, err = w.Look(t.Context(), nil); err == nil || *lost != 1 {
			t.Errorf("a server that hangs: %v, lost %d times", err, *lost)
		}
	}
	g.shut.Unlock()
	if conn, err = w.Look(t.Context(), nil); err != nil || *lost != 1 {
		t.Errorf("once it goes on: %v, lost %d times", err, *lost)
	}
	if _, err := conn.Exec(t.Context(), `SET default_transaction_read_only = on`); err != nil {
		t.Fatal(err)
	}
	if _, err = w.Look(t.Context(), conn); err == nil || *lost != 1 {
		t.Errorf("a server that takes no writes: %v, lost %d times", err, *lost)
	}
}

// A server whose synchronous standby is gone answers every question and keeps
// everybody waiting who saves.
func TestHealthTellsOfASynchronousStandbyThatIsGone(t *testing.T) {
	url := postgrestest.URL(t)
	admin, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close(context.Background())
	set := func(ctx context.Context, standbys string) {
		t.Helper()
		for _, statement := range []string{`ALTER SYSTEM SET synchronous_standby_names = '` + standbys + `'`, `SELECT pg_reload_conf()`} {
			if _, err := admin.Exec(ctx, statement); err != nil {
				t.Fatal(err)
			}
		}
	}
	defer set(context.Background(), "")
	w, lost := watch(t, url+"&synchronous_commit=on") // the test's server waits for nothing otherwise
	conn, err := w.Look(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	set(t.Context(), "gone")
	for err == nil && t.Context().Err() == nil { // until the server has read its settings again
		conn, err = w.Look(t.Context(), conn)
	}
	if !errors.Is(err, context.DeadlineExceeded) || *lost != 0 {
		t.Errorf("%v, lost %d times", err, *lost)
	}
}
