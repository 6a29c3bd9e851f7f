package web

import (
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"transfert/assessment"
)

// How long a browser stays signed in.
const (
	sessionLife = 12 * time.Hour // at most
	SessionIdle = 2 * time.Hour  // without asking for a page
)

// What a session remembers.
const (
	sessionAccount = "account"  // id of who is signed in
	sessionSince   = "since"    // when, in nanoseconds
	sessionIDToken = "id_token" // to sign out of the provider too
)

// newSessions keeps who is signed in, in a cookie that only this site gets. The store
// ends the sessions that are not used (see [SessionIdle]).
func (s *server) newSessions(store scs.Store) *scs.SessionManager {
	sessions := scs.New()
	sessions.Store, sessions.HashTokenInStore = store, true
	sessions.Lifetime = sessionLife
	sessions.Cookie = scs.SessionCookie{
		Name: s.cookieName("session"), Path: "/", Secure: s.secure(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	return sessions
}

// secure reports whether the cookies are for HTTPS alone: those of the demonstration,
// which speaks HTTP, are not, because WebKit refuses such cookies there.
func (s *server) secure() bool { return !s.demo }

// cookieName is the name of a cookie that no other site can set (RFC 6265bis, section
// 4.1.3.2), but in the demonstration.
func (s *server) cookieName(name string) string {
	if s.secure() {
		return "__Host-" + name
	}
	return name
}

// withSession finds what the site remembers of a browser, before the request is
// answered. What changes of it is written by [server.keepSession].
func (s *server) withSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Cookie")
		token := ""
		if cookie, err := r.Cookie(s.sessions.Cookie.Name); err == nil {
			token = cookie.Value
		}
		ctx, err := s.sessions.Load(r.Context(), token)
		if err != nil {
			s.fail(w, request{Request: r}, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// keepSession writes what a handler changed of the session, and tells the browser. It
// comes before the answer and outside of every transaction.
func (s *server) keepSession(w http.ResponseWriter, r request) error {
	if s.sessions.Status(r.Context()) == scs.Destroyed {
		s.sessions.WriteSessionCookie(r.Context(), w, "", time.Time{})
		return nil
	}
	token, expiry, err := s.sessions.Commit(r.Context())
	if err != nil {
		return err
	}
	s.sessions.WriteSessionCookie(r.Context(), w, token, expiry)
	return nil
}

// signedIn returns the account that a request comes from, the zero one for a
// visitor. Each request asks anew: a disabled account is out at once, everywhere.
func (s *server) signedIn(r request) (assessment.Account, error) {
	id := s.sessions.GetInt64(r.Context(), sessionAccount)
	if id == 0 {
		return assessment.Account{}, nil
	}
	account, err := s.store.Account(r.Context(), id)
	if err != nil && !errors.Is(err, assessment.ErrNotFound) {
		return assessment.Account{}, err
	}
	since := time.Unix(0, s.sessions.GetInt64(r.Context(), sessionSince))
	if !account.Active() || since.Before(account.EndedAt) {
		return assessment.Account{}, s.sessions.Destroy(r.Context())
	}
	return account, nil
}

// signIn begins a session anew, under another token, and leads back to the page
// that asked for it.
func (s *server) signIn(w http.ResponseWriter, r request, account assessment.Account, back string) error {
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	if err := s.store.SignedIn(r.Context(), account, s.now()); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionAccount, account.ID)
	s.sessions.Put(r.Context(), sessionSince, s.now().UnixNano())
	if err := s.keepSession(w, r); err != nil {
		return err
	}
	if back == "" {
		back = "/a-faire"
	}
	http.Redirect(w, r.Request, localPath(back), http.StatusSeeOther)
	return nil
}
