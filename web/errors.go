package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/export"
	"transfert/assessment/query"
	"transfert/web/download"
	"transfert/web/openid"
	"transfert/web/page"
)

// fail shows the page of an error; the log gets the detail.
func (s *server) fail(w http.ResponseWriter, r request, err error) {
	if errors.Is(err, context.Canceled) {
		return // nobody is waiting for the answer
	}
	if m, ok := errors.AsType[moved](err); ok {
		if r.URL.RawQuery != "" {
			m.to += "?" + r.URL.RawQuery
		}
		w.Header().Set("Cache-Control", "no-cache") // a rename can be undone
		status := http.StatusMovedPermanently
		if r.Method == http.MethodPost {
			status = http.StatusPermanentRedirect // the form is sent again with all its fields
		}
		http.Redirect(w, r.Request, m.to, status)
		return
	}
	if errors.Is(err, assessment.ErrSignedOut) {
		if err = s.signedOut(w, r); err == nil {
			return
		}
	}
	status, notice := failure(err)
	if refused, why, ok := signInFailure(err); ok {
		status, notice = refused, why
	}
	var form page.SentForm
	if status >= http.StatusInternalServerError {
		s.log.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
		form = sentForm(r)
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	if err := s.render(w, r, status, page.NewPlain(s.reader(r), notice, form).View()); err != nil {
		s.log.Error("page of an error", "path", r.URL.Path, "error", err)
		http.Error(w, "Erreur inattendue.", status)
	}
}

// retryAfter is when to ask again what could not be answered, in seconds.
const retryAfter = "5"

// sentForm is the form of a request, to be sent again; none where there is none or it
// did not come through.
func sentForm(r request) page.SentForm {
	if r.Method != http.MethodPost || parseUpload(r) != nil {
		return page.SentForm{}
	}
	return page.SentForm{Action: r.URL.RequestURI(), Fields: r.PostForm}
}

// failure maps an error to a status and its page.
func failure(err error) (int, page.Notice) {
	var tooLarge *http.MaxBytesError
	var denial assessment.Denial
	var tooMany checklist.TooMany
	switch {
	case errors.Is(err, assessment.ErrNotFound):
		return http.StatusNotFound, page.NotFound()
	case errors.Is(err, assessment.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, page.Unavailable()
	case errors.Is(err, download.ErrFull):
		return http.StatusServiceUnavailable, page.Busy()
	case errors.As(err, &denial):
		return http.StatusForbidden, page.Forbidden(denial.Reason)
	case errors.Is(err, openid.ErrDown):
		return http.StatusServiceUnavailable, page.ProviderDown()
	case errors.Is(err, errMethod):
		return http.StatusMethodNotAllowed, page.MethodNotAllowed()
	case errors.Is(err, errForeign):
		return http.StatusForbidden, page.ForeignForm()
	case errors.Is(err, export.ErrTooLong):
		return http.StatusUnprocessableEntity, page.FileTooLong()
	case errors.Is(err, query.ErrUnknown):
		return http.StatusBadRequest, page.UnknownFilter()
	case errors.Is(err, errDay):
		return http.StatusBadRequest, page.UnreadableDay()
	case errors.Is(err, checklist.ErrUnreadable):
		return http.StatusBadRequest, page.UnreadableFacts()
	case errors.Is(err, errForm):
		return http.StatusBadRequest, page.UnreadableForm()
	case errors.As(err, &tooMany):
		return http.StatusRequestEntityTooLarge, page.TooManyRows(tooMany.Error())
	case errors.Is(err, errAnswer):
		return http.StatusRequestEntityTooLarge, page.AnswerTooLong()
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, page.TooLarge()
	}
	return http.StatusInternalServerError, page.UnexpectedError()
}

// signInFailure maps a refused sign-in to a status and its page.
func signInFailure(err error) (status int, notice page.Notice, ok bool) {
	low, isLow := errors.AsType[openid.LevelError](err)
	switch {
	case isLow:
		return http.StatusForbidden, page.LevelTooLow(low.Reached, low.Least), true
	case errors.Is(err, openid.ErrAddress):
		return http.StatusForbidden, page.AddressNotVerified(), true
	case errors.Is(err, openid.ErrCancelled):
		return http.StatusBadRequest, page.SignInCancelled(), true
	case errors.Is(err, openid.ErrSpent):
		return http.StatusBadRequest, page.SignInSpent(), true
	case errors.Is(err, openid.ErrRefused):
		return http.StatusBadRequest, page.SignInRefused(), true
	case errors.Is(err, errElsewhere):
		return http.StatusBadRequest, page.SignInElsewhere(), true
	case errors.Is(err, errUsed):
		return http.StatusBadRequest, page.SignInUsed(), true
	case errors.Is(err, errLate):
		return http.StatusBadRequest, page.SignInLate(), true
	}
	return 0, page.Notice{}, false
}

var (
	errMethod  = errors.New("method not allowed")
	errDay     = errors.New("unreadable day")
	errForm    = errors.New("unreadable form")
	errForeign = errors.New("form sent by another site")
)

// notFound leads an address that ends with a slash to the one without.
func (s *server) notFound(_ http.ResponseWriter, r request) error {
	path := r.URL.EscapedPath()
	if trimmed := "/" + strings.Trim(path, "/"); trimmed != path {
		return moved{trimmed}
	}
	return assessment.ErrNotFound
}

func (s *server) methodNotAllowed(http.ResponseWriter, request) error { return errMethod }
