// Package download sends files that are made while they are sent. What makes one
// works at its own speed and is done soon; the client reads at its own, and however
// slow it is keeps nothing waiting but a file on disk.
package download

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// ErrFull says that no more is kept for slow clients for now.
var ErrFull = errors.New("too many downloads at once")

// Limits bound what waits for clients, in one process.
type Limits struct {
	Files int           // at once
	Bytes int64         // in all files together
	Stall time.Duration // in which a client that reads takes 64 kB; who does not is left
}

// Spool keeps files on disk while clients read them.
type Spool struct {
	limits Limits
	mu     sync.Mutex
	files  int
	bytes  int64
}

// NewSpool returns an empty spool. Its files are in the directory of [os.TempDir].
func NewSpool(limits Limits) *Spool { return &Spool{limits: limits} }

// file opens a file that is written and read at the same time, or fails with ErrFull.
func (s *Spool) file() (*file, error) {
	if !s.reserve(1, 0) {
		return nil, ErrFull
	}
	disk, err := os.CreateTemp("", "transfert-download-*")
	if err != nil {
		s.release(1, 0)
		return nil, fmt.Errorf("file of a download: %w", err)
	}
	_ = os.Remove(disk.Name()) // where files that are open have no name, nothing is left of a killed process
	f := &file{spool: s, disk: disk}
	f.changed.L = &f.mu
	return f, nil
}

// reserve takes so much of the spool, unless it has no more.
func (s *Spool) reserve(files int, bytes int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files+files > s.limits.Files || s.bytes+bytes > s.limits.Bytes {
		return false
	}
	s.files += files
	s.bytes += bytes
	return true
}

func (s *Spool) release(files int, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files -= files
	s.bytes -= bytes
}

// file is a pipe that never makes its writer wait for its reader.
type file struct {
	spool *Spool
	disk  *os.File

	mu      sync.Mutex
	changed sync.Cond // any of those below
	written int64
	read    int64
	end     error // of what is written: io.EOF where it is whole
}

// Write adds to the file, and fails with ErrFull where the spool has no more room.
func (f *file) Write(b []byte) (int, error) {
	if !f.spool.reserve(0, int64(len(b))) {
		return 0, ErrFull
	}
	n, err := f.disk.WriteAt(b, f.written) // this is the only writer
	f.mu.Lock()
	f.written += int64(n)
	f.changed.Broadcast()
	f.mu.Unlock()
	f.spool.release(0, int64(len(b)-n))
	return n, err
}

// finish says that nothing more is written, and why where the file is not whole.
func (f *file) finish(err error) {
	if err == nil {
		err = io.EOF
	}
	f.mu.Lock()
	f.end = err
	f.changed.Broadcast()
	f.mu.Unlock()
}

// Read waits for what is written next.
func (f *file) Read(b []byte) (int, error) {
	f.mu.Lock()
	for f.read == f.written && f.end == nil {
		f.changed.Wait()
	}
	rest := f.written - f.read
	f.mu.Unlock()
	if rest == 0 {
		return 0, f.end
	}
	n, err := f.disk.ReadAt(b[:min(int64(len(b)), rest)], f.read) // this is the only reader
	f.read += int64(n)
	return n, err
}

// close gives the file back; what writes it has finished.
func (f *file) close() {
	_ = f.disk.Close()
	_ = os.Remove(f.disk.Name()) // where it could not be removed while it was open
	f.spool.release(1, f.written)
}
