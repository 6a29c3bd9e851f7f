package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

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

func TestServeStopsOnSIGTERM(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd := program(t, "serve", "--listen", "127.0.0.1:0")
			cmd.Env = append(cmd.Env, "DATABASE_URL="+postgrestest.URL(t))
			var errs strings.Builder
			cmd.Stderr = &errs
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
			_, url, _ := strings.Cut(strings.TrimSpace(line), "http")
			answer, err := http.Get("http" + url)
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
