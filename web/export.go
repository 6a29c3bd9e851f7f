package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/export"
	"transfert/assessment/query"
	"transfert/web/download"
)

// export streams a file of what the portfolio shows under the same filter, on the
// day that « au » asks about, and with « depuis » what changed since. When it fails
// half-way the connection is cut, so that nobody takes a part for the whole.
func (s *server) export(subject export.Subject, form export.Form) handler {
	return func(w http.ResponseWriter, r request) error {
		selected, day, err := s.exported(r)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%s-%s.%s", subject, day, form)
		err = s.downloads.Send(w, r.Request, attachment(name, form.ContentType()), func(ctx context.Context, out io.Writer) error {
			source := export.Source{
				Classified: s.store.Classified(ctx, selected, day), Registered: s.store.Registered(ctx, selected, day),
				Grids: s.content.Grids, Day: day, Since: selected.ChangedSince,
			}
			return source.Write(out, subject, form)
		})
		if errors.Is(err, download.ErrCut) {
			s.log.Error("export cut short", "file", name, "error", err)
			panic(http.ErrAbortHandler)
		}
		return err
	}
}

// exported reads what an export is asked for: a filter, a day, and since when. Without
// any filter it is all startups, those too that have left the catalogue.
func (s *server) exported(r request) (f assessment.Filter, day assessment.Date, err error) {
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
