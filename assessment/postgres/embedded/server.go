package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	Template  string       // the Dir of a stopped server to begin with a copy of; "" for an empty cluster
	Log       *slog.Logger // what an administrator wants to know; nil keeps silent
}

// Server is a PostgreSQL server of this process, or one that it was told to use.
type Server struct {
	url       string
	data      string
	ephemeral bool
	socket    string   // the directory of the Unix socket
	lock      *os.File // held as long as the data directory is used
	interrupt func() error
	done      chan struct{} // closed when the server has ended; nil for a server of somebody else
	err       error         // how it ended, once done is closed
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
	owner, err := serverAccount()
	if err != nil {
		return nil, err
	}
	binaries, err := FindBinaries(ctx)
	if err != nil {
		return nil, err
	}
	home, err := place(ctx, o.Dir, owner, o.Log)
	if err != nil {
		return nil, err
	}
	c := cluster{dir: versionDir(home, binaries), owner: owner, binaries: binaries}
	if err := makeReachable(filepath.Dir(c.dir)); err != nil {
		return nil, err
	}
	held, err := lock(filepath.Dir(c.dir))
	if err != nil {
		return nil, err
	}
	s := &Server{lock: held, data: c.data(), ephemeral: o.Ephemeral, log: o.Log, done: make(chan struct{})}
	if err := s.start(ctx, c, o); err != nil {
		return nil, errors.Join(err, s.release())
	}
	o.Log.Info("base de données démarrée", "version", binaries.String(), "données", c.data())
	return s, nil
}

func (s *Server) start(ctx context.Context, c cluster, o Options) error {
	if err := c.prepare(ctx, o); err != nil {
		return err
	}
	if err := awaitPredecessor(ctx, s.data); err != nil {
		return err
	}
	var err error
	if s.socket, err = c.socketDir(); err != nil {
		return err
	}
	s.url = socketURL(s.socket)
	if err := sign(s.lock, s.url); err != nil {
		return err
	}
	output, err := os.OpenFile(filepath.Join(c.dir, "server.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer output.Close()
	begin, err := output.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	// The server must outlive ctx, which is for the start alone.
	cmd := c.owner.command(context.WithoutCancel(ctx), filepath.Join(c.binaries.Dir, "postgres"), s.arguments()...)
	cmd.Stdout, cmd.Stderr = output, output
	if err := s.launch(cmd); err != nil {
		return err
	}
	if err := s.awaitReady(ctx); err != nil {
		s.interrupt()
		<-s.done
		return fmt.Errorf("PostgreSQL ne démarre pas : %w\n%s", err, since(output.Name(), begin))
	}
	return nil
}

// launch starts the server and watches over it from one thread, because the
// kernel ends it with the thread that started it.
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
		if err == nil {
			s.err = cmd.Wait()
			close(s.done)
		}
	}()
	return <-started
}
