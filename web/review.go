package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// review records the answer of the administration, criterion by criterion.
func (s *server) review(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	review, err := readReview(r.PostForm)
	review.AssessmentID, review.At = r.record.Assessment.ID, s.now()
	review.Author, review.AuthorID = r.account.Name, r.account.ID
	if err == nil {
		err = s.store.Review(r.Context(), review)
	} else if !r.record.Reviewable(s.today()) {
		err = assessment.ErrConflict
	}
	if err != nil && !errors.Is(err, assessment.ErrRepeated) {
		return s.refused(w, r, err, func(typed page.Answers) page.AssessmentReply {
			return page.AssessmentReply{Review: typed}
		})
	}
	return done(w, r, review.AssessmentID, page.ActReview)
}

// retyped is a form as it was filled in, with what is wrong with it.
func retyped(posted url.Values, errs assessment.FieldErrors) page.Answers {
	values := map[string]string{}
	for name := range posted {
		values[name] = strings.ToValidUTF8(posted.Get(name), "\ufffd")
	}
	return page.Answers{Values: values, Errors: errs}
}

// readReview reads an answer on each criterion; without one it is
// [assessment.FieldErrors].
func readReview(form url.Values) (review assessment.Review, err error) {
	var errs assessment.FieldErrors
	for _, id := range assessment.CriterionIDs() {
		answer := assessment.CriterionReview{Criterion: id, Contested: form.Get(string(id)) == page.Contest}
		if answer.Contested {
			answer.Reason = form.Get(string(id) + ".reason")
		} else if form.Get(string(id)) != page.Countersign {
			errs = append(errs, assessment.FieldError{Field: assessment.Path(id), Message: "Dites si vous contresignez ce critère ou si vous le contestez."})
		}
		errs = append(errs, answer.Check()...)
		review.Answers = append(review.Answers, answer)
	}
	if len(errs) > 0 {
		return review, errs
	}
	return review, nil
}

// sendBack sends an assessment back to the coach, with a draft to correct.
func (s *server) sendBack(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	back := assessment.Return{
		AssessmentID: r.record.Assessment.ID, Reason: r.PostForm.Get("return.reason"),
		Author: r.account.Name, AuthorID: r.account.ID, At: s.now(),
	}
	facts := r.record.Assessment.Facts
	facts.Grid, facts.AsOf = s.content.Grids.Newest().Version, s.today()
	if err := s.store.SendBack(r.Context(), back, seen(r.PostForm), facts); err != nil && !errors.Is(err, assessment.ErrRepeated) {
		return s.refused(w, r, err, func(typed page.Answers) page.AssessmentReply {
			return page.AssessmentReply{Return: typed}
		})
	}
	return done(w, r, back.AssessmentID, page.ActReturn)
}

// seen is the version of the file that a form was made from.
func seen(form url.Values) int {
	version, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return -1
	}
	return version
}

// decide adds a decision on an assessment to the register.
func (s *server) decide(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	until, _ := assessment.ParseDate(checklist.ISODate(r.PostForm.Get("valid_until"))) // a wrong date is refused like a missing one
	decision := assessment.Decision{
		AssessmentID: r.record.Assessment.ID, Seen: seen(r.PostForm), At: s.now(),
		Decided: assessment.Classification(r.PostForm.Get("decided")), Reason: r.PostForm.Get("reason"), ValidUntil: until,
		Author: r.account.Name, AuthorID: r.account.ID,
	}
	_, err := s.store.Decide(r.Context(), s.grid(r.record.Assessment.Facts.Grid), decision)
	if err != nil && !errors.Is(err, assessment.ErrRepeated) {
		return s.refused(w, r, err, func(typed page.Answers) page.AssessmentReply {
			return page.AssessmentReply{Decision: typed}
		})
	}
	return done(w, r, decision.AssessmentID, page.ActDecide)
}
