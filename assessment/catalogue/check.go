package catalogue

import (
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"transfert/assessment"
	"transfert/assessment/french"
)

// Bounds of the fields, in characters.
const (
	maxID   = 200
	maxText = 5_000
	maxLink = 2_000
)

// check reads the fields of one entry. It keeps the first thing that makes the
// entry unacceptable, and every remark about what is accepted all the same.
type check struct {
	fault    *fault
	warnings []fault
}

func (c *check) refuse(field, message string) {
	if c.fault == nil {
		c.fault = &fault{field, message}
	}
}

func (c *check) warn(field, message string) {
	c.warnings = append(c.warnings, fault{field, message})
}

// text trims a text and refuses what no screen can show.
func (c *check) text(field, value string, limit int) string {
	value = strings.TrimSpace(value)
	if strings.ContainsFunc(value, isControl) {
		c.refuse(field, "un caractère de contrôle s’y trouve")
	}
	if utf8.RuneCountInString(value) > limit {
		c.refuse(field, fmt.Sprintf("le texte dépasse %d caractères", limit))
	}
	return value
}

func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r'
}

// required is a text that must not be blank.
func (c *check) required(field, value string) string {
	value = c.text(field, value, maxText)
	if value == "" {
		c.refuse(field, "ce champ manque")
	}
	return value
}

// id reads what names an entry. Ids are names of files: anything but white space,
// what cannot be seen, and the separators of paths.
func (c *check) id(field, value string) string {
	id := acceptableID(value)
	switch {
	case strings.TrimSpace(value) == "":
		c.refuse(field, "l’identifiant manque")
	case id == "":
		c.refuse(field, quote(value)+" n’est pas un identifiant acceptable")
	}
	return id
}

// acceptableID returns the id, in one Unicode form (NFC) whichever the document
// writes, or "" where it names nothing.
func acceptableID(value string) string {
	id := norm.NFC.String(strings.TrimSpace(value))
	refused := func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsGraphic(r) || r == '/' || r == '\\' || r == utf8.RuneError
	}
	if id == "." || id == ".." || utf8.RuneCountInString(id) > maxID || strings.ContainsFunc(id, refused) {
		return ""
	}
	return id
}

// references reads ids of other entries, each once, without the path that some
// are written with: /organisations/dinum.
func (c *check) references(field, prefix string, values []string) []string {
	var ids []string
	for i, value := range values {
		value = strings.TrimPrefix(strings.TrimSpace(value), prefix)
		if value == "" {
			continue
		}
		if id := c.id(fmt.Sprintf("%s[%d]", field, i), value); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// link reads an address. The catalogue's templates escape some of them for HTML,
// and leave a separator behind others. What is not an https address is kept as a
// text, with a remark: it is shown, never fetched.
func (c *check) link(field, value string) string {
	link := c.text(field, html.UnescapeString(value), maxLink)
	link = strings.TrimRight(link, ";, ")
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	switch {
	case err != nil || strings.ContainsFunc(link, unicode.IsSpace):
		c.warn(field, quote(link)+" n’est pas une adresse web")
	case u.Scheme == "https" && u.Host != "":
	case u.Scheme == "http" && u.Host != "":
		c.warn(field, "l’adresse "+quote(link)+" n’est pas en https")
	case u.Scheme == "":
		c.warn(field, "l’adresse "+quote(link)+" est relative")
	default:
		c.warn(field, quote(link)+" n’est pas une adresse web")
	}
	return link
}

// date reads a civil date; the one that is not given is the zero date.
func (c *check) date(field, value string) assessment.Date {
	value = strings.TrimSpace(value)
	if value == "" {
		return assessment.Date{}
	}
	d, err := assessment.ParseDate(value)
	if err != nil {
		c.refuse(field, quote(value)+" n’est pas une date AAAA-MM-JJ")
	}
	return d
}

// quote puts a value between French quotation marks, cut short and without what
// a terminal or a page would not show.
func quote(value string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) {
			return r
		}
		return utf8.RuneError
	}, value)
	if runes := []rune(visible); len(runes) > 80 {
		visible = string(runes[:79]) + "…"
	}
	return french.Typeset(french.Quote(visible))
}
