package web

import (
	"fmt"
	"net/http"

	"transfert/assessment/export"
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
		source := export.Source{
			Classified: s.store.Classified(r.Context(), selected, day), Registered: s.store.Registered(r.Context(), selected, day),
			Grids: s.content.Grids, Day: day, Since: selected.ChangedSince,
		}
		file := &download{ResponseWriter: w, name: fmt.Sprintf("%s-%s.%s", subject, day, form), kind: form.ContentType()}
		err = source.Write(file, subject, form)
		if err != nil && file.begun {
			s.log.Error("export cut short", "file", file.name, "error", err)
			panic(http.ErrAbortHandler)
		}
		if err == nil && !file.begun { // a file without a line
			_, err = file.Write(nil)
		}
		return err
	}
}

// download is a file in the making. Its headers wait for the first byte: until
// then an error can still have its page.
type download struct {
	http.ResponseWriter
	name, kind string
	begun      bool
}

// Write sends what comes next of the file.
func (d *download) Write(b []byte) (int, error) {
	if !d.begun {
		d.begun = true
		h := d.Header()
		h.Set("Content-Type", d.kind)
		h.Set("Content-Disposition", `attachment; filename="`+d.name+`"`)
		h.Set("Cache-Control", "no-store")
	}
	return d.ResponseWriter.Write(b)
}
