package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// listAccounts shows all accounts, and a form for one more.
func (s *server) listAccounts(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.accounts(w, r, v, http.StatusOK, page.AccountForm{})
}

// addAccount adds the account that was typed, unless something is wrong with it.
func (s *server) addAccount(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	form := readAccount(r.PostForm)
	added, err := s.store.AddAccount(r.Context(), form.Account(), v.account, s.now())
	if errors.As(err, &form.Errors) {
		return s.accounts(w, r, v, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, page.AccountsPath+"?ajoute="+strconv.FormatInt(added.ID, 10), http.StatusSeeOther)
	return nil
}

func (s *server) accounts(w http.ResponseWriter, r *http.Request, v visit, status int, form page.AccountForm) (err error) {
	if form.Scopes, err = s.scopes(r); err != nil {
		return err
	}
	all, err := s.store.Accounts(r.Context())
	if err != nil {
		return err
	}
	p := page.Accounts{Layout: s.administration(r, v, dsfr.Link{Label: "Comptes", Href: page.AccountsPath}), Accounts: all, Form: form}
	just := r.URL.Query().Get("ajoute")
	for _, a := range all {
		if strconv.FormatInt(a.ID, 10) == just {
			p.Added = a
		}
	}
	return s.render(w, r, status, p.View())
}

func (s *server) scopes(r *http.Request) (page.Scopes, error) {
	incubators, organisations, err := s.store.Scopes(r.Context())
	return page.NewScopes(incubators, organisations), err
}

// readAccount reads what was typed of an account.
func readAccount(posted url.Values) page.AccountForm {
	form := page.AccountForm{
		Email: posted.Get("email"), Name: posted.Get("name"), Role: assessment.Role(posted.Get("role")),
		Chosen: map[assessment.Role][]string{},
	}
	form.Revision, _ = strconv.Atoi(posted.Get("revision"))
	for role, field := range page.ScopeFields {
		form.Chosen[role] = posted[field]
	}
	return form
}

// administration is the frame of a page of the administration, which its
// breadcrumb leads to.
func (s *server) administration(r *http.Request, v visit, way ...dsfr.Link) page.Layout {
	layout := s.layout(r, v, way[len(way)-1].Label, page.AccountsPath)
	layout.Breadcrumb = append([]dsfr.Link{{Label: "Accueil", Href: "/"}, {Label: "Administration", Href: page.AccountsPath}}, way...)
	return layout
}
