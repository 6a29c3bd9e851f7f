package web

import (
	"net/http"

	"transfert/assessment"
	"transfert/web/page"
)

// showWork shows what waits for the account.
func (s *server) showWork(w http.ResponseWriter, r request) error {
	work, err := s.store.Work(r.Context(), r.account, s.today())
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewWork(s.reader(r), work).View())
}

// showFollowUp shows what the programme looks after in the portfolio.
func (s *server) showFollowUp(w http.ResponseWriter, r request) error {
	var lists []page.WatchList
	for _, watch := range page.Watches() {
		q := assessment.StartupQuery{Filter: watch.Filter, Order: watch.Order, Page: 1, Today: s.today()}
		list, err := s.store.Startups(r.Context(), q)
		if err != nil {
			return err
		}
		lists = append(lists, page.WatchList{Watch: watch, List: list})
	}
	return s.render(w, r, http.StatusOK, page.NewFollowUp(s.reader(r), lists).View())
}
