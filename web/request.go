package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// request is one request to a page: who makes it, and what its route is about.
// [server.authorize] has found them, and checked the permission, before the page's
// handler runs.
type request struct {
	*http.Request
	account assessment.Account // zero for a visitor
	startup assessment.Startup // of routes about a startup or one of its assessments
	record  assessment.Record  // of routes about a signed assessment
}

// handler answers a request, or reports why it cannot.
type handler func(http.ResponseWriter, request) error

// loader completes a request with what its route is about.
type loader func(*request) error

// authorize makes a page of a handler: it finds who asks and what for, and lets the
// handler run when [assessment.Permit] grants the right. Every error becomes a page
// here and nowhere else.
func (s *server) authorize(right assessment.Right, answer handler, load ...loader) http.HandlerFunc {
	return func(w http.ResponseWriter, plain *http.Request) {
		r := request{Request: plain}
		err := s.load(&r, right, load)
		if err == nil {
			err = answer(w, r)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}
}

// load finds who makes a request and what its route is about, and checks the right. What
// exists and what does not are the same to a visitor who would have to sign in.
func (s *server) load(r *request, right assessment.Right, load []loader) (err error) {
	if r.account, err = s.signedIn(*r); err != nil {
		return err
	}
	unseen := assessment.Permit(r.account, right, assessment.Subject{})
	for _, load := range load {
		err := load(r)
		if errors.Is(unseen, assessment.ErrSignedOut) && errors.Is(err, assessment.ErrNotFound) {
			return unseen
		}
		if err != nil {
			return err
		}
	}
	return assessment.Permit(r.account, right, r.subject())
}

// anonymous makes an answer of a handler that asks nobody who they are.
func (s *server) anonymous(answer handler) http.HandlerFunc {
	return func(w http.ResponseWriter, plain *http.Request) {
		r := request{Request: plain}
		if err := answer(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// asVisitor is the same request as if nobody were signed in.
func (r request) asVisitor() request { return request{Request: r.Request} }

// subject is what the request needs a right over.
func (r request) subject() assessment.Subject {
	return assessment.Subject{Startup: r.startup, Published: len(r.record.Entries) > 0}
}

// loadStartup finds the startup of the address. One that was renamed has moved, unless
// something is kept under its former id.
func (s *server) loadStartup(r *request) (err error) {
	id := ghid(*r)
	if r.startup, err = s.store.Startup(r.Context(), id); !errors.Is(err, assessment.ErrNotFound) {
		return err
	}
	renamed, notRenamed := s.store.Renamed(r.Context(), id)
	if errors.Is(notRenamed, assessment.ErrNotFound) {
		return err
	}
	if notRenamed != nil {
		return notRenamed
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.EscapedPath(), "/startups/"), "/")
	return moved{strings.TrimSuffix(page.StartupPath(renamed)+"/"+rest, "/")}
}

// moved says that a page has another address for good.
type moved struct{ to string }

// Error tells the address.
func (m moved) Error() string { return "moved to " + m.to }

// loadRecord finds the signed assessment of the address, and its startup. Where the
// reader may not read some of it, it is left out.
func (s *server) loadRecord(r *request) error {
	id, err := strconv.ParseInt(chi.URLParam(r.Request, "id"), 10, 64)
	if err != nil {
		return fmt.Errorf("assessment %q: %w", chi.URLParam(r.Request, "id"), assessment.ErrNotFound)
	}
	if r.record, err = s.store.Record(r.Context(), id); err != nil {
		return err
	}
	if r.startup, err = s.store.Startup(r.Context(), r.record.Assessment.StartupID); err != nil {
		return err
	}
	r.record = r.readable(r.record)
	return nil
}

// readable is a record as far as its reader may read it.
func (r request) readable(f assessment.Record) assessment.Record {
	if !r.account.Covers(r.startup) {
		return f.Public()
	}
	return f
}

// allowed reports whether the account of a request has a further right, so that a page
// offers what it allows.
func (r request) allowed(right assessment.Right) bool {
	return assessment.Permit(r.account, right, r.subject()) == nil
}

// ghid is the startup's id in the address, which may hold accents. It comes as it
// was escaped only where that differs from the usual way (RawPath of [url.URL]).
func ghid(r request) string {
	id := chi.URLParam(r.Request, "ghid")
	if r.URL.RawPath == "" {
		return id
	}
	decoded, err := url.PathUnescape(id)
	if err != nil {
		return id
	}
	return decoded
}

// parseForm reads a posted form.
func parseForm(r request) error {
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}

// parseUpload reads a posted form that may come with a file. The bound on the body
// keeps all of it in memory.
func parseUpload(r request) error {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return parseForm(r)
	}
	err := r.ParseMultipartForm(maxBody)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); err == nil || tooLarge {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}

// uploaded is what a file of a posted form holds, nothing where none was chosen.
func uploaded(r request, name string) ([]byte, error) {
	file, _, err := r.FormFile(name)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	defer func() { _ = file.Close() }() // it is in memory
	doc, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	return doc, nil
}

// parseChecklist reads a posted checklist, and refuses one in which a list has more
// rows than the law takes before anything is made of them.
func (s *server) parseChecklist(r request) error {
	if err := parseUpload(r); err != nil {
		return err
	}
	return checklist.CheckSize(s.grid(r.PostForm.Get("grid")).Schema(), r.PostForm)
}

// readForm is what was typed, by the schema of the grid that the form names.
func (s *server) readForm(r request) checklist.Form {
	return checklist.ReadForm(s.grid(r.PostForm.Get("grid")).Schema(), r.PostForm)
}

// day is the one that the address asks about, today where it does not.
func (s *server) day(r request) (assessment.Date, error) {
	asked := r.URL.Query().Get("au")
	if asked == "" {
		return s.today(), nil
	}
	day, err := assessment.ParseDate(checklist.ISODate(asked))
	if err != nil {
		return day, fmt.Errorf("day %q: %w", asked, errDay)
	}
	return day, nil
}

// past is a day that a page was asked about, not given for today.
func (s *server) past(day assessment.Date) assessment.Date {
	if day == s.today() {
		return assessment.Date{}
	}
	return day
}

// localPath returns an address of this site, the home page for any other.
func localPath(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\t\r\n") {
		return "/"
	}
	return back
}
