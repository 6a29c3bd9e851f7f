package web

import (
	"net/http"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// showHome shows the page beside an empty checklist.
func (s *server) showHome(w http.ResponseWriter, r request) error {
	form, facts := checklist.NewForm(s.grid("").Schema(), nil).ValidFacts(s.law())
	return s.render(w, r, http.StatusOK, page.NewHome(s.reader(r), s.content, form, facts, page.Reply{}, nil).View())
}

// simulate judges what is filled in, and stores nothing. A script is answered with
// what changes in the page.
func (s *server) simulate(w http.ResponseWriter, r request) error {
	if err := s.parseChecklist(r); err != nil {
		return err
	}
	intent, subject := checklist.ReadIntent(r.PostForm, checklist.Judge)
	form, focus, edited := s.readForm(r).ChangeRows(intent, subject)
	form, facts := form.ValidFacts(s.law())
	asked := intent != checklist.Sync && intent != checklist.Restore
	status, reply := http.StatusOK, page.Reply{Focus: focus, ErrorsInline: !asked}
	var verdict *page.VerdictBox
	switch {
	case edited:
		form.Errors, reply.Replace = nil, []assessment.Part{assessment.Path(subject).Part()}
	case asked && len(form.Errors) > 0:
		status = http.StatusUnprocessableEntity
	case asked || facts.Answered():
		box := page.NewVerdictBox(s.content.Grids, assessment.Startup{}, facts, s.today())
		box.Live = asked
		verdict = &box
	}
	if !edited && intent != checklist.Sync {
		reply.Replace = assessment.Parts()
	}
	h := page.NewHome(s.reader(r), s.content, form, facts, reply, verdict)
	if scripted(r) {
		return s.render(w, r, status, h.Updates())
	}
	return s.render(w, r, status, h.View())
}
