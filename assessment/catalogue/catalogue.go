// Package catalogue reads the public catalogue of beta.gouv.fr: the documents
// startups.json, organisations.json and incubators.json of its API v2.7.
//
// A document is read once, from its beginning to its end, one entry in memory at
// a time. What makes an entry unacceptable is told apart from what makes the
// document no catalogue at all: an entry that is malformed is refused and named,
// and the others go on; a document that is truncated, is not JSON, is not UTF-8
// or has another shape is an [assessment.DocumentError].
//
// Nothing is fetched and nothing is corrected beyond reading: texts are trimmed,
// a missing text and an empty one are the same, HTML entities are decoded once
// where the site's templates leave them, and links are kept as they are written.
package catalogue

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"transfert/assessment"
)

// What no real catalogue comes near; beyond it a document is not one.
const (
	maxEntries = 500_000
	maxRefused = 10_000
)

// headSize is how much of a document is looked at to tell its kind, in bytes.
const headSize = 64 << 10

// Open tells which document of the catalogue r holds, from its shape, and returns
// it ready to be ranged over. File is what messages call it.
func Open(file string, r io.Reader) (assessment.CatalogueDocument, error) {
	s := &scanner{
		r:    bufio.NewReaderSize(transform.NewReader(r, encoding.UTF8Validator), headSize),
		file: file,
	}
	if err := s.skipMark(); err != nil {
		return assessment.CatalogueDocument{}, s.explain(err)
	}
	head, err := s.r.Peek(headSize)
	if len(head) == 0 {
		return assessment.CatalogueDocument{}, s.explain(err)
	}
	kind, err := s.detect(head)
	if err != nil {
		return assessment.CatalogueDocument{}, err
	}
	return assessment.CatalogueDocument{File: file, Kind: kind, Entries: entries(s, kind)}, nil
}

// The names by which the shape of a document is known.
var (
	startupsMembers     = []string{"data", "included", "links", "meta", "jsonapi", "errors"} // JSON:API, top level
	organisationMembers = []string{"id", "name", "acronym", "domaine_ministeriel", "type", ""}
	incubatorMembers    = []string{"startups", "title", "owner", "contact", "address", "website", "github", ""}
)

// detect tells the kind of a document from how it begins: an object with the
// members of JSON:API, an array of organisations, or an object of incubators.
func (s *scanner) detect(head []byte) (assessment.DocumentKind, error) {
	d := jsontext.NewDecoder(bytes.NewReader(head))
	open, err := d.ReadToken()
	if err != nil {
		return "", s.notJSON(0)
	}
	switch open.Kind() {
	case '{':
		name, _ := d.ReadToken()
		switch {
		case name.Kind() != '"':
		case slices.Contains(startupsMembers, name.String()):
			return assessment.StartupsDocument, nil
		case slices.Contains(incubatorMembers, firstMember(d)):
			return assessment.IncubatorsDocument, nil
		}
	case '[':
		if slices.Contains(organisationMembers, firstMember(d)) {
			return assessment.OrganisationsDocument, nil
		}
	}
	return "", s.failed("ce n’est pas le catalogue\u00a0: ni des startups, ni des organisations, ni des incubateurs")
}

// firstMember returns the name of the first member of the object that comes next,
// "" for an empty object, and otherwise what is no member's name.
func firstMember(d *jsontext.Decoder) string {
	const none = "\x00"
	if open, err := d.ReadToken(); err != nil || open.Kind() != '{' {
		return none
	}
	name, err := d.ReadToken()
	switch {
	case err != nil:
		return none
	case name.Kind() == '}':
		return ""
	}
	return name.String()
}

// errStopped ends the reading when nobody asks for more.
var errStopped = errors.New("stopped")

// entries walks the whole document, checks that nothing follows it, and yields
// what it holds.
func entries(s *scanner, kind assessment.DocumentKind) iter.Seq2[assessment.CatalogueEntry, error] {
	return func(yield func(assessment.CatalogueEntry, error) bool) {
		r := &reader{scanner: s, indexes: map[string]int{}, mentioned: map[string]bool{}, yield: func(e assessment.CatalogueEntry) error {
			if !yield(e, nil) {
				return errStopped
			}
			return nil
		}}
		walk := map[assessment.DocumentKind]func() error{
			assessment.StartupsDocument:      r.startups,
			assessment.OrganisationsDocument: r.organisations,
			assessment.IncubatorsDocument:    r.incubators,
		}
		err := walk[kind]()
		if err == nil {
			err = s.end()
		}
		if err != nil && err != errStopped {
			yield(assessment.CatalogueEntry{}, s.explain(err))
		}
	}
}
