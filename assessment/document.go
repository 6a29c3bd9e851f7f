package assessment

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// value is a JSON value as it was written: numbers keep their digits, objects
// their repeated keys, which encoding/json alone drops.
type value struct {
	kind   byte // '{', '[', '"', '0' for a number, 'b' for a boolean, 'n' for null
	text   string
	isTrue bool
	fields []field
	items  []value
}

// field is a key of an object and its value, in the order of the document.
type field struct {
	name  string
	value value
}

// readDocument reads a text that is UTF-8 without BOM and holds one JSON object
// and nothing else; the message says which of these it is not.
func readDocument(doc []byte) (value, string) {
	switch {
	case !utf8.Valid(doc):
		return value{}, "Le document n’est pas écrit en UTF-8."
	case bytes.HasPrefix(doc, []byte("\ufeff")):
		return value{}, "Le document commence par une marque d’ordre des octets (BOM) : enregistrez-le en UTF-8 sans BOM."
	case !json.Valid(doc):
		return value{}, "Le document n’est pas un objet JSON complet, seul dans le fichier."
	}
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	v := readValue(d)
	if v.kind != '{' {
		return value{}, "Le document n’est pas un objet JSON."
	}
	return v, ""
}

// readValue reads the next value of a document that is known to be valid.
func readValue(d *json.Decoder) value {
	token, _ := d.Token()
	switch t := token.(type) {
	case json.Delim:
		return readComposite(d, byte(t))
	case string:
		return value{kind: '"', text: t}
	case json.Number:
		return value{kind: '0', text: t.String()}
	case bool:
		return value{kind: 'b', isTrue: t}
	}
	return value{kind: 'n'}
}

func readComposite(d *json.Decoder, open byte) value {
	v := value{kind: open}
	for d.More() {
		if open == '[' {
			v.items = append(v.items, readValue(d))
			continue
		}
		name, _ := d.Token()
		key, _ := name.(string)
		v.fields = append(v.fields, field{key, readValue(d)})
	}
	_, _ = d.Token() // the closing bracket
	return v
}

// member returns the value of a key, the last one where it is given twice, and
// null where it is absent.
func (v value) member(name string) value {
	for i := len(v.fields) - 1; i >= 0; i-- {
		if v.fields[i].name == name {
			return v.fields[i].value
		}
	}
	return value{kind: 'n'}
}

// join extends the path of a field by a name.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// index extends the path of a list by the index of an item, from 0.
func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
