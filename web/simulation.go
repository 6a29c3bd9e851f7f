package web

import (
	"net/http"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// showHome shows the page beside an empty checklist.
func (s *server) showHome(w http.ResponseWriter, r *http.Request, v visit) error {
	form, facts := checklist.NewForm(s.grid("").Schema(), nil).ValidFacts(s.law())
	return s.render(w, r, http.StatusOK, s.home(r, v, form, facts).View())
}

// simulate judges what is filled in, and stores nothing. A script is answered with
// what changes in the page.
func (s *server) simulate(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	intent, subject := checklist.ReadIntent(r.PostForm, checklist.Judge)
	form, focus, edited := s.readForm(r).ChangeRows(intent, subject)
	form, facts := form.ValidFacts(s.law())
	h := s.home(r, v, form, facts)
	h.Checklist.Focus, h.Checklist.ErrorsInline = focus, intent == checklist.Sync
	status := http.StatusOK
	switch {
	case edited:
		h.Checklist.Form.Errors = nil
		h.Checklist.Replace = []assessment.Part{assessment.Path(subject).Part()}
	case len(form.Errors) > 0 && intent != checklist.Sync:
		status, h.Checklist.Replace = http.StatusUnprocessableEntity, assessment.Parts()
	case intent != checklist.Sync:
		h.Checklist.Replace = assessment.Parts()
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

func (s *server) home(r *http.Request, v visit, form checklist.Form, facts assessment.Facts) page.Home {
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
func (s *server) checklist(action string, form checklist.Form, facts assessment.Facts) page.Checklist {
	c := page.Checklist{Action: action, Grid: s.grid(facts.Grid), Form: form, Facts: facts, Passages: page.Passages(s.content.Sections)}
	if !facts.AsOf.IsZero() {
		c.Verdict = &s.judge(facts).Verdict
	}
	return c
}

// law is what forms are read under today.
func (s *server) law() checklist.Law { return checklist.Law{Grids: s.content.Grids, Today: s.today()} }

// readForm is what was typed, by the schema of the grid that the form names.
func (s *server) readForm(r *http.Request) checklist.Form {
	return checklist.ReadForm(s.grid(r.PostForm.Get("grid")).Schema(), r.PostForm)
}

// form is facts as somebody would have typed them.
func (s *server) form(facts assessment.Facts) checklist.Form {
	return checklist.FormOf(s.grid(facts.Grid).Schema(), facts)
}

// judge is the verdict on facts, seen today.
func (s *server) judge(facts assessment.Facts) *page.VerdictBox {
	grid := s.grid(facts.Grid)
	return &page.VerdictBox{Verdict: assessment.Evaluate(grid, facts, facts.AsOf), Grid: grid, Facts: facts, Today: s.today()}
}

// grid is that version of the checklist, or the newest where the content no longer
// has it.
func (s *server) grid(version string) assessment.Grid { return s.content.Grids.Named(version) }

func (s *server) today() assessment.Date { return assessment.DateOf(s.now()) }
