package web_test

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/web/download"
)

// poolOf are so many connections to a database of the test's own.
func poolOf(t *testing.T, connections int32) *pgxpool.Pool {
	t.Helper()
	config, err := pgxpool.ParseConfig(postgrestest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	config.MaxConns = connections
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// run changes what is kept in the database of a pool.
func run(t *testing.T, pool *pgxpool.Pool, query string, args ...any) {
	t.Helper()
	if _, err := pool.Exec(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

// stuckReader asks for a file, reads that the answer begins, and reads no further.
func stuckReader(t *testing.T, address, path string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(conn, strings.Repeat("GET "+path+" HTTP/1.1\r\nHost: transfert.example\r\n\r\n", 3))
	first := make([]byte, len("HTTP/1.1 200"))
	if _, err := conn.Read(first); err != nil || string(first) != "HTTP/1.1 200" {
		t.Fatalf("the answer begins with %q (%v)", first, err)
	}
}

func TestReadersThatDoNotReadHoldNoConnection(t *testing.T) {
	pool := poolOf(t, 1)
	s := siteOn(t, pool).programme()
	run(t, pool, `
		INSERT INTO startups
		SELECT 'm' || n, repeat('long ', 1000), '', '', '', '', '', '', '', '', '', NULL, '2026-11-01', '' FROM generate_series(1, 3000) n`)
	server := httptest.NewServer(s.handler)
	t.Cleanup(server.Close) // once the readers have left
	for range 5 {
		stuckReader(t, server.Listener.Addr().String(), "/export/classements.jsonl")
	}
	for _, path := range []string{"/startups", accented, "/a-faire"} {
		if got := s.get(path).status; got != http.StatusOK {
			t.Errorf("%s: %d", path, got)
		}
	}
	if saved := s.post(accented+"/evaluation", s.get(accented+"/evaluation").fields()); saved.status != http.StatusSeeOther {
		t.Errorf("a save: %d", saved.status)
	}
}

func TestBeyondTheBoundADownloadIsRefusedInWordsAndNothingElseIs(t *testing.T) {
	s := newSite(t)
	s.made.Downloads = download.NewSpool(download.Limits{})
	s = s.at(s.now)
	for _, path := range []string{"/export/classements.csv", "/export/faits.xlsx"} {
		page := s.get(path)
		if page.status != http.StatusServiceUnavailable || page.text("h1") != "Trop de téléchargements à la fois" || page.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %q", path, page.status, page.text("h1"))
		}
		if page.header.Get("Content-Disposition") != "" {
			t.Errorf("%s: the page is offered as a file", path)
		}
	}
	if got := s.get("/api/evaluations"); got.status != http.StatusOK || got.body != "{}\n" {
		t.Errorf("what another site builds on: %d %q", got.status, got.body)
	}
	if got := s.get("/startups").status; got != http.StatusOK {
		t.Errorf("a page: %d", got)
	}
}

func TestASaveThatWaitsForALockTooLongKeepsWhatWasTyped(t *testing.T) {
	address := postgrestest.URL(t)
	pools, err := postgres.OpenPools(t.Context(), address+"&lock_timeout=100ms")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pools.Close)
	admin, err := pgxpool.New(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(admin.Close)
	s := siteOn(t, admin).programme()
	s.made.Store = pools.Store()
	s = s.at(s.now)
	form := s.get(accented + "/evaluation").fields()
	tx, err := admin.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.Background()) //nolint:errcheck // the test is over
	if _, err := tx.Exec(t.Context(), `SELECT FROM startups FOR UPDATE`); err != nil {
		t.Fatal(err)
	}
	form.Set("adoption.comment", "À garder")
	saved := s.post(accented+"/evaluation", form)
	if saved.status != http.StatusServiceUnavailable || saved.value("adoption.comment") != "À garder" || saved.header.Get("Retry-After") == "" {
		t.Errorf("%d, %q, again after %q", saved.status, saved.value("adoption.comment"), saved.header.Get("Retry-After"))
	}
}

func TestARequestWhoseTimeRunsOutIsToldSo(t *testing.T) {
	pool := poolOf(t, 1)
	s := siteOn(t, pool).programme()
	taken, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Release()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // sooner than the site gives up
	defer cancel()
	page := s.do(httptest.NewRequestWithContext(ctx, http.MethodGet, "/startups", nil))
	if page.status != http.StatusServiceUnavailable || page.text("h1") != "Le site ne répond pas pour l’instant" {
		t.Errorf("%d %q", page.status, page.text("h1"))
	}
}

// A session that cannot be kept is an error of the sign-in, told once, with no cookie.
func TestASignInThatCannotBeKeptIsRefusedOnce(t *testing.T) {
	pool := poolOf(t, 2)
	s := siteOn(t, pool)
	s.account(assessment.DemonstrationCoach, assessment.Coach, "atelier")
	run(t, pool, `ALTER TABLE sessions ADD CHECK (false) NOT VALID`)
	var logged strings.Builder
	server := httptest.NewUnstartedServer(s.handler)
	server.Config.ErrorLog = log.New(&logged, "", 0)
	server.Start()
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	in, err := client.PostForm(server.URL+"/connexion", url.Values{"email": {assessment.DemonstrationCoach}})
	if err != nil {
		t.Fatal(err)
	}
	in.Body.Close()
	server.Close()
	if in.StatusCode != http.StatusInternalServerError || len(in.Cookies()) > 0 || logged.String() != "" {
		t.Errorf("%d, %v, and in the log %q", in.StatusCode, in.Cookies(), &logged)
	}
}
