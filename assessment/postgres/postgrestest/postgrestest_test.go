package postgrestest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The test binary is also the one that is killed.
func TestMain(m *testing.M) {
	if os.Getenv("TEST_TO_BE_KILLED") == "" {
		Main(m)
		return
	}
	c, err := server()
	if err != nil {
		panic(err)
	}
	fmt.Println(c.dir)
	io.Copy(io.Discard, os.Stdin)
}

func TestDatabasesAreMigratedAndSeparate(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := Database(t)
			if n := startups(t, pool); n != 0 {
				t.Errorf("%d startups", n)
			}
			if _, err := pool.Exec(t.Context(), "CREATE TABLE mine ()"); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func startups(t *testing.T, pool *pgxpool.Pool) (n int) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM startups").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestADatabaseIsDroppedWithItsTest(t *testing.T) {
	var name string
	t.Run("the test", func(t *testing.T) {
		if err := Database(t).QueryRow(t.Context(), "SELECT current_database()").Scan(&name); err != nil {
			t.Fatal(err)
		}
	})
	c, err := server()
	if err != nil {
		t.Fatal(err)
	}
	var left bool
	err = c.admin.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&left)
	if err != nil || left {
		t.Errorf("%s is left: %v, %v", name, left, err)
	}
}

func TestTransactionsAreRolledBack(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			if _, err := Tx(t).Exec(t.Context(), "CREATE TABLE mine ()"); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestTheDatabaseOfTheEnvironmentIsNotUsed(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres://precious.example/data")
	if url := URL(t); strings.Contains(url, "precious") {
		t.Error(url)
	}
}

func TestAKilledTestBinaryLeavesNothing(t *testing.T) {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "TEST_TO_BE_KILLED=yes")
	child.Stderr = os.Stderr
	if _, err := child.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	dir, err := bufio.NewReader(output).ReadString('\n')
	child.Process.Kill()
	child.Wait()
	if err != nil {
		t.Fatal(err)
	}
	dir = strings.TrimSpace(dir)
	awaitEnd(t, dir)
	root, err := openScratch()
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	root.sweep()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s is left: %v", dir, err)
	}
}

// awaitEnd waits until the server of a directory has ended: it removes its lock
// last.
func awaitEnd(t *testing.T, dir string) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		locks, err := filepath.Glob(filepath.Join(dir, "postgresql", "*", "data", "postmaster.pid"))
		if err != nil {
			t.Fatal(err)
		}
		if len(locks) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is still served", dir)
		}
		time.Sleep(time.Millisecond)
	}
}

// What the first test of a package waits for.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		c, err := start(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := c.remove(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func BenchmarkTx(b *testing.B) {
	pool, err := shared()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		tx, err := pool.Begin(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if err := tx.Rollback(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDatabase(b *testing.B) {
	for b.Loop() {
		Database(b)
	}
}
