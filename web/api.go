package web

import (
	"net/http"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAPI shows what can be asked of the open data.
func (s *server) showAPI(w http.ResponseWriter, r *http.Request, v visit) error {
	p := page.API{Layout: s.layout(r, v, "Données ouvertes", ""), Origin: s.origin(r), Reference: s.api.Reference()}
	p.Layout.Description = "Les classements, verdicts, registres et grilles de transfert, à lire par un programme."
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "Données ouvertes", Href: page.APIPath}}
	return s.render(w, r, http.StatusOK, p.View())
}
