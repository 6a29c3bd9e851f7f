package web

import (
	"errors"
	"net/http"

	"transfert/assessment"
	"transfert/web/page"
)

// showAssessment shows a signed assessment, what became of it, and what its reader may do
// about it.
func (s *server) showAssessment(w http.ResponseWriter, r request) error {
	p, err := s.assessment(r, page.AssessmentReply{Done: page.Act(r.URL.Query().Get("fait"))})
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, p.View())
}

func (s *server) assessment(r request, reply page.AssessmentReply) (page.Assessment, error) {
	before, err := s.before(r)
	return page.NewAssessment(s.reader(r), s.content.Grids, r.startup, r.record, before, reply), err
}

// before is the assessment before the one of a request, of those that its reader may
// read; zero for the first.
func (s *server) before(r request) (assessment.Assessment, error) {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return assessment.Assessment{}, err
	}
	for _, earlier := range d.history {
		if earlier.Assessment.Revision < r.record.Assessment.Revision {
			return earlier.Assessment, nil
		}
	}
	return assessment.Assessment{}, nil
}

// refused shows an assessment again with what was typed about it: on its fields
// where some are wrong, beside what happened where another person acted meanwhile.
func (s *server) refused(w http.ResponseWriter, r request, problem error, reply func(page.Answers) page.AssessmentReply) error {
	status := http.StatusUnprocessableEntity
	errs, wrong := errors.AsType[assessment.FieldErrors](problem)
	if !wrong {
		if !errors.Is(problem, assessment.ErrConflict) {
			return problem
		}
		status = http.StatusConflict
		if err := s.loadRecord(&r); err != nil {
			return err
		}
	}
	answer := reply(retyped(r.PostForm, errs))
	answer.Conflict = !wrong
	p, err := s.assessment(r, answer)
	if err != nil {
		return err
	}
	return s.render(w, r, status, p.View())
}

// done leads back to an assessment and says what was done.
func done(w http.ResponseWriter, r request, id int64, act page.Act) error {
	http.Redirect(w, r.Request, page.AssessmentPath(id)+"?fait="+string(act), http.StatusSeeOther)
	return nil
}
