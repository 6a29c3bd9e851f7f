package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAccount shows an account and lets change it.
func (s *server) showAccount(w http.ResponseWriter, r *http.Request, v visit) error {
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	p := page.Account{Account: account, Form: page.NewAccountForm(account), Saved: r.URL.Query().Has("enregistre")}
	return s.account(w, r, v, http.StatusOK, p)
}

// saveAccount does to an account what the pressed button asks for, unless that
// is refused or somebody else changed the account since it was read.
func (s *server) saveAccount(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	err = s.change(r, v, account)
	if err == nil {
		http.Redirect(w, r, page.AccountPath(account.ID)+"?enregistre", http.StatusSeeOther)
		return nil
	}
	return s.unchanged(w, r, v, err)
}

// change does to an account, in the revision that was read, what the pressed
// button asks for.
func (s *server) change(r *http.Request, v visit, account assessment.Account) (err error) {
	form := readAccount(r.PostForm)
	switch r.PostForm.Get("intent") {
	case "disable":
		_, err = s.store.DisableAccount(r.Context(), account.ID, form.Revision, v.account, s.now())
	case "enable":
		_, err = s.store.EnableAccount(r.Context(), account.ID, form.Revision, v.account, s.now())
	default:
		changed := form.Account()
		changed.ID, changed.Email = account.ID, account.Email
		_, err = s.store.SaveAccount(r.Context(), changed, v.account, s.now())
	}
	return err
}

// unchanged shows why an account stays as it is, and what was typed. After a
// conflict, saving again replaces what somebody else saved, on purpose.
func (s *server) unchanged(w http.ResponseWriter, r *http.Request, v visit, problem error) error {
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	p := page.Account{Account: account, Form: page.NewAccountForm(account)}
	if r.PostForm.Has("name") {
		p.Form = readAccount(r.PostForm)
	}
	switch {
	case errors.Is(problem, assessment.ErrConflict):
		p.Conflict, p.Form.Revision = true, account.Revision
		return s.account(w, r, v, http.StatusConflict, p)
	case errors.Is(problem, assessment.ErrLastOne):
		p.LastOne = true
	case !errors.As(problem, &p.Form.Errors):
		return problem
	}
	return s.account(w, r, v, http.StatusUnprocessableEntity, p)
}

func (s *server) account(w http.ResponseWriter, r *http.Request, v visit, status int, p page.Account) (err error) {
	if p.Form.Scopes, err = s.scopes(r); err != nil {
		return err
	}
	p.Layout = s.administration(r, v, dsfr.Link{Label: "Comptes", Href: page.AccountsPath}, dsfr.Link{Label: p.Account.Name, Href: page.AccountPath(p.Account.ID)})
	return s.render(w, r, status, p.View())
}

// asked is the account of the address.
func (s *server) asked(r *http.Request) (assessment.Account, error) {
	id, err := strconv.ParseInt(chi.URLParam(r, "account"), 10, 64)
	if err != nil {
		return assessment.Account{}, fmt.Errorf("account %q: %w", chi.URLParam(r, "account"), assessment.ErrNotFound)
	}
	return s.store.Account(r.Context(), id)
}
