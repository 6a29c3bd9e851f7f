package catalogue

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/encoding"

	"transfert/assessment"
)

// scanner cuts a JSON document into the values of its outer levels. A decoder
// would have to hold an entry, whatever its size, before it can be judged; the
// scanner reads past what is too long and keeps only its beginning.
type scanner struct {
	r      *bufio.Reader
	file   string
	offset int64 // of the next byte
}

// failed says why the document is not the catalogue.
func (s *scanner) failed(message string) error {
	return &assessment.DocumentError{File: s.file, Message: message}
}

func (s *scanner) notJSON(offset int64) error {
	return s.failed(fmt.Sprintf("ce n’est pas du JSON valide (octet %d)", offset))
}

// explain tells a document that ends too early or is not UTF-8 from one that
// cannot be read.
func (s *scanner) explain(err error) error {
	var known *assessment.DocumentError
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, io.EOF):
		return s.failed(fmt.Sprintf("le document est tronqué\u00a0: il s’arrête à l’octet %d", s.offset))
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return s.failed(fmt.Sprintf("le document n’est pas en UTF-8 (après l’octet %d)", s.offset))
	}
	return fmt.Errorf("%s\u00a0: %w", s.file, err)
}

// byteOrderMark is U+FEFF in UTF-8, which some programs write before a document.
const byteOrderMark = "\xef\xbb\xbf"

// skipMark consumes the mark where the document begins with it.
func (s *scanner) skipMark() error {
	head, _ := s.r.Peek(len(byteOrderMark)) // what keeps it from being read is met again
	if string(head) != byteOrderMark {
		return nil
	}
	n, err := s.r.Discard(len(byteOrderMark))
	s.offset += int64(n)
	return err
}

// next consumes a byte.
func (s *scanner) next() (byte, error) {
	b, err := s.r.ReadByte()
	if err == nil {
		s.offset++
	}
	return b, err
}

// peek returns the next byte that is not white space, without consuming it.
func (s *scanner) peek() (byte, error) {
	for {
		b, err := s.next()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			s.offset--
			return b, s.r.UnreadByte()
		}
	}
}

// accept consumes the next byte that is not white space if it is b.
func (s *scanner) accept(b byte) (bool, error) {
	next, err := s.peek()
	if err != nil || next != b {
		return false, err
	}
	_, err = s.next()
	return true, err
}

func (s *scanner) expect(b byte) error {
	ok, err := s.accept(b)
	if err == nil && !ok {
		err = s.notJSON(s.offset)
	}
	return err
}

// end checks that nothing follows the document.
func (s *scanner) end() error {
	_, err := s.peek()
	switch err {
	case io.EOF:
		return nil
	case nil:
		return s.failed(fmt.Sprintf("quelque chose suit la fin du document (octet %d)", s.offset))
	}
	return err
}

// array walks the array that comes next; each consumes one value.
func (s *scanner) array(each func(index int) error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	return s.list(']', each)
}

// object walks the object that comes next; each consumes one value.
func (s *scanner) object(each func(index int, name string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	return s.list('}', func(index int) error {
		name, err := s.name()
		if err != nil {
			return err
		}
		return each(index, name)
	})
}

// list walks what an opened array or object holds, up to its closing byte.
func (s *scanner) list(closing byte, each func(index int) error) error {
	if closed, err := s.accept(closing); closed || err != nil {
		return err
	}
	for index := 0; ; index++ {
		if err := each(index); err != nil {
			return err
		}
		if closed, err := s.accept(closing); closed || err != nil {
			return err
		}
		if err := s.expect(','); err != nil {
			return err
		}
	}
}

// name consumes a member's name and its colon.
func (s *scanner) name() (string, error) {
	p, err := s.value()
	if err != nil {
		return "", err
	}
	name, err := jsontext.AppendUnquote(nil, p.raw)
	if err != nil {
		return "", s.notJSON(p.offset)
	}
	return string(name), s.expect(':')
}

// skip consumes a value that nobody reads, and checks that it is one.
func (s *scanner) skip() error {
	p, err := s.value()
	if err != nil {
		return err
	}
	if !p.long && !p.raw.IsValid(jsontext.AllowInvalidUTF8(true)) {
		err = s.notJSON(p.offset)
	}
	return err
}
