package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"transfert/assessment"
	"transfert/web/openid"
)

// How long a browser stays signed in.
const (
	sessionLasts = 12 * time.Hour // whatever it does
	sessionIdles = 2 * time.Hour  // without asking for a page
)

// What a session remembers.
const (
	sessionAccount = "account"  // id of who is signed in
	sessionSince   = "since"    // when, in nanoseconds
	sessionIDToken = "id_token" // to sign out of the provider too
	sessionState   = "state"    // of a sign-in under way, like the two below
	sessionNonce   = "nonce"
	sessionProof   = "verifier"
	sessionBack    = "back" // the page that asked to sign in
)

// newSessions keeps who is signed in, in a cookie that only this site gets.
func newSessions(store scs.Store, failed func(http.ResponseWriter, *http.Request, error)) *scs.SessionManager {
	sessions := scs.New()
	sessions.Store, sessions.HashTokenInStore = store, true
	sessions.Lifetime, sessions.IdleTimeout = sessionLasts, sessionIdles
	sessions.ErrorFunc = failed
	sessions.Cookie = scs.SessionCookie{Name: "__Host-session", Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	return sessions
}

// signedIn returns the account that a request comes from, the zero one for a
// visitor. Each request asks anew: whoever is disabled is out at once, everywhere.
func (s *server) signedIn(r *http.Request) (assessment.Account, error) {
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
func (s *server) signIn(w http.ResponseWriter, r *http.Request, account assessment.Account, back string) error {
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	if err := s.store.SignedIn(r.Context(), account, s.now()); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionAccount, account.ID)
	s.sessions.Put(r.Context(), sessionSince, s.now().UnixNano())
	if back == "" {
		back = "/a-faire"
	}
	http.Redirect(w, r, localPath(back), http.StatusSeeOther)
	return nil
}

// remember keeps a sign-in under way.
func (s *server) remember(ctx context.Context, a openid.Attempt, back string) {
	s.sessions.Put(ctx, sessionState, a.State)
	s.sessions.Put(ctx, sessionNonce, a.Nonce)
	s.sessions.Put(ctx, sessionProof, a.Verifier)
	s.sessions.Put(ctx, sessionBack, back)
}

// recall returns the sign-in under way, once: it cannot be used again.
func (s *server) recall(ctx context.Context) (a openid.Attempt, back string) {
	a.State = s.sessions.PopString(ctx, sessionState)
	a.Nonce = s.sessions.PopString(ctx, sessionNonce)
	a.Verifier = s.sessions.PopString(ctx, sessionProof)
	return a, s.sessions.PopString(ctx, sessionBack)
}
