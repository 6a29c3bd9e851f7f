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
	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"

	"github.com/go-chi/chi/v5"
)

// visit is one request to a page: who makes it, and what the route is about.
// The wrapper [server.may] has found them, and checked the permission, before the
// page's handler runs.
type visit struct {
	account assessment.Account // zero for a visitor
	startup assessment.Startup // of routes about a startup or one of its assessments
	file    assessment.Record  // of routes about a signed assessment
}

// handler answers a visit, or reports why it cannot.
type handler func(http.ResponseWriter, *http.Request, visit) error

// finder completes a visit with what its route is about.
type finder func(*http.Request, *visit) error

// may makes a page of a handler: it finds who asks and what for, and lets the
// handler run when [assessment.Permit] grants the right. Every error becomes a page
// here and nowhere else.
func (s *server) may(right assessment.Right, answer handler, find ...finder) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visit(r, find)
		if err == nil {
			err = assessment.Permit(v.account, right, v.subject())
		}
		if err == nil {
			err = answer(w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	}
}

func (s *server) visit(r *http.Request, find []finder) (v visit, err error) {
	if v.account, err = s.signedIn(r); err != nil {
		return v, err
	}
	for _, find := range find {
		if err := find(r, &v); err != nil {
			return v, err
		}
	}
	return v, nil
}

// subject is what the visit needs a right over.
func (v visit) subject() assessment.Subject {
	return assessment.Subject{Startup: v.startup, Published: len(v.file.Entries) > 0}
}

// aStartup finds the startup of the address. One that was renamed has moved, unless
// something is kept under its former id.
func (s *server) aStartup(r *http.Request, v *visit) (err error) {
	id := ghid(r)
	if v.startup, err = s.store.Startup(r.Context(), id); !errors.Is(err, assessment.ErrNotFound) {
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

// aFile finds the signed assessment of the address, and its startup. Where the
// visitor may not read some of it, it is left out.
func (s *server) aFile(r *http.Request, v *visit) error {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		return fmt.Errorf("assessment %q: %w", chi.URLParam(r, "id"), assessment.ErrNotFound)
	}
	if v.file, err = s.store.Record(r.Context(), id); err != nil {
		return err
	}
	if v.startup, err = s.store.Startup(r.Context(), v.file.Assessment.StartupID); err != nil {
		return err
	}
	v.file = v.readable(v.file)
	return nil
}

// readable is a record as the visitor may read it.
func (v visit) readable(f assessment.Record) assessment.Record {
	if !v.account.Covers(v.startup) {
		return f.Public()
	}
	return f
}

// allowed reports whether somebody may do something further, so that a page
// offers it.
func (v visit) allowed(right assessment.Right) bool {
	return assessment.Permit(v.account, right, v.subject()) == nil
}

// ghid is the startup's id in the address, which may hold accents. It comes as it
// was escaped only where that differs from the usual way (RawPath of [url.URL]).
func ghid(r *http.Request) string {
	id := chi.URLParam(r, "ghid")
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
func parseForm(r *http.Request) error {
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}

// parseUpload reads a posted form that may come with a file. The bound on the body
// keeps all of it in memory.
func parseUpload(r *http.Request) error {
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
func uploaded(r *http.Request, name string) ([]byte, error) {
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
func (s *server) parseChecklist(r *http.Request) error {
	if err := parseUpload(r); err != nil {
		return err
	}
	return checklist.CheckSize(s.grid(r.PostForm.Get("grid")).Schema(), r.PostForm)
}

// readForm is what was typed, by the schema of the grid that the form names.
func (s *server) readForm(r *http.Request) checklist.Form {
	return checklist.ReadForm(s.grid(r.PostForm.Get("grid")).Schema(), r.PostForm)
}

// day is the one that the address asks about, today where it does not.
func (s *server) day(r *http.Request) (assessment.Date, error) {
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

// localPath returns an address of this site, the home page for any other.
func localPath(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\t\r\n") {
		return "/"
	}
	return back
}
