package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"transfert/assessment"
	"transfert/web/dsfr"
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

// changes are what of the draft differs from the last signed assessment, nil where
// there is none.
func (s *server) changes(d startupContext) *page.Changes {
	previous := d.previous.Assessment
	if previous.ID == 0 {
		return nil
	}
	return &page.Changes{
		Before: page.Known{Form: s.form(previous.Facts), Verdict: s.frozen(d.startup, previous)},
		After:  page.Known{Form: s.form(d.draft.Facts), Verdict: *s.judge(d.startup, d.draft.Facts)},
	}
}

// signature is the draft read once more, with what keeps it from being signed.
func (s *server) signature(w http.ResponseWriter, r request, d startupContext, status int, conflict bool) error {
	if d.draft.ID == 0 {
		return fmt.Errorf("draft of startup %q: %w", d.startup.ID, assessment.ErrNotFound)
	}
	p := page.Signature{
		Layout:  s.layout(r, "Signer l’évaluation du service "+d.startup.Name, "/startups"),
		Startup: d.startup, Draft: d.draft, Verdict: *s.judge(d.startup, d.draft.Facts),
		Conflict: conflict,
		Revision: strconv.Itoa(d.draft.Revision), FormAction: page.DraftPath(d.startup.ID),
	}
	p.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: page.DraftPath(d.startup.ID)}, dsfr.Link{Label: "Signature", Href: page.SignaturePath(d.startup.ID)})
	p.Changes = s.changes(d)
	_, err := s.sign(r, d.draft)
	errors.As(err, &p.Obstacles)
	return s.render(w, r, status, p.View())
}
