package embedded

import (
	"errors"
	"os"
)

// URL is the connection string of the database, for pgx.
func (s *Server) URL() string { return s.url }

// Done is closed when the server ends, whether Stop was called or not; it is nil
// for a server that this process did not start.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stop shuts the server down, closing its sessions, and returns when it has
// ended. It may be called more than once, and leaves somebody else's server alone.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		if s.done != nil {
			s.stopped = errors.Join(s.end(), s.release())
		}
	})
	return s.stopped
}

// end asks the server for its fast shutdown and waits.
func (s *Server) end() error {
	err := s.interrupt()
	<-s.done
	if errors.Is(err, os.ErrProcessDone) || errors.Is(err, os.ErrClosed) {
		return nil // it had ended by itself
	}
	return err
}

// release lets another process use the data directory.
func (s *Server) release() error {
	var err error
	if s.socket != "" {
		err = os.RemoveAll(s.socket)
	}
	return errors.Join(err, s.lock.Close())
}
