package embedded

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// tempDir returns a directory that every account can enter, other than
// t.TempDir: in memory where there is room for the clusters of all tests.
func tempDir(t testing.TB) string {
	t.Helper()
	var free syscall.Statfs_t
	parent := "/dev/shm"
	if err := syscall.Statfs(parent, &free); err != nil || uint64(free.Bavail)*uint64(free.Bsize) < 1<<30 {
		parent = "/tmp"
	}
	return tempDirIn(t, parent)
}

func tempDirIn(t testing.TB, parent string) string {
	t.Helper()
	dir, err := os.MkdirTemp(parent, "embedded-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start starts a server that is stopped, at the latest, when the test ends.
func start(t testing.TB, dir string) *Server {
	t.Helper()
	s, err := Start(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, s) })
	return s
}

func stop(t testing.TB, s *Server) {
	t.Helper()
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
}

// query returns the one value of a query, as text.
func query(t *testing.T, url, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var value string
	if err := conn.QueryRow(t.Context(), sql).Scan(&value); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return value
}

// execute runs statements, each by itself.
func execute(t *testing.T, url string, statements ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, sql := range statements {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// keep stores a word in the database, which [kept] finds again.
func keep(t *testing.T, url string) {
	t.Helper()
	execute(t, url, "CREATE TABLE kept AS SELECT 'this' AS word")
}

func kept(t *testing.T, url string) {
	t.Helper()
	if word := query(t, url, "SELECT word FROM kept"); word != "this" {
		t.Errorf("the database holds %q", word)
	}
}

// clusterOf returns the cluster that a server has in a data directory.
func clusterOf(t *testing.T, dir string) cluster {
	t.Helper()
	c, err := findCluster(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// postmaster returns the process id of the server of a cluster.
func postmaster(t *testing.T, c cluster) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}
