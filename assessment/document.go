package assessment

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"unicode/utf8"
)

// Document is a text that holds one JSON object, as a facts document does, and where in
// it the fields stand.
type Document struct {
	root   value
	text   []byte
	broken int64 // where it stops being one JSON value, in bytes from 1; 0 where it is one
}

// value is a JSON value as it was written: numbers keep their digits, objects
// their repeated keys, which encoding/json alone drops.
type value struct {
	kind   byte // '{', '[', '"', '0' for a number, 'b' for a boolean, 'n' for null
	text   string
	isTrue bool
	fields []field
	items  []value
	offset int64 // in the document, in bytes, of the end of its first token
}

// field is a key of an object and its value, in the order of the document.
type field struct {
	name  string
	value value
}

// ReadDocument reads a text that is UTF-8 without BOM and holds one JSON object
// and nothing else. The error is [FieldErrors] and says which of these it is not.
func ReadDocument(text []byte) (Document, error) {
	doc := Document{text: text, broken: brokenAt(text)}
	bad := func(message string) (Document, error) { return doc, FieldErrors{{"", message}} }
	switch {
	case !utf8.Valid(text):
		return bad("Le document n’est pas écrit en UTF-8.")
	case bytes.HasPrefix(text, []byte("\ufeff")):
		return bad("Le document commence par une marque d’ordre des octets (BOM) : enregistrez-le en UTF-8 sans BOM.")
	case doc.broken > 0:
		return bad("Le document n’est pas un objet JSON complet, seul dans le fichier.")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if doc.root = readValue(d); doc.root.kind != '{' {
		return bad("Le document n’est pas un objet JSON.")
	}
	return doc, nil
}

// brokenAt is where a text stops being one JSON value, in bytes from 1, or 0. Of a comma
// too many it is the comma.
func brokenAt(text []byte) int64 {
	var value json.RawMessage
	err := json.Unmarshal(append(slices.Clip(text), ' '), &value) // the space tells the end from the last byte
	wrong, is := errors.AsType[*json.SyntaxError](err)
	if !is {
		return 0
	}
	at := wrong.Offset
	read := bytes.TrimRight(text[:at-1], " \t\r\n")
	if at <= int64(len(text)) && bytes.IndexByte([]byte("]}"), text[at-1]) >= 0 && bytes.HasSuffix(read, []byte(",")) {
		return int64(len(read))
	}
	return at
}

// readValue reads the next value of a document that is known to be valid.
func readValue(d *json.Decoder) value {
	token, _ := d.Token()
	v := value{kind: 'n', offset: d.InputOffset()}
	switch t := token.(type) {
	case json.Delim:
		v.kind = byte(t)
		v.readItems(d)
	case string:
		v.kind, v.text = '"', t
	case json.Number:
		v.kind, v.text = '0', t.String()
	case bool:
		v.kind, v.isTrue = 'b', t
	}
	return v
}

func (v *value) readItems(d *json.Decoder) {
	for d.More() {
		if v.kind == '[' {
			v.items = append(v.items, readValue(d))
			continue
		}
		name, _ := d.Token()
		key, _ := name.(string)
		v.fields = append(v.fields, field{key, readValue(d)})
	}
	_, _ = d.Token() // the closing bracket
}

// member returns the value of a key, the last one where it is given twice, and
// null where it is absent.
func (v value) member(name string) value {
	for _, f := range slices.Backward(v.fields) {
		if f.name == name {
			return f.value
		}
	}
	return value{kind: 'n'}
}

// blank reports whether a value stands for none.
func (v value) blank() bool { return v.kind == 'n' || v.kind == '"' && v.text == "" }

// Gives reports whether the document holds something under a key.
func (d Document) Gives(key string) bool { return !d.root.member(key).blank() }

// Line is the line, from 1, on which a field stands, or what should have held it. The
// document as a whole has the line up to which it could be read, or 0.
func (d Document) Line(p Path) int {
	offset := d.broken
	v := d.root
	for _, step := range p.Steps() {
		next := v.member(step.Name)
		if step.Index >= 0 && step.Index < len(next.items) {
			next = next.items[step.Index]
		}
		if next.offset == 0 {
			break
		}
		v, offset = next, next.offset
	}
	if offset == 0 {
		return 0
	}
	return 1 + bytes.Count(d.text[:offset-1], []byte("\n"))
}
