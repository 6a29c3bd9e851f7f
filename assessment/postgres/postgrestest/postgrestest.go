package postgrestest

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Main runs the tests of a package and then removes the server's files. Without
// it the server ends all the same, and the next test run removes them.
func Main(m *testing.M) {
	m.Run()
	stop()
}

// Tx returns a transaction on a migrated, empty database. It is rolled back when
// the test ends; the test must not commit it.
func Tx(t testing.TB) pgx.Tx {
	t.Helper()
	tx, err := Shared(t).Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tx.Rollback(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return tx
}

// Database returns a pool of connections to a migrated, empty database of the
// test's own, which is dropped when the test ends.
func Database(t testing.TB) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), URL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// URL returns the connection string of a migrated, empty database of the test's
// own, for programs that open it themselves. It is dropped when the test ends.
func URL(t testing.TB) string {
	t.Helper()
	c, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name, err := c.clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := c.admin.Exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return withDatabase(c.URL(), name)
}

// Shared returns a pool of connections to the database of the transactions of [Tx].
// It is for rows of which each test looks at its own alone, such as sessions: they
// stay as long as the test binary runs.
func Shared(t testing.TB) *pgxpool.Pool {
	t.Helper()
	pool, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

// shared is the database in which all transactions of [Tx] run.
var shared = sync.OnceValues(func() (*pgxpool.Pool, error) {
	c, err := server()
	if err != nil {
		return nil, err
	}
	name, err := c.clone(context.Background())
	if err != nil {
		return nil, err
	}
	config, err := pgxpool.ParseConfig(withDatabase(c.URL(), name))
	if err != nil {
		return nil, err
	}
	config.MaxConns = 50
	return pgxpool.NewWithConfig(context.Background(), config)
})

var clones atomic.Int64

// clone makes a copy of the migrated database and returns its name. Copying the
// files is quicker than logging each page, the other strategy.
func (c *cluster) clone(ctx context.Context) (string, error) {
	name := fmt.Sprintf("test_%d", clones.Add(1))
	_, err := c.admin.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE template1 STRATEGY FILE_COPY")
	return name, err
}

// withDatabase returns the connection string of another database of the server.
func withDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic(err) // it is our own
	}
	u.Path = "/" + name
	return u.String()
}
