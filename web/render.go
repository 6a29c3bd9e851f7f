package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// plain is a notice inside the layout.
func (s *server) plain(r *http.Request, v visit, notice page.Plain) templ.Component {
	notice.Layout = s.layout(r, v, notice.Heading, "")
	return notice.View()
}

func (s *server) notice(notice page.Plain) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		return s.render(w, r, http.StatusOK, s.plain(r, v, notice))
	}
}

// render writes a page that is whole: an error never follows half of one.
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, view templ.Component) error {
	var html bytes.Buffer
	if err := view.Render(r.Context(), &html); err != nil {
		return fmt.Errorf("page %s: %w", r.URL.Path, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache") // going back brings back what was typed
	w.WriteHeader(status)
	_, _ = w.Write(html.Bytes()) // an error means that the browser has gone
	return nil
}

// layout is the frame of a page.
func (s *server) layout(r *http.Request, v visit, title, section string) page.Layout {
	theme := dsfr.ThemeSystem
	if cookie, err := r.Cookie(themeCookie); err == nil {
		theme = dsfr.ThemeOf(cookie.Value)
	}
	return page.Layout{
		Title: title, Path: r.URL.RequestURI(), Section: section, Theme: theme,
		Account: v.account, Demonstration: s.provider == nil,
	}
}

// origin is the address of the site as others know it, without a final slash.
func (s *server) origin(r *http.Request) string {
	if s.provider != nil {
		return s.provider.Home()
	}
	return "http://" + r.Host // only its own machine reaches a site without a provider
}
