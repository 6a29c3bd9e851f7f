package postgres

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"transfert/assessment"
)

// maxWarnings bounds the remarks that a report carries.
const maxWarnings = 1_000

// entryCounts says what a document held.
type entryCounts struct{ accepted, refused, nameless int }

// doubt says why the document cannot tell what has disappeared, or "".
func (n entryCounts) doubt() string {
	switch {
	case n.nameless > 0:
		return "l’identifiant d’une entrée refusée est illisible"
	case n.accepted == 0 && n.refused > 0:
		return "aucune entrée n’est acceptable"
	}
	return ""
}

// entrySource turns the entries of a document into rows for COPY, one at a time,
// and writes refusals and remarks into the report. It is a [pgx.CopyFromSource].
type entrySource struct {
	next   func() (assessment.CatalogueEntry, error, bool)
	stop   func()
	report *assessment.ImportReport
	kind   assessment.DocumentKind
	counts entryCounts
	row    []any
	err    error // of the document; the server would only repeat its text
}

func newEntrySource(doc assessment.CatalogueDocument, report *assessment.ImportReport) *entrySource {
	s := &entrySource{report: report, kind: doc.Kind}
	s.next, s.stop = iter.Pull2(doc.Entries)
	return s
}

// Next moves to the next entry that makes a row.
func (s *entrySource) Next() bool {
	for s.row = nil; s.row == nil; {
		e, err, ok := s.next()
		if !ok || err != nil {
			s.err = err
			return false
		}
		s.warn(e.Warnings)
		if s.row, s.err = s.rowOf(e); s.err != nil {
			return false
		}
	}
	return true
}

// Values returns the row: role, id, record, search, digest.
func (s *entrySource) Values() ([]any, error) { return s.row, nil }

// Err returns what ended the document too early.
func (s *entrySource) Err() error { return s.err }

func (s *entrySource) warn(warnings []string) {
	room := maxWarnings - len(s.report.Warnings)
	if room > 0 && len(warnings) >= room {
		warnings = append(slices.Clone(warnings[:room-1]), "d’autres avertissements suivent, qui ne sont pas montrés")
	}
	s.report.Warnings = append(s.report.Warnings, warnings[:min(max(room, 0), len(warnings))]...)
}

// rowOf returns the row of an entry, nil where it makes none.
func (s *entrySource) rowOf(e assessment.CatalogueEntry) ([]any, error) {
	switch {
	case e.Refusal != nil:
		return s.refuse(*e.Refusal), nil
	case e.Startup != nil:
		startup := *e.Startup
		return s.entry("entry", startup.ID, newStartupRecord(startup), fold(startup.Name+" "+startup.ID+" "+startup.Pitch))
	case e.Organisation != nil:
		return s.entry("entry", e.Organisation.ID, organisationRecord(*e.Organisation), fold(e.Organisation.Name+" "+e.Organisation.Acronym))
	case e.Incubator != nil && s.kind == assessment.StartupsDocument:
		return s.entry("mentioned", e.Incubator.ID, incubatorRecord(*e.Incubator), fold(e.Incubator.Title))
	case e.Incubator != nil:
		return s.entry("entry", e.Incubator.ID, incubatorRecord(*e.Incubator), fold(e.Incubator.Title))
	}
	return nil, nil
}

func (s *entrySource) refuse(r assessment.Refusal) []any {
	s.report.Refused = append(s.report.Refused, r)
	s.counts.refused++
	if r.ID == "" {
		s.counts.nameless++
		return nil
	}
	return []any{"refused", r.ID, nil, nil, nil}
}

func (s *entrySource) entry(role, id string, record any, search string) ([]any, error) {
	if role == "entry" {
		s.counts.accepted++
	}
	doc, err := json.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("entry %q: %w", id, err)
	}
	// The search text is part of what is kept: folding it otherwise is a change.
	digest := sha256.Sum256(append(doc, search...))
	return []any{role, id, doc, search, digest[:]}, nil
}
