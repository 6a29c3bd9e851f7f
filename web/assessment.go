package web

import (
	"errors"
	"net/http"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAssessment shows a signed assessment, what became of it, and what its
// reader may do about it.
func (s *server) showAssessment(w http.ResponseWriter, r request) error {
	p, err := s.assessment(r)
	if err != nil {
		return err
	}
	p.Done = r.URL.Query().Get("fait")
	return s.render(w, r, http.StatusOK, p.View())
}

func (s *server) assessment(r request) (page.Assessment, error) {
	a := r.record.Assessment
	p := page.Assessment{
		Layout:  s.layout(r, "Évaluation du service "+r.startup.Name+" au "+a.Facts.AsOf.French(), "/startups"),
		Startup: r.startup, Record: r.record, Verdict: s.frozen(r.startup, a), Form: s.form(a.Facts),
		MayReview: r.record.Reviewable(s.today()) && r.allowed(assessment.WriteReview),
		MayDecide: (r.record.Open(s.today()) || r.record.Correctable()) && r.allowed(assessment.Decide),
		MayReturn: r.record.Open(s.today()) && r.allowed(assessment.Decide),
	}
	if r.record.Correctable() {
		entry := r.record.Entries[len(r.record.Entries)-1]
		if against := r.startup.Disagreement(entry, s.today()); against.Kind != "" {
			p.Verdict.Entry, p.Verdict.Disagreement = entry, against
		}
	}
	p.Layout.Path = page.AssessmentPath(a.ID)
	p.Address = s.origin(r) + p.Layout.Path
	p.Decision = page.Answers{Values: map[string]string{"decided": string(a.Verdict.Classification)}}
	p.Layout.Breadcrumb = breadcrumb(r.startup, dsfr.Link{Label: "Évaluation au " + a.Facts.AsOf.French(), Href: p.Layout.Path})
	var err error
	p.Before, err = s.before(r)
	return p, err
}

// before is the assessment before one, of those that may be read; nil for the first.
func (s *server) before(r request) (*page.Assessment, error) {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return nil, err
	}
	for _, f := range d.history {
		if f.Assessment.Revision >= r.record.Assessment.Revision {
			continue
		}
		return &page.Assessment{Record: f, Verdict: s.frozen(r.startup, f.Assessment), Form: s.form(f.Assessment.Facts)}, nil
	}
	return nil, nil
}

// refused shows an assessment again with what was typed about it: on its fields
// where some are wrong, beside what happened where another person acted meanwhile.
func (s *server) refused(w http.ResponseWriter, r request, problem error, keep func(*page.Assessment, assessment.FieldErrors)) error {
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
	p, err := s.assessment(r)
	if err != nil {
		return err
	}
	p.Conflict = !wrong
	keep(&p, errs)
	return s.render(w, r, status, p.View())
}

// done leads back to an assessment and says what was done.
func done(w http.ResponseWriter, r request, id int64, what string) error {
	http.Redirect(w, r.Request, page.AssessmentPath(id)+"?fait="+what, http.StatusSeeOther)
	return nil
}
