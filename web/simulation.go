package web

import (
	"errors"
	"net/http"
	"strings"

	"transfert/assessment"
	"transfert/web/page"
)

// showHome shows the page beside an empty checklist.
func (s *server) showHome(w http.ResponseWriter, r *http.Request, v visit) error {
	form := page.NewForm(map[string]string{"as_of": frenchDate(s.today().String())})
	return s.render(w, r, http.StatusOK, s.home(r, v, form, "", nil).View())
}

// simulate judges what is filled in, and stores nothing.
func (s *server) simulate(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	form := typed(r.PostForm)
	verb, subject := intent(r.PostForm, "judge")
	if edited, focus, ok := edit(form, verb, subject); ok {
		return s.render(w, r, http.StatusOK, s.home(r, v, edited, focus, nil).View())
	}
	form, facts, err := s.facts(form)
	if err != nil {
		return s.render(w, r, http.StatusUnprocessableEntity, s.home(r, v, form, "", nil).View())
	}
	return s.render(w, r, http.StatusOK, s.home(r, v, form, "", &facts).View())
}

func (s *server) home(r *http.Request, v visit, form page.Form, focus string, facts *assessment.Facts) page.Home {
	h := page.Home{
		Layout:    s.layout(r, v, "La phase de transfert", "/"),
		Sections:  s.content.Sections,
		Checklist: s.checklist("/", form, focus),
	}
	h.Layout.Description = "Ce que beta.gouv.fr demande à un service numérique transféré à une administration, et la grille qui en juge."
	if facts != nil {
		box := s.judge(*facts)
		box.Live = true
		h.Verdict = &box
	}
	return h
}

// checklist is the form around what is filled in, with the status of each
// criterion where that can be judged.
func (s *server) checklist(action string, form page.Form, focus string) page.Checklist {
	c := page.Checklist{Action: action, Grid: s.grid(form.Value("grid")), Form: form, Passages: page.Passages(s.content.Sections), Focus: focus}
	if _, facts, err := s.facts(form); err == nil && len(form.Errors) == 0 {
		box := s.judge(facts)
		c.Verdict = &box.Verdict
	}
	return c
}

// facts reads a form without its empty rows. A blank as-of date is today. The
// error is in the form that comes back.
func (s *server) facts(form page.Form) (page.Form, assessment.Facts, error) {
	form = withoutEmptyRows(form)
	if strings.TrimSpace(form.Value("as_of")) == "" {
		form.Set("as_of", frenchDate(s.today().String()))
	}
	facts, err := assessment.ParseFacts(document(form), s.content.Grids, assessment.Override{})
	errors.As(err, &form.Errors)
	return form, facts, err
}

// judge is the verdict on facts, seen today.
func (s *server) judge(facts assessment.Facts) page.VerdictBox {
	grid := s.grid(facts.Grid)
	return page.VerdictBox{Verdict: assessment.Evaluate(grid, facts, facts.AsOf), Grid: grid, Facts: facts, Today: s.today()}
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
