package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/page"
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
