package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"

	"github.com/a-h/templ"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// A form that comes back is no longer than this many times what was sent, and an
// allowance in bytes for the page around it. The page of an honest form is shorter: a
// row is sent with all its fields, each under its long name.
const (
	answerFactor    = 12
	answerAllowance = 300 << 10
)

// errAnswer says that a small form would have a huge answer.
var errAnswer = errors.New("answer many times longer than its form")

// answer is a page in the making, of bounded length.
type answer struct {
	bytes.Buffer
	left int64 // bytes
}

// Write adds to the page, or fails with errAnswer.
func (a *answer) Write(b []byte) (int, error) {
	if a.left -= int64(len(b)); a.left < 0 {
		return 0, errAnswer
	}
	return a.Buffer.Write(b)
}

// render writes a page that is whole: an error never follows half of one.
func (s *server) render(w http.ResponseWriter, r request, status int, view templ.Component) error {
	html := answer{left: answerAllowance + answerFactor*max(r.ContentLength, 0)}
	if r.Method != http.MethodPost {
		html.left = math.MaxInt64
	}
	// The time of the request may have run out: that is what this page says then.
	if err := view.Render(context.WithoutCancel(r.Context()), &html); err != nil {
		return fmt.Errorf("page %s: %w", r.URL.Path, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", r.cacheControl())
	w.WriteHeader(status)
	_, _ = w.Write(html.Bytes()) // an error means that the browser has gone
	return nil
}

// cacheControl keeps a page that an account is shown from coming back after a logout. A
// visitor's page, and the home page, come back with what was typed.
func (r request) cacheControl() string {
	if r.account.Active() && r.URL.Path != "/" {
		return "no-store"
	}
	return "private, no-cache"
}

// reader is who reads the answer to a request, and where.
func (s *server) reader(r request) page.Reader {
	theme := dsfr.ThemeSystem
	if cookie, err := r.Cookie(themeCookie); err == nil {
		theme = dsfr.ThemeOf(cookie.Value)
	}
	return page.Reader{
		Account: r.account, Path: r.URL.RequestURI(), Origin: s.origin(r), Theme: theme,
		Demonstration: s.demo, Today: s.today(),
	}
}

// origin is the address of the site as others know it, without a final slash.
func (s *server) origin(r request) string {
	if s.provider != nil {
		return s.provider.Home()
	}
	return "http://" + r.Host // only its own machine reaches a site without a provider
}

// attachment sets the headers of a file to be kept under a name.
func attachment(name, kind string) func(http.Header) {
	return func(h http.Header) {
		h.Set("Content-Type", kind)
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		h.Set("Cache-Control", "no-store")
	}
}

// public sends what everybody gets, and may keep for a while.
func public(w http.ResponseWriter, kind string, body []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, max-age=600")
	_, _ = w.Write(body) // an error means that the client has left
	return nil
}
