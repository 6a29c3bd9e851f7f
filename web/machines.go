package web

import "net/http"

// health tells a supervisor whether the site and its database answer.
func (s *server) health(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.Ping(r.Context()); err != nil {
		return err
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

// robots lets search engines in.
func robots(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("User-agent: *\nAllow: /\n"))
	return err
}
