package catalogue

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Bounds of one entry; the largest real one is 30 KB and six levels deep.
const (
	maxEntrySize  = 1 << 20
	maxEntryDepth = 32
)

// piece is one value cut out of a document, not yet known to be valid JSON.
type piece struct {
	raw     jsontext.Value // of a value that is too long, its beginning
	offset  int64          // where it begins
	long    bool
	deep    bool
	control bool // a control character stands bare in a string
}

// value cuts out the value that comes next, by its brackets and quotes alone.
func (s *scanner) value() (piece, error) {
	if _, err := s.peek(); err != nil {
		return piece{}, err
	}
	p := piece{offset: s.offset}
	var depth int
	var quoted, escaped bool
	for {
		b, err := s.next()
		if err != nil {
			return piece{}, err
		}
		p.add(b)
		switch {
		case escaped:
			escaped = false
		case quoted && b == '\\':
			escaped = true
		case b == '"':
			quoted = !quoted
		case quoted:
			p.control = p.control || b < ' '
		case b == '{' || b == '[':
			depth++
			p.deep = p.deep || depth > maxEntryDepth
		case b == '}' || b == ']':
			depth--
		}
		if !quoted && depth <= 0 && s.ends(b) {
			return p, nil
		}
	}
}

// ends reports whether a value outside any bracket ends with its byte b: a string,
// an object or an array does by itself, a number or a word before what follows it.
func (s *scanner) ends(b byte) bool {
	if strings.IndexByte(`"}]`, b) >= 0 {
		return true
	}
	next, err := s.r.Peek(1)
	return err != nil || strings.IndexByte(",]}: \t\r\n", next[0]) >= 0
}

func (p *piece) add(b byte) {
	if len(p.raw) == maxEntrySize {
		p.long = true
		return
	}
	p.raw = append(p.raw, b)
}
