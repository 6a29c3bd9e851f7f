package web

import (
	"errors"
	"net/http"

	"transfert/assessment"
	"transfert/web/openid"
	"transfert/web/page"
)

// showSignIn offers to sign in: with the provider, or with one of the demonstration's
// accounts.
func (s *server) showSignIn(w http.ResponseWriter, r request) error {
	query := r.URL.Query()
	signIn := page.NewSignIn(s.reader(r), query.Get("retour"), s.provider != nil, query.Has("deconnexion"))
	return s.render(w, r, http.StatusOK, signIn.View())
}

// signInDemonstration signs in with an account of the demonstration, which is reached
// from its own machine alone.
func (s *server) signInDemonstration(w http.ResponseWriter, r request) error {
	if !s.demo {
		return assessment.ErrNotFound
	}
	if err := parseForm(r); err != nil {
		return err
	}
	email := r.PostForm.Get("email")
	if !assessment.Demonstration(email) {
		return assessment.ErrNotFound
	}
	account, err := s.store.AccountByEmail(r.Context(), email)
	if err != nil {
		return err
	}
	if !account.Active() {
		return assessment.ErrNotFound
	}
	return s.signIn(w, r, account, r.PostForm.Get("retour"))
}

// beginSignIn leads to the provider.
func (s *server) beginSignIn(w http.ResponseWriter, r request) error {
	if s.provider == nil {
		return assessment.ErrNotFound
	}
	begun, address, err := s.provider.Begin(r.Context())
	if err != nil {
		return err
	}
	s.remember(w, r, attempt{Attempt: begun, back: r.URL.Query().Get("retour"), at: s.now()})
	http.Redirect(w, r.Request, address, http.StatusSeeOther)
	return nil
}

// finishSignIn receives a person from the provider.
func (s *server) finishSignIn(w http.ResponseWriter, r request) error {
	if s.provider == nil {
		return assessment.ErrNotFound
	}
	begun, err := s.recall(r)
	if errors.Is(err, errAlready) {
		return s.render(w, r, http.StatusBadRequest,
			page.NewPlain(s.reader(r), page.AlreadySignedIn(r.account), page.SentForm{}).View())
	}
	if err != nil {
		return err
	}
	identity, err := s.provider.Finish(r.Context(), begun.Attempt, r.URL.Query())
	if errors.Is(err, openid.ErrDown) {
		return err
	}
	begun.used = true
	http.SetCookie(w, s.cookie(begun))
	if err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionIDToken, identity.IDToken)
	who := assessment.Identity{Issuer: identity.Issuer, Subject: identity.Subject, Email: identity.Email}
	account, err := s.store.Identify(r.Context(), who, s.now())
	if notice, ok := unidentified(identity.Email, account, err); ok {
		return s.render(w, r, http.StatusForbidden, page.NewPlain(s.reader(r.asVisitor()), notice, page.SentForm{}).View())
	}
	if err != nil {
		return err
	}
	return s.signIn(w, r, account, begun.back)
}

// unidentified is the page for a person whom the provider knows and no account is for.
func unidentified(email string, account assessment.Account, err error) (page.Notice, bool) {
	_, unusable := errors.AsType[assessment.FieldErrors](err)
	switch {
	case unusable:
		return page.AddressNotVerified(), true
	case errors.Is(err, assessment.ErrBound):
		return page.AccountBound(email), true
	case errors.Is(err, assessment.ErrTaken):
		return page.AddressTaken(email), true
	case errors.Is(err, assessment.ErrNotFound), err == nil && !account.Active():
		return page.UnknownAccount(email), true
	}
	return page.Notice{}, false
}

// signOut ends the session here, or all of the account, and then leads to where the provider ends its
// own. A page leads there rather than a redirect: the policy of the pages keeps
// forms, and what they are redirected to, on this site.
func (s *server) signOut(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	if r.PostForm.Has("partout") && r.account.Active() {
		if err := s.store.EndSessions(r.Context(), r.account, s.now()); err != nil {
			return err
		}
	}
	token := s.sessions.GetString(r.Context(), sessionIDToken)
	if err := s.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	if err := s.keepSession(w, r); err != nil {
		return err
	}
	if s.provider != nil && token != "" {
		if address := s.provider.LogoutURL(r.Context(), token, s.origin(r)+"/connexion"); address != "" {
			w.Header().Set("Refresh", "0; url="+address)
			return s.render(w, r, http.StatusOK, page.NewSigningOut(s.reader(r.asVisitor()), address).View())
		}
	}
	http.Redirect(w, r.Request, "/connexion?deconnexion", http.StatusSeeOther)
	return nil
}

// signedOut answers who would have to sign in first: a page that was asked for
// waits behind the sign-in, and a form comes back with all that was typed.
func (s *server) signedOut(w http.ResponseWriter, r request) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		http.Redirect(w, r.Request, page.SignInPath(r.URL.RequestURI()), http.StatusSeeOther)
		return nil
	}
	if err := parseUpload(r); err != nil {
		return err
	}
	return s.render(w, r, http.StatusUnauthorized, page.NewInterrupted(s.reader(r.asVisitor()), sentForm(r)).View())
}
