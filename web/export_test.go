package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
)

// Routes is the map of the site, for the test that walks it.
func (site Site) Routes() chi.Routes { return site.server().routes() }

// SignedIn returns the cookie of a browser in which an account has signed in.
func (site Site) SignedIn(t testing.TB, account assessment.Account) *http.Cookie {
	t.Helper()
	s := site.server()
	w := httptest.NewRecorder()
	s.withSession(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.signIn(w, request{Request: r}, account, ""); err != nil {
			t.Error(err)
		}
	})).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	for _, cookie := range w.Result().Cookies() {
		return cookie
	}
	t.Fatal("no session")
	return nil
}
