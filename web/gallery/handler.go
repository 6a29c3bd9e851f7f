package gallery

import (
	"bytes"
	"net/http"

	"github.com/a-h/templ"

	"transfert/web"
	"transfert/web/static"
)

// Handler shows the gallery under /kind/state, a list of all of it under /, under the
// same content security policy as the site. Forms and links lead nowhere.
func Handler() http.Handler {
	all := Pages()
	mux := http.NewServeMux()
	mux.Handle(static.Prefix, static.Handler())
	mux.Handle("GET /{$}", drawn(index(all)))
	for _, p := range all {
		mux.Handle("GET "+p.Path(), drawn(p.View))
	}
	return web.Secured(mux)
}

// drawn answers with a page.
func drawn(view templ.Component) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var html bytes.Buffer
		if err := view.Render(r.Context(), &html); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(html.Bytes()) // an error means that the browser has gone
	}
}
