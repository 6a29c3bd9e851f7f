package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"transfert/assessment"
	"transfert/web/page"
)

// reviewDraft shows the draft once more before it is signed.
func (s *server) reviewDraft(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	return s.signature(w, r, d, http.StatusOK, nil)
}

// signDraft freezes the draft that was read.
func (s *server) signDraft(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("revision") != strconv.Itoa(d.draft.Revision) {
		return s.signature(w, r, d, http.StatusConflict, assessment.ErrConflict)
	}
	signed, err := s.sign(r, d.draft)
	if err != nil {
		return s.signature(w, r, d, http.StatusUnprocessableEntity, err)
	}
	signed, err = s.store.Sign(r.Context(), signed)
	if errors.Is(err, assessment.ErrConflict) {
		return s.signature(w, r, d, http.StatusConflict, err)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, page.AssessmentPath(signed.ID), http.StatusSeeOther)
	return nil
}

// sign freezes a draft under its grid.
func (s *server) sign(r request, draft assessment.Assessment) (assessment.Assessment, error) {
	grid := s.grid(draft.Facts.Grid)
	draft.Facts.Grid = grid.Version
	return draft.Sign(grid, r.account, s.now())
}

// signature is the draft read once more, with what keeps it from being signed.
func (s *server) signature(w http.ResponseWriter, r request, d startupContext, status int, problem error) error {
	if errors.Is(problem, assessment.ErrConflict) {
		var err error
		if d, err = s.startupContext(r); err != nil {
			return err
		}
	}
	if d.draft.ID == 0 {
		return fmt.Errorf("draft of startup %q: %w", d.startup.ID, assessment.ErrNotFound)
	}
	_, err := s.sign(r, d.draft)
	obstacles, _ := errors.AsType[assessment.FieldErrors](err)
	p := page.NewSignature(s.reader(r), s.content.Grids, d.startup, d.draft, d.previous.Assessment,
		obstacles, errors.Is(problem, assessment.ErrConflict))
	return s.render(w, r, status, p.View())
}
