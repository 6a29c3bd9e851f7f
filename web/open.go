package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"transfert/assessment"
	"transfert/web/page"
)

// open puts the parts that a file of facts gives in the place of the draft's, and says
// so in words; there are none where something is wrong, which the page then tells.
func (s *server) open(r *http.Request, d desk, p *page.Import) (page.Form, string, error) {
	doc, err := uploaded(r, page.ImportFacts)
	if err != nil {
		return page.Form{}, "", err
	}
	if len(doc) == 0 {
		p.FileErrors = []page.LineError{{Message: "Choisissez un fichier de faits, qui ne soit pas vide."}}
		return page.Form{}, "", nil
	}
	form, given, errs := s.withFile(d, doc)
	if p.FileErrors = errs; len(errs) > 0 {
		return page.Form{}, "", nil
	}
	return form, page.OpenedWords(p.Grid, given), nil
}

// withFile is the form of a draft with what a facts document gives, by its keys, instead
// of what the draft has of it. The document is read under the draft's grid, and under
// its as-of date where it gives none.
func (s *server) withFile(d desk, doc []byte) (form page.Form, given []string, errs []page.LineError) {
	o := outlined(doc)
	override := assessment.Override{Grid: d.draft.Facts.Grid}
	if !o.gives("as_of") {
		override.AsOf = d.draft.Facts.AsOf
	}
	facts, err := assessment.ParseFacts(doc, s.content.Grids, override)
	wrong, _ := errors.AsType[assessment.FieldErrors](err)
	for i, e := range wrong {
		errs = append(errs, page.LineError{Field: e.Field, Message: e.Message})
		if i < page.MostErrors {
			errs[i].Line = o.line(e.Field)
		}
	}
	if len(errs) > 0 {
		return form, nil, errs
	}
	read, err := FormOf(facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	values := d.form().Values()
	for _, key := range partKeys() {
		if !o.gives(key) {
			continue
		}
		given = append(given, key)
		replace(values, read, key)
	}
	if len(given) == 0 {
		errs = []page.LineError{{Message: "Ce fichier ne donne ni critère, ni trajectoire, ni date."}}
	}
	return page.NewForm(values), given, errs
}

// partKeys are the keys of a facts document that a draft takes over.
func partKeys() []string {
	keys := []string{"as_of", "observed_since"}
	for _, part := range assessment.Parts()[1:] {
		keys = append(keys, string(part))
	}
	return keys
}

// replace puts what a form holds under a key in the place of other values.
func replace(values map[string]string, by page.Form, key string) {
	for path := range values {
		if under(path, key) {
			delete(values, path)
		}
	}
	for path, value := range by.Values() {
		if !under(path, key) {
			continue
		}
		if lastName(path) != "comment" {
			value = onOneLine(value)
		}
		values[path] = value
	}
}

// outline is where the fields of a facts document stand: their lines, from 1, by path.
type outline struct {
	lines  map[string]int
	blank  []string // fields that hold null or an empty text
	broken int      // the line on which it stops being one JSON value, 0 where it is
}

// deepest is how many levels of a document hold facts; what lies deeper has no line.
const deepest = 6

// outlined reads where the fields of a document stand, as far as it is one.
func outlined(doc []byte) outline {
	o := outline{lines: map[string]int{}}
	d := jsontext.NewDecoder(bytes.NewReader(doc), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	line, end := 1, 0
	for whole := false; ; whole = d.StackDepth() == 0 {
		token, err := d.ReadToken()
		to := int(d.InputOffset())
		if wrong, is := errors.AsType[*jsontext.SyntacticError](err); is {
			to = max(end, min(int(wrong.ByteOffset), len(doc)))
		}
		line += bytes.Count(doc[end:to], []byte("\n"))
		end = to
		if errors.Is(err, io.EOF) && whole {
			return o
		}
		if err != nil || whole {
			o.broken = line
			return o
		}
		if kind := token.Kind(); d.StackDepth() <= deepest && kind != '}' && kind != ']' {
			path := pathOf(d.StackPointer())
			o.lines[path] = line
			if kind == 'n' || kind == '"' && token.String() == "" {
				o.blank = append(o.blank, path)
			}
		}
	}
}

// pathOf writes a pointer (RFC 6901) as a path of the facts document.
func pathOf(pointer jsontext.Pointer) string {
	path := ""
	for name := range pointer.Tokens() {
		if i, err := strconv.Atoi(name); err == nil {
			path = page.Row(path, i)
		} else {
			path = strings.TrimPrefix(path+"."+name, ".")
		}
	}
	return path
}

// gives reports whether the document holds something under a key.
func (o outline) gives(key string) bool { return o.lines[key] > 0 && !slices.Contains(o.blank, key) }

// line is the one of a field, or of what should have held it.
func (o outline) line(path string) int {
	if path == "" {
		return o.broken
	}
	for path != "" && o.lines[path] == 0 {
		path = path[:max(strings.LastIndexByte(path, '.'), strings.LastIndexByte(path, '['), 0)]
	}
	return o.lines[path]
}
