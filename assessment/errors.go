package assessment

import (
	"errors"
	"fmt"
	"strings"
)

// What can go wrong with a subject; wrapped with it by the function that returns them,
// and told apart with [errors.Is] at the edge.
var (
	ErrNotFound  = errors.New("not found")         // there is no such subject
	ErrConflict  = errors.New("changed meanwhile") // another person acted on it since it was read
	ErrRepeated  = errors.New("recorded already")  // the same person did the same before, nothing is left to do
	ErrSignedOut = errors.New("not signed in")     // the person may be allowed to, once signed in
	ErrForbidden = errors.New("not allowed")       // the person is not allowed to
	ErrLastOne   = errors.New("the last one")      // the programme would be left without an account
	ErrBound     = errors.New("bound to another")  // the account is bound to another identity
	ErrTaken     = errors.New("address taken")     // the e-mail address is another account's

	ErrUnavailable = errors.New("not available") // what it is kept in does not answer for now; the same may succeed later
)

// FieldError says what is wrong with one field of a document. Field is its path,
// for example user_tests.sessions[2].date, and "" for the document as a whole.
// Message is a French sentence for people.
type FieldError struct {
	Field   Path   `json:"field"`
	Message string `json:"message"`
}

// FieldErrors are all that is wrong with a document, in its order.
type FieldErrors []FieldError

// Error lists the fields and their messages on one line.
func (es FieldErrors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = fmt.Sprintf("%s: %s", e.Field, e.Message)
	}
	return strings.Join(lines, "; ")
}

// Message returns what is wrong with a field, or "".
func (es FieldErrors) Message(field Path) string {
	for _, e := range es {
		if e.Field == field {
			return e.Message
		}
	}
	return ""
}
