package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"transfert/assessment"
	"transfert/web/page"
)

// handle makes a handler of a function that reports its error, which is mapped
// to a page here and nowhere else.
func (s *server) handle(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// fail shows the page of an error; the log gets the detail.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var tooLarge *http.MaxBytesError
	status, notice := http.StatusInternalServerError, page.UnexpectedError()
	switch {
	case errors.Is(err, assessment.ErrNotFound):
		status, notice = http.StatusNotFound, page.NotFound()
	case errors.Is(err, errMethod):
		status, notice = http.StatusMethodNotAllowed, page.MethodNotAllowed()
	case errors.Is(err, errForeign):
		status, notice = http.StatusForbidden, page.ForeignForm()
	case errors.Is(err, errForm):
		status, notice = http.StatusBadRequest, page.UnreadableForm()
	case errors.As(err, &tooLarge):
		status, notice = http.StatusRequestEntityTooLarge, page.TooLarge()
	case errors.Is(err, context.Canceled):
		return // nobody is waiting for the answer
	}
	if status == http.StatusInternalServerError {
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	if err := s.render(w, r, status, s.plain(r, notice)); err != nil {
		s.log.Error("page of an error", "path", r.URL.Path, "error", err)
		http.Error(w, "Erreur inattendue.", status)
	}
}

var (
	errMethod  = errors.New("method not allowed")
	errForm    = errors.New("form that cannot be read")
	errForeign = errors.New("form sent by another site")
)

func (s *server) notFound(http.ResponseWriter, *http.Request) error { return assessment.ErrNotFound }

func (s *server) methodNotAllowed(http.ResponseWriter, *http.Request) error { return errMethod }

// parseForm reads a posted form.
func parseForm(r *http.Request) error {
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}
