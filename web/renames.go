package web

import (
	"errors"
	"net/http"

	"transfert/web/page"
)

// listRenames shows which startups go by another id now, and which ones may.
func (s *server) listRenames(w http.ResponseWriter, r request) error {
	return s.renames(w, r, http.StatusOK, page.RenameForm{})
}

// rename says that two startups are the same service, or takes that back.
func (s *server) rename(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	form := page.RenameForm{Former: r.PostForm.Get("former"), Startup: r.PostForm.Get("startup")}
	var err error
	if former := r.PostForm.Get("undo"); former != "" {
		err = s.store.UndoRename(r.Context(), former, r.account, s.now())
	} else {
		err = s.store.Rename(r.Context(), form.Former, form.Startup, r.account, s.now())
	}
	if errors.As(err, &form.Errors) {
		return s.renames(w, r, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, page.RenamesPath, http.StatusSeeOther)
	return nil
}

func (s *server) renames(w http.ResponseWriter, r request, status int, form page.RenameForm) error {
	said, resembling, err := s.store.Renames(r.Context())
	if err != nil {
		return err
	}
	return s.render(w, r, status, page.NewRenames(s.reader(r), said, resembling, form).View())
}
