package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
	"transfert/assessment/postgres/postgrestest"
)

func TestServeListensToThisMachineOnly(t *testing.T) {
	for _, test := range []struct{ name, address, want string }{
		{"every address", ":0", "accessible depuis d’autres machines"},
		{"every IPv4 address", "0.0.0.0:0", "accessible depuis d’autres machines"},
		{"every IPv6 address", "[::]:0", "accessible depuis d’autres machines"},
		{"an address of the network", "192.0.2.1:0", "accessible depuis d’autres machines"},
		{"no port", "127.0.0.1", "hôte:port"},
		{"a port that does not exist", "127.0.0.1:99999", "hôte:port"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, "", "serve", "--listen", test.address)
			if got.code != exitUsage || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
			t.Setenv("TRANSFERT_LISTEN", test.address)
			if fromEnvironment := transfert(t, "", "serve"); fromEnvironment != got {
				t.Errorf("%+v", fromEnvironment)
			}
		})
	}
}

func TestServeSaysThatTheAddressIsTaken(t *testing.T) {
	other := httptest.NewServer(nil)
	defer other.Close()
	got := transfert(t, "", "serve", "--listen", other.Listener.Addr().String())
	if got.code != exitFailed || !strings.Contains(got.err, "déjà prise") {
		t.Errorf("%+v", got)
	}
}

func TestOnlyRequestsToThisMachineAreAnswered(t *testing.T) {
	for host, code := range map[string]int{
		"127.0.0.1:8080":     http.StatusOK,
		"127.0.0.1":          http.StatusOK,
		"localhost:8080":     http.StatusOK,
		"LOCALHOST":          http.StatusOK,
		"[::1]:8080":         http.StatusOK,
		"[::1]":              http.StatusOK,
		"evil.example:8080":  http.StatusMisdirectedRequest,
		"127.0.0.1.evil.org": http.StatusMisdirectedRequest,
		"192.0.2.1:8080":     http.StatusMisdirectedRequest,
		"":                   http.StatusMisdirectedRequest,
	} {
		t.Run(host, func(t *testing.T) {
			request := httptest.NewRequest("GET", "/", nil)
			request.Host = host
			answer := httptest.NewRecorder()
			onlyLocal(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(answer, request)
			if answer.Code != code {
				t.Errorf("answered %d, want %d", answer.Code, code)
			}
		})
	}
}

func TestTheServerAnswersTheLastRequestsBeforeItStops(t *testing.T) {
	listener, err := listen("127.0.0.1:0", nil)
	if err != nil {
		t.Fatal(err)
	}
	begun, finish := make(chan struct{}), make(chan struct{})
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		io.WriteString(w, "whole")
	}), slog.New(slog.DiscardHandler))
	draining := make(chan struct{})
	server.RegisterOnShutdown(func() { close(draining) })

	ctx, stop := context.WithCancel(t.Context())
	stopped, answered := make(chan error, 1), make(chan string, 1)
	go func() { stopped <- serve(ctx, server, listener) }()
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		answered <- string(body) + errorText(err)
	}()
	<-begun
	stop()
	<-draining
	close(finish)
	if body := <-answered; body != "whole" {
		t.Errorf("the last answer is %q", body)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// serving starts the program on a database, and returns its address.
func serving(t *testing.T, database string, errs *strings.Builder) (cmd *exec.Cmd, address string) {
	t.Helper()
	cmd = program(t, "serve", "--listen", "127.0.0.1:0")
	cmd.Env = append(cmd.Env, "DATABASE_URL="+database)
	cmd.Stderr = errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(errors.Join(err, cmd.Wait()), errs.String())
	}
	_, rest, _ := strings.Cut(strings.TrimSpace(line), "http://")
	return cmd, strings.TrimSuffix(rest, "/")
}

func TestServeWithoutProviderOpensNoAccountOfTheDemonstration(t *testing.T) {
	database := postgrestest.URL(t)
	t.Setenv("DATABASE_URL", database)
	added(t, "add|"+assessment.DemonstrationProgramme+"|--name|Sacha Morel|--role|programme")
	var errs strings.Builder
	cmd, address := serving(t, database, &errs)
	answer, err := http.PostForm("http://"+address+"/connexion", url.Values{"email": {assessment.DemonstrationProgramme}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNotFound || len(answer.Cookies()) > 0 {
		t.Errorf("%s %v", answer.Status, answer.Cookies())
	}
	if err := errors.Join(cmd.Process.Signal(syscall.SIGTERM), cmd.Wait()); err != nil {
		t.Errorf("%v: %s", err, &errs)
	}
	if !strings.Contains(errs.String(), "personne ne peut se connecter") {
		t.Errorf("the log does not say it: %s", &errs)
	}
}

func TestServeStopsOnSIGTERM(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			var errs strings.Builder
			cmd, address := serving(t, postgrestest.URL(t), &errs)
			answer, err := http.Get("http://" + address)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("ended with %v: %s", err, &errs)
			}
		})
	}
}

// A client that does not read its file, and a statement that does not end, are cut.
func TestServeStopsThoughClientsAndStatementsDoNotEnd(t *testing.T) {
	database := postgrestest.URL(t)
	conn, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var errs strings.Builder
	cmd, address := serving(t, database+"&statement_timeout=0&lock_timeout=0", &errs)
	_, err = conn.Exec(t.Context(), `
		INSERT INTO startups
		SELECT 'm' || n, repeat('long ', 1000), '', '', '', '', '', '', '', '', '', NULL, '2026-11-01', '' FROM generate_series(1, 3000) n`)
	if err != nil {
		t.Fatal(err)
	}
	begun := ask(t, address, "/export/classements.jsonl")
	if _, err := begun.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), `BEGIN; LOCK TABLE startups`); err != nil {
		t.Fatal(err)
	}
	ask(t, address, "/export/registre.jsonl") // waits for the lock
	for waiting := false; !waiting; {
		query := `SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'startups'::regclass)`
		if err := conn.QueryRow(t.Context(), query).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(errs.String(), "interrompues") {
		t.Errorf("ended with %v: %s", err, &errs)
	}
}

// ask sends a request and leaves its answer unread.
func ask(t *testing.T, address, path string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, address)
	return conn
}
