package web

import (
	"errors"
	"net/http"
	"strconv"

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
	form, err := d.prefilled(s.today())
	if err != nil {
		return err
	}
	e := s.evaluation(r, v, d, form, "", d.revision())
	e.Saved = r.URL.Query().Has("enregistre") && d.draft.ID != 0
	if d.draft.ID != 0 {
		box := s.judge(d.draft.Facts)
		e.Verdict = &box
	}
	return s.render(w, r, http.StatusOK, e.View())
}

// saveDraft keeps what was typed, unless it is invalid or somebody else saved
// the draft since it was read.
func (s *server) saveDraft(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	read, _ := strconv.Atoi(r.PostForm.Get("revision"))
	form := typed(r.PostForm)
	verb, subject := intent(r.PostForm, "save")
	if edited, focus, ok := edit(form, verb, subject); ok {
		return s.render(w, r, http.StatusOK, s.evaluation(r, v, d, edited, focus, read).View())
	}
	form, facts := s.storable(form)
	if len(form.Errors) > 0 {
		return s.render(w, r, http.StatusUnprocessableEntity, s.evaluation(r, v, d, form, "", read).View())
	}
	draft := assessment.Assessment{
		StartupID: d.startup.ID, State: assessment.Draft, Facts: facts,
		Author: v.account.Name, AuthorID: v.account.ID, UpdatedAt: s.now(), Revision: read,
	}
	_, err = s.store.SaveDraft(r.Context(), draft)
	if errors.Is(err, assessment.ErrConflict) {
		return s.conflict(w, r, v, form)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, d.next(verb), http.StatusSeeOther)
	return nil
}

// next is where a saved draft leads: to its signature where that was asked for.
func (d desk) next(verb string) string {
	if verb == "review" {
		return d.path() + "/signature"
	}
	return d.path() + "?enregistre"
}

// storable reads a form as facts that may be stored; what is wrong with it is in
// the form that comes back.
func (s *server) storable(form page.Form) (page.Form, assessment.Facts) {
	form, facts, err := s.facts(form)
	if err == nil {
		form.Errors = facts.CheckStored(s.today())
	}
	return form, facts
}

// conflict shows what was typed beside who saved another version meanwhile;
// saving again then replaces that version, on purpose.
func (s *server) conflict(w http.ResponseWriter, r *http.Request, v visit, form page.Form) error {
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	e := s.evaluation(r, v, d, form, "", d.revision())
	e.Conflict = true
	if d.draft.ID == 0 {
		e.Draft = d.previous.Assessment
	}
	return s.render(w, r, http.StatusConflict, e.View())
}

func (s *server) evaluation(r *http.Request, v visit, d desk, form page.Form, focus string, revision int) page.Evaluation {
	e := page.Evaluation{
		Layout:  s.layout(r, v, "Évaluation du service "+d.startup.Name, "/startups"),
		Startup: d.startup, Sections: s.content.Sections, Draft: d.draft, Previous: d.previous,
		Checklist: s.checklist(d.path(), form, focus),
	}
	e.Layout.Path = d.path()
	e.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: d.path()})
	e.Checklist.Unverified = d.catalogued()
	e.Checklist.Revision = strconv.Itoa(revision)
	return e
}
