package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/page"
)

// listAccounts shows all accounts, and a form for one more.
func (s *server) listAccounts(w http.ResponseWriter, r request) error {
	return s.accounts(w, r, http.StatusOK, page.AccountForm{})
}

// addAccount adds the account that was typed, unless something is wrong with it.
func (s *server) addAccount(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	form := readAccount(r.PostForm)
	added, err := s.store.AddAccount(r.Context(), form.Account, r.account, s.now())
	if errors.As(err, &form.Errors) {
		return s.accounts(w, r, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, page.AccountsPath+"?ajoute="+strconv.FormatInt(added.ID, 10), http.StatusSeeOther)
	return nil
}

func (s *server) accounts(w http.ResponseWriter, r request, status int, form page.AccountForm) error {
	scopes, err := s.scopes(r)
	if err != nil {
		return err
	}
	accounts, err := s.store.Accounts(r.Context())
	if err != nil {
		return err
	}
	added, _ := strconv.ParseInt(r.URL.Query().Get("ajoute"), 10, 64) // no account is 0
	return s.render(w, r, status, page.NewAccounts(s.reader(r), scopes, accounts, form, added).View())
}

func (s *server) scopes(r request) (page.Scopes, error) {
	incubators, organisations, err := s.store.Scopes(r.Context())
	return page.NewScopes(incubators, organisations), err
}

// readAccount reads what was typed of an account.
func readAccount(posted url.Values) page.AccountForm {
	account := assessment.Account{Email: posted.Get("email"), Name: posted.Get("name"), Role: assessment.Role(posted.Get("role"))}
	account.Revision, _ = strconv.Atoi(posted.Get("revision"))
	chosen := map[assessment.Role][]string{}
	for role, field := range page.ScopeFields {
		chosen[role] = posted[field]
	}
	account.Scope = chosen[account.Role]
	return page.AccountForm{Account: account, Chosen: chosen}
}

// showAccount shows an account and lets change it.
func (s *server) showAccount(w http.ResponseWriter, r request) error {
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	news := page.NoAccountNews
	if r.URL.Query().Has("enregistre") {
		news = page.AccountSaved
	}
	return s.account(w, r, http.StatusOK, account, page.NewAccountForm(account), news)
}

// saveAccount does to an account what the pressed button asks for, unless that
// is refused or the account changed since it was read.
func (s *server) saveAccount(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	err = s.change(r, account)
	if err == nil {
		http.Redirect(w, r.Request, page.AccountPath(account.ID)+"?enregistre", http.StatusSeeOther)
		return nil
	}
	return s.unchanged(w, r, err)
}

// change does to an account, in the revision that was read, what the pressed
// button asks for.
func (s *server) change(r request, account assessment.Account) (err error) {
	form := readAccount(r.PostForm)
	switch r.PostForm.Get("intent") {
	case "disable":
		_, err = s.store.DisableAccount(r.Context(), account.ID, form.Revision, r.account, s.now())
	case "enable":
		_, err = s.store.EnableAccount(r.Context(), account.ID, form.Revision, r.account, s.now())
	case "unbind":
		_, err = s.store.UnbindAccount(r.Context(), account.ID, form.Revision, r.account, s.now())
	default:
		changed := form.Account
		changed.ID = account.ID
		if !r.PostForm.Has("email") { // the form leaves it as it is
			changed.Email = account.Email
		}
		_, err = s.store.SaveAccount(r.Context(), changed, r.account, s.now())
	}
	return err
}

// unchanged shows why an account stays as it is, and what was typed. After a
// conflict, saving again replaces what another account saved, on purpose.
func (s *server) unchanged(w http.ResponseWriter, r request, problem error) error {
	account, err := s.asked(r)
	if err != nil {
		return err
	}
	form := page.NewAccountForm(account)
	if r.PostForm.Has("name") {
		form = readAccount(r.PostForm)
	}
	switch {
	case errors.Is(problem, assessment.ErrConflict):
		form.Revision = account.Revision
		return s.account(w, r, http.StatusConflict, account, form, page.AccountConflict)
	case errors.Is(problem, assessment.ErrLastOne):
		return s.account(w, r, http.StatusUnprocessableEntity, account, form, page.LastAccount)
	case errors.As(problem, &form.Errors):
		return s.account(w, r, http.StatusUnprocessableEntity, account, form, page.NoAccountNews)
	}
	return problem
}

func (s *server) account(w http.ResponseWriter, r request, status int,
	account assessment.Account, form page.AccountForm, news page.AccountNews) error {
	scopes, err := s.scopes(r)
	if err != nil {
		return err
	}
	return s.render(w, r, status, page.NewAccount(s.reader(r), scopes, account, form, news).View())
}

// asked is the account of the address.
func (s *server) asked(r request) (assessment.Account, error) {
	id, err := strconv.ParseInt(chi.URLParam(r.Request, "account"), 10, 64)
	if err != nil {
		return assessment.Account{}, fmt.Errorf("account %q: %w", chi.URLParam(r.Request, "account"), assessment.ErrNotFound)
	}
	return s.store.Account(r.Context(), id)
}

// showAudit shows a hundred lines of the audit trail: the last ones, or those
// before the line that the address names.
func (s *server) showAudit(w http.ResponseWriter, r request) error {
	before, err := strconv.ParseInt(r.URL.Query().Get("avant"), 10, 64)
	if err != nil || before < 0 {
		before = 0
	}
	events, err := s.store.Events(r.Context(), before)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewAudit(s.reader(r), events, before).View())
}
