package web

import (
	"fmt"
	"net/http"

	"transfert/assessment"
)

// health tells a supervisor whether the site answers and keeps what is saved. It
// answers at once, whatever hangs.
func (s *server) health(w http.ResponseWriter, _ *http.Request) error {
	if err := s.healthy(); err != nil {
		return fmt.Errorf("%w: %w", assessment.ErrUnavailable, err)
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

// robots lets search engines in.
func robots(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("User-agent: *\nAllow: /\n"))
	return err
}
