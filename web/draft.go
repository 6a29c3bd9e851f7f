package web

import (
	"errors"
	"net/http"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// editDraft shows the draft, or the form that one would start from.
func (s *server) editDraft(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	form, err := FormOf(d.draft.Facts)
	if err != nil {
		return err
	}
	e, err := s.evaluation(r, v, d, form)
	if err != nil {
		return err
	}
	e.Saved = r.URL.Query().Has("enregistre") && d.draft.ID != 0
	e.Checklist.Read = d.draft.Facts.Marks()
	return s.render(w, r, http.StatusOK, e.View())
}

// saveDraft merges what was typed into the draft, part by part. What cannot be saved
// comes back as it was typed: the rest is saved nevertheless.
func (s *server) saveDraft(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	f := s.filled(r, d)
	if edited, focus, ok := d.edit(f); ok {
		return s.changeRows(w, r, v, d, f, edited, focus)
	}
	m, err := s.store.SaveDraft(r.Context(), f.edit(v, d, s.now()))
	if errors.Is(err, assessment.ErrConflict) {
		return s.signedMeanwhile(w, r, v, d, f)
	}
	if err != nil {
		return err
	}
	return s.answerSave(w, r, v, d, f, m)
}

// answerSave leads on where all was saved, and otherwise shows the form with what
// was not. A script is always answered with what changes in its page.
func (s *server) answerSave(w http.ResponseWriter, r *http.Request, v visit, d desk, f filled, m assessment.Merge) error {
	f.merged(m)
	d.draft = m.Draft
	done := len(f.form.Errors) == 0 && len(f.clashes) == 0
	if done && (f.verb == "review" || f.explicit() && !scripted(r)) {
		http.Redirect(w, r, d.next(f.verb), http.StatusSeeOther)
		return nil
	}
	form, err := f.shown(m)
	if err != nil {
		return err
	}
	e, err := s.evaluation(r, v, d, form)
	if err != nil {
		return err
	}
	e.Checklist.Form.Errors, e.Checklist.Quiet = f.form.Errors, !f.explicit()
	e.Checklist.Read, e.Checklist.Clashes = f.marks(m), f.clashing(m, d, e.Checklist.Grid)
	e.Checklist.Whole, e.Checklist.Theirs = f.whole(m), f.theirs(m)
	e.Saved, e.Restored = done && f.explicit(), f.verb == "restore" && (!done || len(m.Taken) > 0)
	return s.answer(w, r, f.status(), e)
}

// changeRows shows the form with a row more or less; nothing of it is saved yet.
func (s *server) changeRows(w http.ResponseWriter, r *http.Request, v visit, d desk, f filled, edited page.Form, focus string) error {
	e, err := s.evaluation(r, v, d, edited)
	if err != nil {
		return err
	}
	e.Checklist.Form.Errors = nil
	e.Checklist.Focus, e.Checklist.Read = focus, f.read
	e.Checklist.Clashes = f.clashing(assessment.Merge{Draft: d.draft}, d, e.Checklist.Grid)
	e.Checklist.Whole = f.changed()
	return s.answer(w, r, http.StatusOK, e)
}

// signedMeanwhile shows what was typed beside the news that the draft was signed.
func (s *server) signedMeanwhile(w http.ResponseWriter, r *http.Request, v visit, d desk, f filled) error {
	e, err := s.evaluation(r, v, d, f.form)
	if err != nil {
		return err
	}
	e.Checklist.Read, e.Checklist.After, e.Checklist.Reopen = f.read, f.after, true
	e.Checklist.Quiet = !f.explicit()
	if f.verb == "restore" {
		e.Checklist.Whole = assessment.Parts()
	}
	return s.answer(w, r, http.StatusConflict, e)
}

// answer renders the whole page, or for a script what changes in it.
func (s *server) answer(w http.ResponseWriter, r *http.Request, status int, e page.Evaluation) error {
	if scripted(r) {
		return s.render(w, r, status, e.Changes())
	}
	return s.render(w, r, status, e.View())
}

// scripted reports whether the page's script asks, which takes over what changes.
func scripted(r *http.Request) bool { return r.Header.Get("X-Requested-With") == "fetch" }

// next is where a saved draft leads: to its signature where that was asked for.
func (d desk) next(verb string) string {
	if verb == "review" {
		return page.SignaturePath(d.startup.ID)
	}
	return page.DraftPath(d.startup.ID) + "?enregistre"
}

// evaluation is the page around a form; its verdict is that of the draft as it is
// stored.
func (s *server) evaluation(r *http.Request, v visit, d desk, form page.Form) (page.Evaluation, error) {
	others, err := s.store.Attend(r.Context(), d.startup.ID, v.account.ID, s.now(), s.now().Add(-attendedFor))
	if err != nil {
		return page.Evaluation{}, err
	}
	changes, err := s.changes(d)
	if err != nil {
		return page.Evaluation{}, err
	}
	e := page.Evaluation{
		Layout:  s.layout(r, v, "Évaluation du service "+d.startup.Name, "/startups"),
		Startup: d.startup, Sections: s.content.Sections, Draft: d.draft, Previous: d.previous, Since: changes, Others: others, Verdict: s.judge(d.draft.Facts),
		Checklist: s.checklist(page.DraftPath(d.startup.ID), form, d.draft.Facts),
	}
	e.Layout.Path = page.DraftPath(d.startup.ID)
	e.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: page.DraftPath(d.startup.ID)})
	e.Checklist.Unverified, e.Checklist.Signed = d.catalogued(), d.offered(form)
	e.Checklist.After = d.previous.Assessment.Revision
	e.Checklist.Live = true
	e.Checklist.Keep = keep(d.startup, v.account)
	return e, nil
}
