package web

import (
	"errors"
	"net/http"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// listRenames shows which startups go by another id now, and which ones may.
func (s *server) listRenames(w http.ResponseWriter, r request) error {
	return s.renames(w, r, http.StatusOK, page.Renames{})
}

// rename says that two startups are the same service, or takes that back.
func (s *server) rename(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	p := page.Renames{Former: r.PostForm.Get("former"), Startup: r.PostForm.Get("startup")}
	var err error
	if former := r.PostForm.Get("undo"); former != "" {
		err = s.store.UndoRename(r.Context(), former, r.account, s.now())
	} else {
		err = s.store.Rename(r.Context(), p.Former, p.Startup, r.account, s.now())
	}
	if errors.As(err, &p.Errors) {
		return s.renames(w, r, http.StatusUnprocessableEntity, p)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, page.RenamesPath, http.StatusSeeOther)
	return nil
}

func (s *server) renames(w http.ResponseWriter, r request, status int, p page.Renames) (err error) {
	if p.Said, p.Resembling, err = s.store.Renames(r.Context()); err != nil {
		return err
	}
	p.Layout = s.administration(r, dsfr.Link{Label: "Changements d’identifiant", Href: page.RenamesPath})
	return s.render(w, r, status, p.View())
}
