package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// localAuthor signs for everybody until people can sign in.
const localAuthor = "Membre du programme (local)"

// ghid is the startup's id in the address, which may hold accents.
func ghid(r *http.Request) string {
	id := chi.URLParam(r, "ghid")
	if decoded, err := url.PathUnescape(id); err == nil {
		return decoded
	}
	return id
}

// desk is all that is known of a startup: its open draft and its last signed
// assessment are zero where there is none.
type desk struct {
	startup  assessment.Startup
	draft    assessment.Assessment
	history  []assessment.Assessment // signed, the last one first
	previous assessment.Assessment   // the last signed one
}

func (s *server) desk(r *http.Request) (desk, error) {
	startup, err := s.store.Startup(r.Context(), ghid(r))
	if err != nil {
		return desk{}, err
	}
	d := desk{startup: startup}
	d.draft, err = s.store.Draft(r.Context(), startup.ID)
	if err != nil && !errors.Is(err, assessment.ErrNotFound) {
		return desk{}, err
	}
	if d.history, err = s.store.History(r.Context(), startup.ID); err != nil {
		return desk{}, err
	}
	d.draft = s.local(d.draft)
	for i := range d.history {
		d.history[i] = s.local(d.history[i])
	}
	if len(d.history) > 0 {
		d.previous = d.history[0]
	}
	return d, nil
}

// local tells the times of an assessment as the clock does, in Paris.
func (s *server) local(a assessment.Assessment) assessment.Assessment {
	paris := s.now().Location()
	a.UpdatedAt, a.SignedAt = a.UpdatedAt.In(paris), a.SignedAt.In(paris)
	return a
}

// revision is the one that a form built from the desk was read at.
func (d desk) revision() int {
	if d.draft.ID != 0 {
		return d.draft.Revision
	}
	return d.previous.Revision
}

func (d desk) path() string { return page.StartupPath(d.startup.ID) + "/evaluation" }

// catalogued is what the catalogue says of facts, by path of the field.
func (d desk) catalogued() map[string]string {
	values := map[string]string{}
	for path, address := range map[string]string{
		"open_source.repository_url": d.startup.Repository,
		"indicators.stats_url":       d.startup.StatsURL,
	} {
		if assessment.AbsoluteURL(address) {
			values[path] = address
		}
	}
	return values
}

// prefilled is the form that the desk starts from: the draft, else the last
// signed facts judged today, completed from the catalogue.
func (d desk) prefilled(today assessment.Date) (page.Form, error) {
	if d.draft.ID != 0 {
		return formOf(d.draft.Facts)
	}
	form, err := formOf(d.previous.Facts)
	if err != nil {
		return form, err
	}
	form.Set("grid", "")
	form.Set("as_of", frenchDate(today.String()))
	for path, value := range d.catalogued() {
		if form.Value(path) == "" {
			form.Set(path, value)
		}
	}
	return form, nil
}

// editDraft shows the draft, or the form that one would start from.
func (s *server) editDraft(w http.ResponseWriter, r *http.Request) error {
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	form, err := d.prefilled(s.today())
	if err != nil {
		return err
	}
	e := s.evaluation(r, d, form, "", d.revision())
	e.Saved = r.URL.Query().Has("enregistre") && d.draft.ID != 0
	return s.render(w, r, http.StatusOK, e.View())
}

// saveDraft keeps what was typed, unless it is invalid or somebody else saved
// the draft since it was read.
func (s *server) saveDraft(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	read, _ := strconv.Atoi(r.PostForm.Get("revision"))
	form := typed(r.PostForm)
	verb, subject := intent(r.PostForm, "save")
	if edited, focus, ok := edit(form, verb, subject); ok {
		return s.render(w, r, http.StatusOK, s.evaluation(r, d, edited, focus, read).View())
	}
	form, facts, err := s.facts(form)
	if err == nil {
		form.Errors = facts.CheckStored(s.today())
	}
	if len(form.Errors) > 0 {
		return s.render(w, r, http.StatusUnprocessableEntity, s.evaluation(r, d, form, "", read).View())
	}
	_, err = s.store.SaveDraft(r.Context(), assessment.Assessment{
		StartupID: d.startup.ID, State: assessment.Draft, Facts: facts,
		Author: localAuthor, UpdatedAt: s.now(), Revision: read,
	})
	if errors.Is(err, assessment.ErrConflict) {
		return s.conflict(w, r, form)
	}
	if err != nil {
		return err
	}
	next := d.path() + "?enregistre"
	if verb == "review" {
		next = d.path() + "/signature"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

// conflict shows what was typed beside who saved another version meanwhile;
// saving again then replaces that version, on purpose.
func (s *server) conflict(w http.ResponseWriter, r *http.Request, form page.Form) error {
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	e := s.evaluation(r, d, form, "", d.revision())
	e.Conflict = true
	if d.draft.ID == 0 {
		e.Draft = d.previous
	}
	return s.render(w, r, http.StatusConflict, e.View())
}

func (s *server) evaluation(r *http.Request, d desk, form page.Form, focus string, revision int) page.Evaluation {
	e := page.Evaluation{
		Layout:  s.layout(r, "Évaluation de "+d.startup.Name, "/startups"),
		Startup: d.startup, Sections: s.content.Sections, Draft: d.draft, Previous: d.previous,
		Checklist: s.checklist(d.path(), form, focus),
	}
	e.Layout.Path = d.path()
	e.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: d.path()})
	e.Checklist.Unverified = d.catalogued()
	e.Checklist.Revision = strconv.Itoa(revision)
	if d.draft.ID != 0 {
		box := s.judge(d.draft.Facts)
		e.Verdict, e.Checklist.Verdict = &box, &box.Verdict
	}
	return e
}

// breadcrumb leads from the home page to a page about a startup.
func breadcrumb(startup assessment.Startup, rest ...dsfr.Link) []dsfr.Link {
	return append([]dsfr.Link{
		{Label: "Accueil", Href: "/"},
		{Label: "Les services", Href: "/startups"},
		{Label: startup.Name, Href: page.StartupPath(startup.ID)},
	}, rest...)
}

// reviewDraft shows the draft once more before it is signed.
func (s *server) reviewDraft(w http.ResponseWriter, r *http.Request) error {
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	return s.signature(w, r, d, http.StatusOK, nil)
}

// signDraft freezes the draft that was read.
func (s *server) signDraft(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("revision") != strconv.Itoa(d.draft.Revision) {
		return s.signature(w, r, d, http.StatusConflict, assessment.ErrConflict)
	}
	signed, err := s.sign(d.draft)
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
	http.Redirect(w, r, page.AssessmentPath(signed.ID), http.StatusSeeOther)
	return nil
}

func (s *server) sign(draft assessment.Assessment) (assessment.Assessment, error) {
	grid, _ := s.content.Grids.Version(draft.Facts.Grid)
	return draft.Sign(grid, localAuthor, s.now())
}

// signature is the draft read once more, with what keeps it from being signed.
func (s *server) signature(w http.ResponseWriter, r *http.Request, d desk, status int, problem error) error {
	if errors.Is(problem, assessment.ErrConflict) {
		var err error
		if d, err = s.desk(r); err != nil {
			return err
		}
	}
	if d.draft.ID == 0 {
		return fmt.Errorf("draft of startup %q: %w", d.startup.ID, assessment.ErrNotFound)
	}
	p := page.Signature{
		Layout:  s.layout(r, "Signer l’évaluation de "+d.startup.Name, "/startups"),
		Startup: d.startup, Draft: d.draft, Verdict: s.judge(d.draft.Facts),
		Conflict: errors.Is(problem, assessment.ErrConflict),
		Revision: strconv.Itoa(d.draft.Revision), FormAction: d.path(),
	}
	p.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: d.path()}, dsfr.Link{Label: "Signature", Href: d.path() + "/signature"})
	_, err := s.sign(d.draft)
	errors.As(err, &p.Obstacles)
	return s.render(w, r, status, p.View())
}
