package embedded

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestAServerIsReadyForTheProgram(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	s := start(t, dir)
	for sql, want := range map[string]string{
		"SHOW server_encoding":  "UTF8",
		"SHOW fsync":            "on",
		"SHOW shared_buffers":   "64MB",
		"SHOW listen_addresses": "",
		"SELECT lower('ÉTÉ')":   "été",
		`SELECT string_agg(w, ' ' ORDER BY w COLLATE "fr-x-icu") FROM unnest(array['eux', 'été', 'Eté']) w`:                                     "Eté été eux",
		"SELECT string_agg(name, ' ' ORDER BY name) FROM pg_available_extensions WHERE name IN ('btree_gist', 'citext', 'pg_trgm', 'unaccent')": "btree_gist citext pg_trgm unaccent",
	} {
		if got := query(t, s.URL(), sql); got != want {
			t.Errorf("%s = %q, want %q", sql, got, want)
		}
	}
	info, err := os.Stat(filepath.Join(clusterOf(t, dir).dir, "run"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o700 {
		t.Errorf("others may enter the socket's directory: %v", info.Mode())
	}
}

func TestAServerForTestsIsQuick(t *testing.T) {
	t.Parallel()
	s, err := Start(t.Context(), Options{Dir: tempDir(t), Ephemeral: true})
	if err != nil {
		t.Fatal(err)
	}
	defer stop(t, s)
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes", "autovacuum"} {
		if got := query(t, s.URL(), "SHOW "+setting); got != "off" {
			t.Errorf("%s is %s", setting, got)
		}
	}
}

func TestStoppingClosesSessionsInOrder(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	s := start(t, dir)
	conn, err := pgx.Connect(t.Context(), s.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	stop(t, s)
	if log := logOf(t, dir); !strings.Contains(log, "fast shutdown") {
		t.Errorf("it was not asked to shut down in order: %s", log)
	}
}

func TestStoppingIsImmediateWhereTheFastShutdownHangs(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first := start(t, dir)
	keep(t, first.URL())
	execute(t, first.URL(), "ALTER SYSTEM SET archive_mode = on", "ALTER SYSTEM SET archive_command = 'sleep 600'")
	stop(t, first)
	second := start(t, dir)
	execute(t, second.URL(), "SELECT pg_switch_wal()")
	stop(t, second)
	if log := logOf(t, dir); !strings.Contains(log, "immediate shutdown") {
		t.Errorf("it shut down otherwise: %s", log)
	}
	kept(t, start(t, dir).URL())
}

func TestAServerThatHearsNoSignalIsKilled(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first := start(t, dir)
	keep(t, first.URL())
	if err := syscall.Kill(postmaster(t, clusterOf(t, dir)), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	stop(t, first)
	kept(t, start(t, dir).URL())
}

func TestDataOutliveTheServer(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), `l’été "chez nous" %s`)
	first := start(t, dir)
	keep(t, first.URL())
	stop(t, first)
	kept(t, start(t, dir).URL())
}

func TestDataOutliveAKilledServer(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first := start(t, dir)
	keep(t, first.URL())
	if err := syscall.Kill(postmaster(t, clusterOf(t, dir)), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-first.Done()
	stop(t, first)
	kept(t, start(t, dir).URL())
}

func TestAHalfMadeClusterIsNoCluster(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	c := clusterOf(t, dir)
	if err := os.MkdirAll(filepath.Join(c.dir, "new", "base"), 0o755); err != nil {
		t.Fatal(err)
	}
	keep(t, start(t, dir).URL())
	if _, err := os.Stat(filepath.Join(c.dir, "new")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestADirectoryThatNoSocketCanHaveHasItElsewhere(t *testing.T) {
	t.Parallel()
	for _, name := range []string{strings.Repeat("très long ", 10), "avec, virgule"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			socketElsewhere(t, filepath.Join(tempDir(t), name))
		})
	}
}

func socketElsewhere(t *testing.T, dir string) {
	first := start(t, dir)
	keep(t, first.URL())
	stop(t, first)
	second := start(t, dir)
	kept(t, second.URL())
	socket, err := os.Readlink(filepath.Join(clusterOf(t, dir).dir, "run"))
	if err != nil {
		t.Fatal(err)
	}
	stop(t, second)
	if _, err := os.Stat(socket); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is left behind: %v", socket, err)
	}
}

// The connection string wins over the client’s variables, and the server has none.
func TestVariablesOfPostgreSQLChangeNothing(t *testing.T) {
	for name, value := range map[string]string{
		"PGHOST": "192.0.2.1", "PGPORT": "1", "PGUSER": "somebody", "PGDATABASE": "theirs",
		"PGDATA": "/nowhere", "PGOPTIONS": "-c search_path=theirs", "PGSSLMODE": "require", "LC_ALL": "xx_XX",
	} {
		t.Setenv(name, value)
	}
	s := start(t, tempDir(t))
	if got := query(t, s.URL(), "SHOW search_path"); got != `"$user", public` {
		t.Errorf("search_path = %s", got)
	}
	for _, variable := range environment() {
		if strings.HasPrefix(variable, "PG") || strings.HasPrefix(variable, "LC_ALL=x") {
			t.Errorf("%s is handed down", variable)
		}
	}
}
