package web

import (
	"net"
	"net/http"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAPI shows what can be asked of the open data.
func (s *server) showAPI(w http.ResponseWriter, r *http.Request, v visit) error {
	p := page.API{Layout: s.layout(r, v, "Données ouvertes", ""), Origin: origin(r), Reference: s.api.Reference()}
	p.Layout.Description = "Les classements, verdicts, registres et grilles de transfert, à lire par un programme."
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "Données ouvertes", Href: page.APIPath}}
	return s.render(w, r, http.StatusOK, p.View())
}

// origin is how the site is called, in examples to copy: by HTTPS, except on the
// machine itself.
func origin(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if host == "localhost" || net.ParseIP(host).IsLoopback() {
		return "http://" + r.Host
	}
	return "https://" + r.Host
}
