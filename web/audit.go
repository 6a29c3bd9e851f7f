package web

import (
	"net/http"
	"strconv"

	"transfert/web/page"
)

// showAudit shows a hundred lines of the audit trail: the last ones, or those
// before the line that the address names.
func (s *server) showAudit(w http.ResponseWriter, r request) error {
	before, err := strconv.ParseInt(r.URL.Query().Get("avant"), 10, 64)
	if err != nil || before < 0 {
		before = 0
	}
	events, err := s.store.Events(r.Context(), before)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewAudit(s.reader(r), events, before).View())
}
