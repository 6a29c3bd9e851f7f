package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"transfert/assessment/export"
	"transfert/web/download"
)

// export streams a file of what the portfolio shows under the same filter, on the
// day that « au » asks about, and with « depuis » what changed since. When it fails
// half-way the connection is cut, so that nobody takes a part for the whole.
func (s *server) export(subject export.Subject, form export.Form) handler {
	return func(w http.ResponseWriter, r *http.Request, _ visit) error {
		selected, day, err := s.exported(r)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%s-%s.%s", subject, day, form)
		err = s.downloads.Send(w, r, attachment(name, form.ContentType()), func(ctx context.Context, out io.Writer) error {
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

// attachment sets the headers of a file to be kept under a name.
func attachment(name, kind string) func(http.Header) {
	return func(h http.Header) {
		h.Set("Content-Type", kind)
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		h.Set("Cache-Control", "no-store")
	}
}
