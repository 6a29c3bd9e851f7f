package web

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// attendedFor is how long a person counts as having a draft open without being
// heard of.
const attendedFor = 30 * time.Minute

// editDraft shows the draft, or the form that one would start from. After the signature
// the draft is the assessment, until something is to be corrected or a new one is begun.
func (s *server) editDraft(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	if d.draft.ID == 0 && d.agreeable(s.today()) && !r.URL.Query().Has("nouvelle") {
		http.Redirect(w, r.Request, page.AssessmentPath(d.previous.Assessment.ID), http.StatusSeeOther)
		return nil
	}
	news := page.News{Saved: r.URL.Query().Has("enregistre") && d.draft.ID != 0}
	return s.showDraft(w, r, d, s.form(d.draft.Facts), news)
}

// showDraft shows a form that is based on the draft as it is stored.
func (s *server) showDraft(w http.ResponseWriter, r request, d startupContext, form checklist.Form, news page.News) error {
	state := page.DraftState{Digests: d.draft.Facts.Digests(), After: d.previous.Assessment.Revision}
	p, err := s.draftPage(r, d, form, state, page.Reply{News: news})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, p.View())
}

// saveDraft merges what was typed into the draft, part by part. What cannot be saved
// comes back as it was typed: the rest is saved nevertheless.
func (s *server) saveDraft(w http.ResponseWriter, r request) error {
	if err := s.parseChecklist(r); err != nil {
		return err
	}
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	f := checklist.ReadDraftForm(r.PostForm, d.draft, s.law())
	if edited, focus, changed := s.changeRows(d, f); changed {
		return s.showChangedRows(w, r, d, f, edited, focus)
	}
	m, err := s.store.SaveDraft(r.Context(), f.Edit(d.startup.ID, d.start, d.previous.Assessment.Revision, r.account, s.now()))
	if errors.Is(err, assessment.ErrConflict) {
		return s.signedMeanwhile(w, r, d, f)
	}
	if err != nil {
		return err
	}
	d.draft = m.Draft
	return s.answerSave(w, r, d, f.Merged(m), len(m.Applied) > 0)
}

// answerSave leads on where all was saved, and otherwise shows the form with what
// was not. A script is always answered with what changes in its page.
func (s *server) answerSave(w http.ResponseWriter, r request, d startupContext, f checklist.DraftForm, changed bool) error {
	if f.Saved() && (f.Intent == checklist.Review || f.Explicit() && !scripted(r)) {
		http.Redirect(w, r.Request, d.next(f.Intent), http.StatusSeeOther)
		return nil
	}
	state := page.DraftState{Digests: f.Digests(d.draft), Conflicts: f.ConflictsWith(d.draft), After: d.previous.Assessment.Revision}
	reply := page.Reply{
		ErrorsInline: !f.Explicit(), Replace: f.Replaced(d.draft), ChangedByOthers: f.ChangedByOthers(d.draft),
		News: page.News{Saved: f.Saved() && f.Explicit(), Restored: f.Intent == checklist.Restore && (!f.Saved() || changed)},
	}
	p, err := s.draftPage(r, d, f.Shown(d.draft), state, reply)
	if err != nil {
		return err
	}
	return s.answer(w, r, statusOf(f), p)
}

// statusOf tells whether all of a form was saved.
func statusOf(f checklist.DraftForm) int {
	switch {
	case len(f.Conflicts) > 0:
		return http.StatusConflict
	case len(f.Errors) > 0 && f.Explicit():
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// changeRows adds, removes or reuses rows where the pressed button asks for that; the
// focus goes to the field that is to be looked at next.
func (s *server) changeRows(d startupContext, f checklist.DraftForm) (edited checklist.Form, focus assessment.Path, changed bool) {
	if f.Intent != checklist.Reuse {
		return f.ChangeRows(f.Intent, f.Subject)
	}
	edited, focus = f.Form.Reuse(s.form(d.previous.Assessment.Facts), assessment.Path(f.Subject))
	return edited, focus, true
}

// showChangedRows shows the form with a row more or less; nothing of it is saved yet.
func (s *server) showChangedRows(w http.ResponseWriter, r request, d startupContext,
	f checklist.DraftForm, edited checklist.Form, focus assessment.Path) error {
	edited.Errors = nil
	state := page.DraftState{Digests: f.Base, Conflicts: f.ConflictsWith(d.draft), After: d.previous.Assessment.Revision}
	p, err := s.draftPage(r, d, edited, state, page.Reply{Focus: focus, Replace: f.ChangedParts()})
	if err != nil {
		return err
	}
	return s.answer(w, r, http.StatusOK, p)
}

// signedMeanwhile shows what was typed beside the news that the draft was signed.
func (s *server) signedMeanwhile(w http.ResponseWriter, r request, d startupContext, f checklist.DraftForm) error {
	reply := page.Reply{ErrorsInline: !f.Explicit()}
	if f.Intent == checklist.Restore {
		reply.Replace = assessment.Parts()
	}
	p, err := s.draftPage(r, d, f.Form, page.DraftState{Digests: f.Base, After: f.After, Reopen: true}, reply)
	if err != nil {
		return err
	}
	return s.answer(w, r, http.StatusConflict, p)
}

// answer renders the whole page, or for a script what changes in it.
func (s *server) answer(w http.ResponseWriter, r request, status int, p page.DraftPage) error {
	if scripted(r) {
		return s.render(w, r, status, p.Updates())
	}
	return s.render(w, r, status, p.View())
}

// scripted reports whether the page's script asks, which takes over what changes.
func scripted(r request) bool { return r.Header.Get("X-Requested-With") == "fetch" }

// next is where a saved draft leads: to its signature where that was asked for.
func (d startupContext) next(intent checklist.Intent) string {
	if intent == checklist.Review {
		return page.SignaturePath(d.startup.ID)
	}
	return page.DraftPath(d.startup.ID) + "?enregistre"
}

// draftPage is the page around a form; its verdict is that of the draft as it is
// stored.
func (s *server) draftPage(r request, d startupContext,
	form checklist.Form, state page.DraftState, reply page.Reply) (page.DraftPage, error) {
	others, err := s.store.Attend(r.Context(), d.startup.ID, r.account.ID, s.now(), s.now().Add(-attendedFor))
	draft := page.Draft{
		Startup: d.startup, Stored: d.draft, Previous: d.previous, Others: others, Unverified: d.catalogued(),
		Keep: d.startup.ID + " " + strconv.FormatInt(r.account.ID, 10), // a browser may be shared
	}
	return page.NewDraftPage(s.reader(r), s.content, draft, form, state, reply), err
}
