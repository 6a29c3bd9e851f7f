package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"time"
)

// chunk is what is sent at a time, in bytes (see [Limits]).
const chunk = 64 << 10

// ErrCut says that a client got only a part of a file.
var ErrCut = errors.New("download cut short")

// Send answers with what produce writes. It sets the headers with begin before the first
// byte: an error until then is returned as it is, and can still have its page. Later
// errors are ErrCut. The context that produce gets ends when the client is gone.
func (s *Spool) Send(w http.ResponseWriter, r *http.Request, begin func(http.Header), produce func(context.Context, io.Writer) error) error {
	f, err := s.file()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(r.Context())
	done := run(ctx, f, produce)
	defer func() { cancel(); <-done; f.close() }()
	buffer := make([]byte, chunk)
	n, err := f.Read(buffer)
	if err != nil && err != io.EOF {
		return err
	}
	begin(w.Header())
	control := http.NewResponseController(w)
	for err == nil {
		_ = control.SetWriteDeadline(time.Now().Add(s.limits.Stall)) // not every writer has one
		if _, err := w.Write(buffer[:n]); err != nil {
			return fmt.Errorf("%w: %w", ErrCut, err)
		}
		n, err = f.Read(buffer)
	}
	if err != io.EOF {
		return fmt.Errorf("%w: %w", ErrCut, err)
	}
	return nil
}

// run lets produce write a file, and closes the channel that it returns when it is
// done. A panic becomes an error: nothing else recovers it.
func run(ctx context.Context, f *file, produce func(context.Context, io.Writer) error) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		var err error
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
			f.finish(err)
		}()
		err = produce(ctx, f)
	}()
	return done
}
