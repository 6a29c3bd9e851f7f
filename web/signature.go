package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"transfert/assessment"
	"transfert/web/page"
)

// reviewDraft shows the draft once more before it is signed, and what it became after.
func (s *server) reviewDraft(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	if d.draft.ID == 0 && d.previous.Assessment.ID != 0 {
		http.Redirect(w, r.Request, page.AssessmentPath(d.previous.Assessment.ID), http.StatusSeeOther)
		return nil
	}
	return s.signature(w, r, d, http.StatusOK, false)
}

// signDraft freezes the draft that was read.
func (s *server) signDraft(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	if r.PostForm.Get("revision") != strconv.Itoa(d.draft.Revision) {
		return s.signedAlready(w, r)
	}
	signed, err := s.sign(r, d.draft)
	if err != nil {
		return s.signature(w, r, d, http.StatusUnprocessableEntity, false)
	}
	signed, err = s.store.Sign(r.Context(), signed)
	if errors.Is(err, assessment.ErrConflict) {
		return s.signedAlready(w, r)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, page.AssessmentPath(signed.ID), http.StatusSeeOther)
	return nil
}

// signedAlready leads to the assessment where the same person signed the same draft
// before, and shows the draft that was not signed as it is now otherwise.
func (s *server) signedAlready(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	last := d.previous.Assessment
	if last.AuthorID == r.account.ID && r.PostForm.Get("revision") == strconv.Itoa(last.Revision-1) {
		http.Redirect(w, r.Request, page.AssessmentPath(last.ID), http.StatusSeeOther)
		return nil
	}
	return s.signature(w, r, d, http.StatusConflict, true)
}

// sign freezes a draft under its grid.
func (s *server) sign(r request, draft assessment.Assessment) (assessment.Assessment, error) {
	grid := s.grid(draft.Facts.Grid)
	draft.Facts.Grid = grid.Version
	return draft.Sign(grid, r.account, s.now())
}

// signature is the draft read once more, with what keeps it from being signed.
func (s *server) signature(w http.ResponseWriter, r request, d startupContext, status int, conflict bool) error {
	if d.draft.ID == 0 {
		return fmt.Errorf("draft of startup %q: %w", d.startup.ID, assessment.ErrNotFound)
	}
	_, err := s.sign(r, d.draft)
	obstacles, _ := errors.AsType[assessment.FieldErrors](err)
	p := page.NewSignature(s.reader(r), s.content.Grids, d.startup, d.draft, d.previous.Assessment, obstacles, conflict)
	return s.render(w, r, status, p.View())
}
