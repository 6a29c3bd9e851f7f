package web

import (
	"errors"
	"net/http"
	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAssessment shows a signed assessment, what became of it, and what whoever
// reads it may do about it.
func (s *server) showAssessment(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := s.assessment(r, v)
	if err != nil {
		return err
	}
	p.Done = r.URL.Query().Get("fait")
	return s.render(w, r, http.StatusOK, p.View())
}

func (s *server) assessment(r *http.Request, v visit) (page.Assessment, error) {
	a := v.file.Assessment
	p := page.Assessment{
		Layout:  s.layout(r, v, "Évaluation du service "+v.startup.Name+" au "+a.Facts.AsOf.French(), "/startups"),
		Startup: v.startup, Record: v.file, Verdict: s.frozen(a), Form: s.form(a.Facts),
		MayReview: v.file.Reviewable(s.today()) && v.allowed(assessment.WriteReview),
		MayDecide: (v.file.Open(s.today()) || v.file.Correctable()) && v.allowed(assessment.Decide),
		MayReturn: v.file.Open(s.today()) && v.allowed(assessment.Decide),
	}
	p.Layout.Path = page.AssessmentPath(a.ID)
	p.Address = s.origin(r) + p.Layout.Path
	p.Decision = page.Answers{Values: map[string]string{"decided": string(a.Verdict.Classification)}}
	p.Layout.Breadcrumb = breadcrumb(v.startup, dsfr.Link{Label: "Évaluation au " + a.Facts.AsOf.French(), Href: p.Layout.Path})
	var err error
	p.Before, err = s.before(r, v)
	return p, err
}

// before is the assessment before one, of those that may be read; nil for the first.
func (s *server) before(r *http.Request, v visit) (*page.Assessment, error) {
	d, err := s.startupContext(r, v)
	if err != nil {
		return nil, err
	}
	for _, f := range d.history {
		if f.Assessment.Revision >= v.file.Assessment.Revision {
			continue
		}
		return &page.Assessment{Record: f, Verdict: s.frozen(f.Assessment), Form: s.form(f.Assessment.Facts)}, nil
	}
	return nil, nil
}

// refused shows an assessment again with what was typed about it: on its fields
// where some are wrong, beside what happened where somebody acted meanwhile.
func (s *server) refused(w http.ResponseWriter, r *http.Request, v visit, problem error, keep func(*page.Assessment, assessment.FieldErrors)) error {
	status := http.StatusUnprocessableEntity
	errs, wrong := errors.AsType[assessment.FieldErrors](problem)
	if !wrong {
		if !errors.Is(problem, assessment.ErrConflict) {
			return problem
		}
		status = http.StatusConflict
		if err := s.aFile(r, &v); err != nil {
			return err
		}
	}
	p, err := s.assessment(r, v)
	if err != nil {
		return err
	}
	p.Conflict = !wrong
	keep(&p, errs)
	return s.render(w, r, status, p.View())
}

// done leads back to an assessment and says what was done.
func done(w http.ResponseWriter, r *http.Request, id int64, what string) error {
	http.Redirect(w, r, page.AssessmentPath(id)+"?fait="+what, http.StatusSeeOther)
	return nil
}
