package web

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// attendedFor is how long somebody counts as having a draft open without being
// heard of.
const attendedFor = 30 * time.Minute

// editDraft shows the draft, or the form that one would start from.
func (s *server) editDraft(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := s.startupContext(r, v)
	if err != nil {
		return err
	}
	e, err := s.draftPage(r, v, d, s.form(d.draft.Facts))
	if err != nil {
		return err
	}
	e.Saved = r.URL.Query().Has("enregistre") && d.draft.ID != 0
	e.Checklist.Digests = d.draft.Facts.Digests()
	return s.render(w, r, http.StatusOK, e.View())
}

// saveDraft merges what was typed into the draft, part by part. What cannot be saved
// comes back as it was typed: the rest is saved nevertheless.
func (s *server) saveDraft(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.startupContext(r, v)
	if err != nil {
		return err
	}
	f := checklist.ReadDraftForm(r.PostForm, d.draft, s.law())
	if edited, focus, changed := s.changeRows(d, f); changed {
		return s.showChangedRows(w, r, v, d, f, edited, focus)
	}
	m, err := s.store.SaveDraft(r.Context(), f.Edit(d.startup.ID, d.start, d.previous.Assessment.Revision, v.account, s.now()))
	if errors.Is(err, assessment.ErrConflict) {
		return s.signedMeanwhile(w, r, v, d, f)
	}
	if err != nil {
		return err
	}
	d.draft = assessment.Record{Assessment: m.Draft}.In(s.now().Location()).Assessment
	return s.answerSave(w, r, v, d, f.Merged(m), len(m.Applied) > 0)
}

// answerSave leads on where all was saved, and otherwise shows the form with what
// was not. A script is always answered with what changes in its page.
func (s *server) answerSave(w http.ResponseWriter, r *http.Request, v visit, d startupContext, f checklist.DraftForm, changed bool) error {
	if f.Saved() && (f.Intent == checklist.Review || f.Explicit() && !scripted(r)) {
		http.Redirect(w, r, d.next(f.Intent), http.StatusSeeOther)
		return nil
	}
	e, err := s.draftPage(r, v, d, f.Shown(d.draft))
	if err != nil {
		return err
	}
	e.Checklist.ErrorsInline = !f.Explicit()
	e.Checklist.Digests, e.Checklist.Conflicts = f.Digests(d.draft), f.ConflictsWith(d.draft)
	e.Checklist.Replace, e.Checklist.ChangedByOthers = f.Replaced(d.draft), f.ChangedByOthers(d.draft)
	e.Saved, e.Restored = f.Saved() && f.Explicit(), f.Intent == checklist.Restore && (!f.Saved() || changed)
	return s.answer(w, r, statusOf(f), e)
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
func (s *server) showChangedRows(w http.ResponseWriter, r *http.Request, v visit, d startupContext,
	f checklist.DraftForm, edited checklist.Form, focus assessment.Path) error {
	edited.Errors = nil
	e, err := s.draftPage(r, v, d, edited)
	if err != nil {
		return err
	}
	e.Checklist.Focus, e.Checklist.Digests = focus, f.Base
	e.Checklist.Conflicts, e.Checklist.Replace = f.ConflictsWith(d.draft), f.ChangedParts()
	return s.answer(w, r, http.StatusOK, e)
}

// signedMeanwhile shows what was typed beside the news that the draft was signed.
func (s *server) signedMeanwhile(w http.ResponseWriter, r *http.Request, v visit, d startupContext, f checklist.DraftForm) error {
	e, err := s.draftPage(r, v, d, f.Form)
	if err != nil {
		return err
	}
	e.Checklist.Digests, e.Checklist.After, e.Checklist.Reopen = f.Base, f.After, true
	e.Checklist.ErrorsInline = !f.Explicit()
	if f.Intent == checklist.Restore {
		e.Checklist.Replace = assessment.Parts()
	}
	return s.answer(w, r, http.StatusConflict, e)
}

// answer renders the whole page, or for a script what changes in it.
func (s *server) answer(w http.ResponseWriter, r *http.Request, status int, e page.DraftPage) error {
	if scripted(r) {
		return s.render(w, r, status, e.Changes())
	}
	return s.render(w, r, status, e.View())
}

// scripted reports whether the page's script asks, which takes over what changes.
func scripted(r *http.Request) bool { return r.Header.Get("X-Requested-With") == "fetch" }

// next is where a saved draft leads: to its signature where that was asked for.
func (d startupContext) next(intent checklist.Intent) string {
	if intent == checklist.Review {
		return d.path() + "/signature"
	}
	return d.path() + "?enregistre"
}

// draftPage is the page around a form; its verdict is that of the draft as it is
// stored.
func (s *server) draftPage(r *http.Request, v visit, d startupContext, form checklist.Form) (page.DraftPage, error) {
	others, err := s.store.Attend(r.Context(), d.startup.ID, v.account.ID, s.now(), s.now().Add(-attendedFor))
	if err != nil {
		return page.DraftPage{}, err
	}
	for i := range others {
		others[i].SeenAt = others[i].SeenAt.In(s.now().Location())
	}
	e := page.DraftPage{
		Layout:  s.layout(r, v, "Évaluation du service "+d.startup.Name, "/startups"),
		Startup: d.startup, Sections: s.content.Sections, Draft: d.draft, Previous: d.previous, Since: s.changes(d), Others: others, Verdict: s.judge(d.draft.Facts),
		Checklist: s.checklist(d.path(), form, d.draft.Facts),
	}
	e.Layout.Path = d.path()
	e.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: d.path()})
	e.Checklist.Unverified, e.Checklist.Signed = d.catalogued(), s.signed(d, form)
	e.Checklist.After = d.previous.Assessment.Revision
	e.Checklist.Live = true
	e.Checklist.Keep = d.startup.ID + " " + strconv.FormatInt(v.account.ID, 10) // a browser may be shared
	return e, nil
}

// signed are the facts of the last signed assessment, of which a form may reuse some.
func (s *server) signed(d startupContext, form checklist.Form) page.Signed {
	earlier := s.form(d.previous.Assessment.Facts)
	return page.Signed{Form: earlier, At: d.previous.Assessment.SignedAt, Missing: form.MissingFrom(earlier)}
}
