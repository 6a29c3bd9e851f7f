package web

import (
	"fmt"
	"net/http"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/query"
)

// exported reads what an export is asked for: a filter, a day, and since when. Without
// any filter it is all startups, those too that have left the catalogue.
func (s *server) exported(r *http.Request) (f assessment.Filter, day assessment.Date, err error) {
	values := r.URL.Query()
	if day, err = s.day(r); err != nil {
		return f, day, err
	}
	if f, err = query.Filter(values); err != nil {
		return f, day, err
	}
	if since := values.Get("depuis"); since != "" {
		f.ChangedSince, err = assessment.ParseDate(checklist.ISODate(since))
		if err != nil || f.ChangedSince.After(day) {
			return f, day, fmt.Errorf("since %q: %w", since, errDay)
		}
	}
	values.Del("au")
	values.Del("depuis")
	f.Withdrawn = len(values) == 0
	return f, day, nil
}
