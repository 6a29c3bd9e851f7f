package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
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
	url       string
	socket    string   // the directory of the Unix socket
	lock      *os.File // held as long as the data directory is used
	interrupt func() error
	done      chan struct{} // closed when the server has ended; nil for a server of somebody else
	log       *slog.Logger
	stop      sync.Once
	stopped   error
}

// Start starts a server on a data directory and waits until it answers. The
// server shuts down when Stop is called and when this process ends, in whatever
// way. It fails with [ErrInUse] where another process uses the directory.
func Start(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c, err := locate(ctx, o)
	if err != nil {
		return nil, err
	}
	held, err := lock(filepath.Dir(c.dir))
	if err != nil {
		return nil, err
	}
	s := &Server{lock: held, log: o.Log, done: make(chan struct{})}
	if err := s.start(ctx, c, o); err != nil {
		return nil, errors.Join(err, s.release())
	}
	o.Log.Info("base de données démarrée", "version", c.binaries.String(), "données", c.data())
	return s, nil
}

// start makes the cluster ready and runs the server on it.
func (s *Server) start(ctx context.Context, c cluster, o Options) error {
	if err := c.prepare(ctx, o); err != nil {
		return err
	}
	if err := awaitPredecessor(ctx, c.data(), c.owner); err != nil {
		return err
	}
	var err error
	if s.socket, err = c.makeSocketDir(); err != nil {
		return err
	}
	s.url = socketURL(s.socket)
	if err := sign(s.lock, s.url); err != nil {
		return err
	}
	output, err := openLog(c.dir)
	if err != nil {
		return err
	}
	defer output.file.Close()
	// The server outlives ctx, which is for the start alone.
	args := arguments(c.data(), s.socket, o.Ephemeral)
	cmd := c.owner.command(context.WithoutCancel(ctx), filepath.Join(c.binaries.Dir, "postgres"), args...)
	cmd.Stdout, cmd.Stderr = output.file, output.file
	if err := s.launch(cmd); err != nil {
		return err
	}
	if err := s.awaitReady(ctx); err != nil {
		return fmt.Errorf("PostgreSQL ne démarre pas\u00a0: %w\n%s", errors.Join(err, s.end()), output.written())
	}
	return nil
}

// launch starts the server and waits for its end in one thread, because the
// kernel shuts it down together with the thread that started it.
func (s *Server) launch(cmd *exec.Cmd) error {
	var err error
	if s.interrupt, err = supervise(cmd); err != nil {
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
			s.log.Error("la base de données s’est arrêtée", "erreur", err)
		}
		close(s.done)
	}()
	return <-started
}
