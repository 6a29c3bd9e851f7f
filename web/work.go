package web

import (
	"net/http"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showWork shows what waits for the account.
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

// showFollowUp shows what the programme looks after in the portfolio.
func (s *server) showFollowUp(w http.ResponseWriter, r request) error {
	p := page.FollowUp{Layout: s.layout(r, "À suivre", page.FollowUpPath), Today: s.today()}
	for _, watch := range page.Watches() {
		q := assessment.StartupQuery{Filter: watch.Filter, Order: watch.Order, Page: 1, Today: p.Today}
		list, err := s.store.Startups(r.Context(), q)
		if err != nil {
			return err
		}
		p.Lists = append(p.Lists, page.WatchList{Watch: watch, List: list})
	}
	p.Layout.Breadcrumb = []dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "À suivre", Href: page.FollowUpPath}}
	return s.render(w, r, http.StatusOK, p.View())
}
