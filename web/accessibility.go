package web

import (
	"net/http"

	"transfert/web/page"
)

// showAccessibility answers GET /accessibilite.
func (s *server) showAccessibility(w http.ResponseWriter, r *http.Request, v visit) error {
	statement := page.Accessibility{Layout: s.layout(r, v, "Déclaration d’accessibilité", "")}
	return s.render(w, r, http.StatusOK, statement.View())
}
