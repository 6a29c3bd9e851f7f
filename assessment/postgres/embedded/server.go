package embedded

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Options say where a server keeps its data, and what for.
type Options struct {
	Dir       string       // the data directory, made where it does not exist
	Ephemeral bool         // for tests: quick, and lost when the machine stops
	Log       *slog.Logger // what an administrator wants to know; nil keeps silent
}

// Server is a PostgreSQL server that this process has started, or one that it
// was told to use.
type Server struct {
	url  string
	data string        // the directory of its data; "" for one that this process did not start
	done chan struct{} // closed when the server has ended; nil for one that this process did not start
	stop func() error  // nil likewise
}

// URL is the connection string of the database, for pgx.
func (s *Server) URL() string { return s.url }

// Data is the directory of the data of a server that this process has started, "" for
// another.
func (s *Server) Data() string { return s.data }

// Done is closed when the server ends, whether Stop was called or not; it is nil
// for a server that this process did not start.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stop shuts the server down, closing its sessions, and returns when it has ended,
// within seconds even if it resists. It may be called more than once, and leaves a
// server alone that this process did not start.
func (s *Server) Stop() error {
	if s.stop == nil {
		return nil
	}
	return s.stop()
}

// Open returns the database to use: the one of DATABASE_URL where that is set,
// and nothing is started then, else a server of its own on the data directory
// that TRANSFERT_DATA names, « ./var » by default. Call Stop in both cases.
func Open(ctx context.Context, log *slog.Logger) (*Server, error) {
	if url := os.Getenv("DATABASE_URL"); url != "" {
		return &Server{url: url}, nil
	}
	return Start(ctx, Options{Dir: cmp.Or(os.Getenv("TRANSFERT_DATA"), "./var"), Log: log})
}

// Start starts a server on a data directory and waits until it answers. The
// server shuts down when Stop is called and when this process ends, in any
// way. It fails with [ErrInUse] where another process uses the directory.
func Start(ctx context.Context, o Options) (*Server, error) {
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	c, err := findCluster(ctx, o)
	if err != nil {
		return nil, err
	}
	lock, err := lockDirectory(filepath.Dir(c.dir))
	if err != nil {
		return nil, err
	}
	s, err := c.start(ctx, o, lock)
	if err != nil {
		return nil, errors.Join(err, release(lock))
	}
	o.Log.Info("base de données démarrée", "version", c.binaries.String(), "données", c.data())
	return s, nil
}

// ErrInUse says that another process uses the data directory.
var ErrInUse = errors.New("le répertoire des données est déjà utilisé")

// lockDirectory locks a directory for this process, until the file is closed or
// the process ends. The error ends with what the process that has the lock has
// written into the file.
func lockDirectory(dir string) (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		return lock, lock.Truncate(0)
	}
	defer lock.Close()
	advice, _ := io.ReadAll(lock)
	return nil, fmt.Errorf("%w\u00a0: %s\u00a0; arrêtez le programme qui s’en sert, ou indiquez un autre répertoire avec TRANSFERT_DATA%s",
		ErrInUse, dir, advice)
}

// release gives the lock of a directory up. To close the file is not enough: a program
// that this process is about to run holds a copy of it until it begins.
func release(lock *os.File) error {
	return errors.Join(syscall.Flock(int(lock.Fd()), syscall.LOCK_UN), lock.Close())
}

// start makes the cluster ready and runs the server on it. The lock is released
// when the server is stopped.
func (c cluster) start(ctx context.Context, o Options, lock *os.File) (*Server, error) {
	if err := c.prepare(ctx, o); err != nil {
		return nil, err
	}
	socketDir, err := c.makeSocketDir()
	if err != nil {
		return nil, err
	}
	s := &Server{url: socketURL(socketDir), data: c.data(), done: make(chan struct{})}
	_, err = fmt.Fprintf(lock, ", ou partagez la base du processus %d avec DATABASE_URL='%s'", os.Getpid(), s.url)
	if err != nil {
		return nil, err
	}
	output, err := os.Create(filepath.Join(c.dir, "server.log"))
	if err != nil {
		return nil, err
	}
	defer output.Close()
	// The server outlives ctx, which is for the start alone.
	cmd := command(context.WithoutCancel(ctx), filepath.Join(c.binaries.Dir, "postgres"), c.arguments(socketDir, o.Ephemeral)...)
	cmd.Stdout, cmd.Stderr = output, output
	if err := s.launch(cmd, o.Log); err != nil {
		return nil, err
	}
	s.stop = sync.OnceValue(func() error {
		return errors.Join(s.shutDown(cmd), os.RemoveAll(socketDir), release(lock))
	})
	if err := s.awaitReady(ctx); err != nil {
		said, _ := os.ReadFile(output.Name())
		return nil, fmt.Errorf("PostgreSQL ne démarre pas\u00a0: %w\n%s", errors.Join(err, s.Stop()), said)
	}
	return s, nil
}

// socketURL is the connection string of the database behind a socket. It states
// what the client would else take from PG* variables.
func socketURL(dir string) string {
	host := strings.ReplaceAll(url.QueryEscape(dir), "+", "%20") // pgx takes + as it is, like PostgreSQL
	return "postgres://postgres@/postgres?port=5432&options=&host=" + host
}

// launch starts the server and waits for its end in one thread, because the
// kernel shuts it down together with the thread that started it.
func (s *Server) launch(cmd *exec.Cmd, log *slog.Logger) error {
	if err := supervise(cmd); err != nil {
		return err
	}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		if err := cmd.Wait(); err != nil {
			log.Error("la base de données s’est arrêtée", "erreur", err)
		}
		close(s.done)
	}()
	return <-started
}

// pause is how long to wait between two looks at what will happen soon.
const pause = 5 * time.Millisecond

// awaitReady waits until the server lets a client in: after a crash it recovers
// first, however long that takes.
func (s *Server) awaitReady(ctx context.Context) error {
	for {
		conn, err := pgconn.Connect(ctx, s.url)
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-time.After(pause):
		case <-s.done:
			return errors.New("il s’est arrêté aussitôt")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// grace is how long the server has for one way of ending before the next, harder
// one.
const grace = 2 * time.Second

// shutDown ends the server: by its fast shutdown, else by its immediate one, after
// which the next start recovers, else by force.
func (s *Server) shutDown(cmd *exec.Cmd) error {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		select {
		case <-s.done:
			return nil
		default:
			syscall.Kill(-cmd.Process.Pid, signal) // the group: the server, and its watchdog where it has one
		}
		select {
		case <-s.done:
			return nil
		case <-time.After(grace):
		}
	}
	return fmt.Errorf("le serveur PostgreSQL %d ne s’arrête pas", cmd.Process.Pid)
}
