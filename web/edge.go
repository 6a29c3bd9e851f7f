package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// contentPolicy lets a page load its own style sheet, module, fonts and images,
// and nothing else; data: is what DSFR's style sheet draws its icons with.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxBody bounds what a form may send, in bytes: many times a full checklist.
const maxBody = 1 << 20

// secured sets the headers that protect every page.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// bounded refuses to read more than a form may send.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// recovered turns a panic into the page of an unexpected error.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.fail(w, r, fmt.Errorf("panic: %v", p))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// handle makes a handler of a function that reports its error, which is mapped
// to a page here and nowhere else.
func (s *server) handle(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// fail shows the page of an error; the log gets the detail.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var tooLarge *http.MaxBytesError
	status, notice := http.StatusInternalServerError, page.UnexpectedError()
	switch {
	case errors.Is(err, assessment.ErrNotFound):
		status, notice = http.StatusNotFound, page.NotFound()
	case errors.Is(err, errMethod):
		status, notice = http.StatusMethodNotAllowed, page.MethodNotAllowed()
	case errors.Is(err, errForm):
		status, notice = http.StatusBadRequest, page.UnreadableForm()
	case errors.As(err, &tooLarge):
		status, notice = http.StatusRequestEntityTooLarge, page.TooLarge()
	case errors.Is(err, context.Canceled):
		return // nobody is waiting for the answer
	}
	if status == http.StatusInternalServerError {
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	if err := s.render(w, r, status, s.plain(r, notice)); err != nil {
		s.log.Error("page of an error", "path", r.URL.Path, "error", err)
		http.Error(w, "Erreur inattendue.", status)
	}
}

var (
	errMethod = errors.New("method not allowed")
	errForm   = errors.New("form that cannot be read")
)

func (s *server) notFound(http.ResponseWriter, *http.Request) error { return assessment.ErrNotFound }

func (s *server) methodNotAllowed(http.ResponseWriter, *http.Request) error { return errMethod }

// plain is a notice inside the layout.
func (s *server) plain(r *http.Request, notice page.Plain) templ.Component {
	notice.Layout = s.layout(r, notice.Heading, "")
	return notice.View()
}

func (s *server) notice(notice page.Plain) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		return s.render(w, r, http.StatusOK, s.plain(r, notice))
	}
}

// render writes a page that is whole: an error never follows half of one.
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, view templ.Component) error {
	var html bytes.Buffer
	if err := view.Render(r.Context(), &html); err != nil {
		return fmt.Errorf("page %s: %w", r.URL.Path, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(html.Bytes()) // an error means that the browser has gone
	return nil
}

// layout is the frame of a page.
func (s *server) layout(r *http.Request, title, section string) page.Layout {
	theme := dsfr.ThemeSystem
	if cookie, err := r.Cookie(themeCookie); err == nil {
		theme = dsfr.ThemeOf(cookie.Value)
	}
	return page.Layout{Title: title, Path: r.URL.RequestURI(), Section: section, Theme: theme}
}

const themeCookie = "theme"

// chooseTheme keeps the theme that somebody asked for, for a year.
func (s *server) chooseTheme(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: themeCookie, Value: string(dsfr.ThemeOf(r.PostForm.Get("theme"))), Path: "/",
		MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r, localPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

// localPath returns an address of this site, the home page for any other.
func localPath(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\t\r\n") {
		return "/"
	}
	return back
}

// parseForm reads a posted form.
func parseForm(r *http.Request) error {
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}

func (s *server) health(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.Ping(r.Context()); err != nil {
		return err
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

func robots(w http.ResponseWriter, _ *http.Request) error {
	_, err := w.Write([]byte("User-agent: *\nAllow: /\n"))
	return err
}
