package web

import (
	"errors"
	"net/http"

	"transfert/assessment"
	"transfert/web/page"
)

// showSignIn offers to sign in: with the provider, or, without one, with one of the
// demonstration's accounts.
func (s *server) showSignIn(w http.ResponseWriter, r request) error {
	query := r.URL.Query()
	return s.render(w, r, http.StatusOK, page.NewSignIn(s.reader(r), query.Get("retour"), query.Has("deconnexion")).View())
}

// signInDemonstration signs in with an account of the demonstration, which only
// a site without a provider has: it is reached from its own machine alone.
func (s *server) signInDemonstration(w http.ResponseWriter, r request) error {
	if s.provider != nil {
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
	attempt, address, err := s.provider.Begin(r.Context())
	if err != nil {
		return err
	}
	s.remember(r.Context(), attempt, r.URL.Query().Get("retour"))
	if err := s.keepSession(w, r); err != nil {
		return err
	}
	http.Redirect(w, r.Request, address, http.StatusSeeOther)
	return nil
}

// finishSignIn takes back whoever the provider sends.
func (s *server) finishSignIn(w http.ResponseWriter, r request) error {
	if s.provider == nil {
		return assessment.ErrNotFound
	}
	attempt, back, err := s.recall(r.Context())
	if err != nil {
		return err
	}
	identity, err := s.provider.Finish(r.Context(), attempt, r.URL.Query())
	if err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionIDToken, identity.IDToken)
	account, err := s.store.AccountByEmail(r.Context(), identity.Email)
	if err != nil && !errors.Is(err, assessment.ErrNotFound) {
		return err
	}
	if !account.Active() {
		unknown := page.NewPlain(s.reader(r.asVisitor()), page.UnknownAccount(identity.Email), page.SentForm{})
		return s.render(w, r, http.StatusForbidden, unknown.View())
	}
	return s.signIn(w, r, account, back)
}

// signOut ends the session here, and then leads to where the provider ends its
// own. A page leads there rather than a redirect: the policy of the pages keeps
// forms, and what they are redirected to, on this site.
func (s *server) signOut(w http.ResponseWriter, r request) error {
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
