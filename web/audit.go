package web

import (
	"net/http"
	"strconv"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// eventsAPage is how many lines of the audit trail the store returns at most.
const eventsAPage = 100

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
	p := page.Audit{
		Layout: s.administration(r, dsfr.Link{Label: "Journal", Href: page.AuditPath}),
		Events: events, First: before == 0,
	}
	if len(events) == eventsAPage {
		p.Older = events[len(events)-1].ID
	}
	return s.render(w, r, http.StatusOK, p.View())
}
