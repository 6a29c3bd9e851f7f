package catalogue

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// fault is what makes one entry unacceptable, in a French sentence.
type fault struct {
	field   string
	message string
}

// Error names the field and says what is wrong with it.
func (f *fault) Error() string { return f.field + ": " + f.message }

// errSyntax says that a piece is not JSON, and hence the document is not.
var errSyntax = errors.New("not JSON")

// decode reads a piece into v. What is wrong with the entry alone is a [fault].
func (p piece) decode(v any) error {
	switch {
	case p.long:
		return &fault{"", fmt.Sprintf("l’entrée est plus grande que %d\u00a0Kio", maxEntrySize>>10)}
	case p.deep:
		return &fault{"", fmt.Sprintf("l’entrée est imbriquée sur plus de %d niveaux", maxEntryDepth)}
	}
	err := json.Unmarshal(p.raw, v)
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntactic):
		return p.malformed(syntactic)
	case errors.As(err, &semantic):
		// The rest of the piece was not read, and may not be JSON.
		if !p.raw.IsValid(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)) {
			return errSyntax
		}
		return &fault{field(semantic.JSONPointer), wrongType(semantic.JSONKind)}
	}
	return err
}

// malformed tells the syntax errors that leave the rest of the document readable
// from those that do not.
func (p piece) malformed(err *jsontext.SyntacticError) error {
	at := field(err.JSONPointer)
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return &fault{at, "ce champ est donné deux fois"}
	case p.control:
		return &fault{at, "un caractère de contrôle s’y trouve"}
	case p.raw.IsValid(jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)):
		return &fault{at, "un caractère Unicode y est invalide"}
	}
	return errSyntax
}

func wrongType(got jsontext.Kind) string {
	names := map[jsontext.Kind]string{
		'"': "un texte", '0': "un nombre", '{': "un objet", '[': "une liste", 't': "un booléen", 'f': "un booléen",
	}
	return names[got] + " ne convient pas ici"
}

// field writes a JSON pointer as people know fields: attributes.phases[0].start.
func field(pointer jsontext.Pointer) string {
	var b strings.Builder
	for token := range pointer.Tokens() {
		_, err := strconv.Atoi(token)
		switch {
		case err == nil:
			b.WriteString("[" + token + "]")
		case b.Len() == 0:
			b.WriteString(token)
		default:
			b.WriteString("." + token)
		}
	}
	return b.String()
}

// findID returns the id of an entry that could not be decoded, as far as it can
// be read, or "" where there is none or more than one.
func (p piece) findID() string {
	d := jsontext.NewDecoder(bytes.NewReader(p.raw),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if open, err := d.ReadToken(); err != nil || open.Kind() != '{' {
		return ""
	}
	var found []string
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		isID := err == nil && name.String() == "id"
		value, err := d.ReadValue()
		if err != nil {
			break
		}
		if isID {
			id, _ := jsontext.AppendUnquote(nil, value)
			found = append(found, acceptableID(string(id)))
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}
