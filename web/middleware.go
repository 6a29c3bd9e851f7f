package web

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"time"

	"transfert/web/api"
)

// contentPolicy lets a page load its own style sheet, module, fonts and images,
// and nothing else; data: is what DSFR's style sheet draws its icons with.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxBody bounds what a form may send, in bytes: fifty series of two hundred readings,
// as browsers send them, and all the rest.
const maxBody = 2 << 20

// How long an answer may take to make, once the request is there.
const (
	pageBudget = 10 * time.Second
	fileBudget = 2 * time.Minute // a file of everything that is kept
)

// Secured sets the headers that protect every page.
func Secured(next http.Handler) http.Handler {
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

// received reads what is sent before anything is done for it: a slow sender keeps
// nothing waiting, and what is looked up for a form is looked up when it is there.
func received(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failedReader{err}))
		r.ContentLength = int64(len(body))
		next.ServeHTTP(w, r)
	})
}

// failedReader fails as the reading of a body did, and ends where that did not fail.
type failedReader struct{ err error }

// Read reads nothing.
func (f failedReader) Read([]byte) (int, error) { return 0, cmp.Or(f.err, io.EOF) }

// within gives an answer so much time: what is asked of the database ends with it, and
// when the client leaves.
func within(budget time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), budget)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// sameOrigin refuses a form that another site sent in a person's name. Any site may
// ask for a verdict: that knows nobody and stores nothing.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.AddInsecureBypassPattern("POST " + api.EvaluatePath)
	protection.SetDenyHandler(s.anonymous(func(http.ResponseWriter, request) error { return errForeign }))
	return protection.Handler(next)
}

// recovered turns a panic into the page of an unexpected error.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.fail(w, request{Request: r}, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}
