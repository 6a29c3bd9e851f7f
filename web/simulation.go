package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
	"transfert/web/page"
)

// showHome shows the page beside an empty checklist.
func (s *server) showHome(w http.ResponseWriter, r *http.Request, v visit) error {
	form, facts := s.valid(page.NewForm(map[string]string{}))
	return s.render(w, r, http.StatusOK, s.home(r, v, form, facts).View())
}

// simulate judges what is filled in, and stores nothing. A script is answered with
// what changes in the page.
func (s *server) simulate(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	verb, subject := intent(r.PostForm, "judge")
	form, focus, edited := edit(typed(r.PostForm), verb, subject)
	form, facts := s.valid(form)
	h := s.home(r, v, form, facts)
	h.Checklist.Focus, h.Checklist.Quiet = focus, verb == "sync"
	status := http.StatusOK
	switch {
	case edited:
		h.Checklist.Form.Errors = nil
		h.Checklist.Whole = []assessment.Part{assessment.PartOf(subject)}
	case len(form.Errors) > 0 && verb != "sync":
		status, h.Checklist.Whole = http.StatusUnprocessableEntity, assessment.Parts()
	case verb != "sync":
		h.Checklist.Whole = assessment.Parts()
		h.Verdict = s.judge(facts)
		h.Verdict.Live = true
	case facts.Answered():
		h.Verdict = s.judge(facts)
	}
	if scripted(r) {
		return s.render(w, r, status, h.Changes())
	}
	return s.render(w, r, status, h.View())
}

func (s *server) home(r *http.Request, v visit, form page.Form, facts assessment.Facts) page.Home {
	h := page.Home{
		Layout:    s.layout(r, v, "La phase de transfert", "/"),
		Sections:  s.content.Sections,
		Checklist: s.checklist("/", form, facts),
	}
	h.Checklist.Live = true
	h.Layout.Description = "Ce que beta.gouv.fr demande à un service numérique transféré à une administration, et la grille qui en juge."
	return h
}

// checklist is the form around what is filled in, with the status of each criterion
// by these facts.
func (s *server) checklist(action string, form page.Form, facts assessment.Facts) page.Checklist {
	c := page.Checklist{Action: action, Grid: s.grid(facts.Grid), Form: form, Facts: facts, Passages: page.Passages(s.content.Sections)}
	if !facts.AsOf.IsZero() {
		c.Verdict = &s.judge(facts).Verdict
	}
	return c
}

// facts reads a form without its empty rows. A blank as-of date is today. The
// error is in the form that comes back.
func (s *server) facts(form page.Form) (page.Form, assessment.Facts, error) {
	if strings.TrimSpace(form.Value("as_of")) == "" {
		form.Set("as_of", french.ShortDate(s.today().Time()))
	}
	facts, err := assessment.ParseFacts(document(withoutEmptyRows(form)), s.content.Grids, assessment.Override{})
	if errors.As(err, &form.Errors) {
		form.Errors = onShownRows(form, form.Errors)
	}
	return form, facts, err
}

// valid reads a form and leaves out the parts in which something is wrong, which the
// form that comes back tells. Where that is the dates, there is no as-of date.
func (s *server) valid(form page.Form) (page.Form, assessment.Facts) {
	form, facts, err := s.facts(form)
	if err == nil {
		return form, facts
	}
	values := form.Values()
	for path := range values {
		if slices.ContainsFunc(form.Errors, func(e assessment.FieldError) bool { return assessment.PartOf(e.Field) == assessment.PartOf(path) }) {
			delete(values, path)
		}
	}
	dated := values["as_of"] != ""
	_, facts, err = s.facts(page.NewForm(values))
	if err != nil || !dated {
		facts.AsOf = assessment.Date{}
	}
	return form, facts
}

// judge is the verdict on facts, seen today.
func (s *server) judge(facts assessment.Facts) *page.VerdictBox {
	grid := s.grid(facts.Grid)
	return &page.VerdictBox{Verdict: assessment.Evaluate(grid, facts, facts.AsOf), Grid: grid, Facts: facts, Today: s.today()}
}

// grid is that version of the checklist, or the newest where the content no longer
// has it.
func (s *server) grid(version string) assessment.Grid {
	if grid, known := s.content.Grids.Version(version); known {
		return grid
	}
	return s.content.Grids.Newest()
}

func (s *server) today() assessment.Date { return assessment.DateOf(s.now()) }

// edit adds or removes a row where the pressed button asks for that; the focus
// goes to the row that is new, or to the one that follows what was removed.
func edit(form page.Form, verb, subject string) (edited page.Form, focus string, ok bool) {
	switch verb {
	case "add":
		edited, focus = addRow(form, subject)
		return edited, focus, true
	case "remove":
		if !factPath.MatchString(subject) || !strings.HasSuffix(subject, "]") {
			return form, "", true
		}
		list, i := splitRow(subject)
		edited = removeRow(form, subject)
		focus, _ = page.FirstField(list, min(i, edited.Rows(list)-1))
		return edited, focus, true
	}
	return form, "", false
}
