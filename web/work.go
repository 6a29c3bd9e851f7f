package web

import (
	"net/http"

	"transfert/web/page"
)

// showWork shows what waits for whoever is signed in.
func (s *server) showWork(w http.ResponseWriter, r request) error {
	work, err := s.store.Work(r.Context(), r.account, s.today())
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewWork(s.reader(r), work).View())
}
