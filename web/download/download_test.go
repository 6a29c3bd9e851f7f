package download

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// large is more than the sockets between a server and a client hold.
const large = 32 << 20

// content is what cannot be guessed and does not shrink.
func content(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

// sending is a server that sends what produce writes, and tells how each sending ended.
func sending(t *testing.T, s *Spool, produce func(context.Context, io.Writer) error) (*httptest.Server, <-chan error) {
	ended := make(chan error, 100)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := s.Send(w, r, func(h http.Header) { h.Set("Content-Type", "application/octet-stream") }, produce)
		switch {
		case errors.Is(err, ErrCut):
			ended <- err
			panic(http.ErrAbortHandler)
		case err != nil:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		ended <- err
	}))
	t.Cleanup(server.Close)
	return server, ended
}

// stuck is a client that asks and never reads.
func stuck(t *testing.T, server *httptest.Server) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: transfert.example\r\n\r\n")
	return conn
}

// empty fails unless everything was given back.
func (s *Spool) empty(t *testing.T) {
	t.Helper()
	if s.files != 0 || s.bytes != 0 {
		t.Errorf("%d files and %d bytes are still kept", s.files, s.bytes)
	}
}

func TestAClientGetsTheWholeFile(t *testing.T) {
	for _, size := range []int{0, 1, chunk - 1, chunk, chunk + 1, 5*chunk + 7} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			s := NewSpool(Limits{Files: 1, Bytes: large, Stall: time.Minute})
			want := content(size)
			server, ended := sending(t, s, func(_ context.Context, w io.Writer) error {
				for rest := want; len(rest) > 0; {
					n, err := w.Write(rest[:min(len(rest), 1000)])
					if err != nil {
						return err
					}
					rest = rest[n:]
				}
				return nil
			})
			answer, err := server.Client().Get(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			got, err := io.ReadAll(answer.Body)
			if err != nil || !bytes.Equal(got, want) || answer.Header.Get("Content-Type") != "application/octet-stream" {
				t.Errorf("%d bytes of %q (%v), want %d", len(got), answer.Header.Get("Content-Type"), err, size)
			}
			if err := <-ended; err != nil {
				t.Error(err)
			}
			s.empty(t)
		})
	}
}

func TestWhoReadsNothingKeepsNothingWaitingButAFile(t *testing.T) {
	s := NewSpool(Limits{Files: 2, Bytes: 2 * large, Stall: time.Minute})
	made := make(chan struct{}, 2)
	file := content(large)
	server, ended := sending(t, s, func(_ context.Context, w io.Writer) error {
		_, err := w.Write(file)
		made <- struct{}{}
		return err
	})
	first, second := stuck(t, server), stuck(t, server)
	<-made // neither waits for its client
	<-made
	answer, err := server.Client().Get(server.URL)
	if err != nil || answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("beyond the limit: %v (%v)", answer.StatusCode, err)
	}
	if err := <-ended; !errors.Is(err, ErrFull) {
		t.Errorf("beyond the limit: %v", err)
	}
	first.Close()
	second.Close()
	for range 2 {
		if err := <-ended; !errors.Is(err, ErrCut) {
			t.Errorf("the client left: %v", err)
		}
	}
	s.empty(t)
}

func TestAClientThatReadsNothingIsLeft(t *testing.T) {
	s := NewSpool(Limits{Files: 1, Bytes: large, Stall: 20 * time.Millisecond})
	file := content(large)
	server, ended := sending(t, s, func(_ context.Context, w io.Writer) error {
		_, err := w.Write(file)
		return err
	})
	stuck(t, server)
	var timeout net.Error
	if err := <-ended; !errors.Is(err, ErrCut) || !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("%v", err)
	}
	s.empty(t)
}

func TestAFileIsMadeNoLongerThanItsClientStays(t *testing.T) {
	s := NewSpool(Limits{Files: 1, Bytes: large, Stall: time.Minute})
	begun := make(chan struct{})
	server, ended := sending(t, s, func(ctx context.Context, w io.Writer) error {
		_, _ = w.Write([]byte("begun"))
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	})
	conn := stuck(t, server)
	<-begun
	conn.Close()
	if err := <-ended; !errors.Is(err, ErrCut) {
		t.Errorf("%v", err)
	}
	s.empty(t)
}

func TestAFileThatFails(t *testing.T) {
	broken := errors.New("broken")
	for _, test := range []struct {
		name    string
		produce func(context.Context, io.Writer) error
		want    []error
		says    string
	}{
		{"before its first byte", func(context.Context, io.Writer) error { return broken }, []error{broken}, "broken"},
		{"after its first byte", func(_ context.Context, w io.Writer) error {
			_, _ = w.Write([]byte("begun"))
			return broken
		}, []error{broken, ErrCut}, "broken"},
		{"by a panic", func(context.Context, io.Writer) error { panic("out of range") }, nil, "out of range"},
		{"because it is too long", func(_ context.Context, w io.Writer) error {
			_, err := w.Write(make([]byte, 101))
			return err
		}, []error{ErrFull}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := NewSpool(Limits{Files: 1, Bytes: 100, Stall: time.Minute})
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
			err := s.Send(httptest.NewRecorder(), r, func(http.Header) {}, test.produce)
			for _, want := range test.want {
				if !errors.Is(err, want) {
					t.Errorf("%v, want %v", err, want)
				}
			}
			if err == nil || !strings.Contains(err.Error(), test.says) || errors.Is(err, ErrCut) != (len(test.want) == 2) {
				t.Errorf("%v", err)
			}
			s.empty(t)
		})
	}
}
