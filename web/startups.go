package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"transfert/assessment"
	"transfert/assessment/query"
	"transfert/web/page"
)

// listStartups shows one page of the portfolio, with the counts of all that is
// filtered.
func (s *server) listStartups(w http.ResponseWriter, r request) error {
	q, err := s.portfolioQuery(r)
	if err != nil {
		return err
	}
	if unanswered(r.URL.Query()) {
		http.Redirect(w, r.Request, page.PortfolioPath(q.Filter, q.Order, s.past(q.Today)), http.StatusSeeOther)
		return nil
	}
	list, err := s.store.Startups(r.Context(), q)
	if err != nil {
		return err
	}
	if last := max(1, list.Pages()); q.Page > last {
		http.Redirect(w, r.Request, page.PortfolioPagePath(q, last, s.past(q.Today)), http.StatusSeeOther)
		return nil
	}
	summary, err := s.store.Summary(r.Context(), q.Filter, q.Today)
	if err != nil {
		return err
	}
	scopes, err := s.scopes(r)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewStartups(s.reader(r), s.content.Grids, q, list, summary, scopes).View())
}

// portfolioQuery reads what an address asks the portfolio for. A search for
// a text without having chosen phases looks in all of them. A page number that is
// none is the first.
func (s *server) portfolioQuery(r request) (q assessment.StartupQuery, err error) {
	values := r.URL.Query()
	q = assessment.StartupQuery{Order: assessment.Order(values.Get(page.OrderField)), Page: 1}
	if q.Today, err = s.day(r); err != nil {
		return q, err
	}
	if !slices.Contains(assessment.Orders(), q.Order) {
		return q, fmt.Errorf("order %q: %w", q.Order, query.ErrUnknown)
	}
	if number, err := strconv.Atoi(values.Get("page")); err == nil {
		q.Page = max(number, 1)
	}
	if q.Filter, err = query.Filter(values); err != nil {
		return q, err
	}
	switch searches := q.Text != ""; {
	case !searches && !values.Has(query.Phases):
		q.Phases = page.OpeningPhases
	case searches && slices.Contains(values[query.Phases], query.Opening) && slices.Equal(q.Phases, page.OpeningPhases):
		q.Phases = nil
	}
	return q, nil
}

// unanswered reports whether an address has empty values, as the form sends them:
// the address to share does without.
func unanswered(values url.Values) bool {
	for _, given := range values {
		if slices.Contains(given, "") {
			return true
		}
	}
	return false
}
