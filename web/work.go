package web

import (
	"net/http"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// showWork shows what waits for whoever is signed in.
func (s *server) showWork(w http.ResponseWriter, r request) error {
	today := s.today()
	work, err := s.store.Work(r.Context(), r.account, today)
	if err != nil {
		return err
	}
	p := page.Work{Layout: s.layout(r, "À faire", "/a-faire"), Role: r.account.Role, Work: work, Today: today}
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "À faire", Href: "/a-faire"}}
	return s.render(w, r, http.StatusOK, p.View())
}
