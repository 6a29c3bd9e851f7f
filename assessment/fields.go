package assessment

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"transfert/assessment/french"
)

// str reads a JSON string; ok is false where none is given or something else is.
func (o object) str(name string) (text string, ok bool) {
	v := o.member(name)
	if v.kind == '"' {
		return v.text, true
	}
	if v.kind != 'n' {
		o.refuse(join(o.path, name), "Un texte est attendu.")
	}
	return "", false
}

// text reads a text, without the white space around it.
func (o object) text(name string) string {
	text, _ := o.str(name)
	return o.checkText(text, join(o.path, name))
}

func (r *reader) checkText(text, path string) string {
	text = strings.TrimSpace(text)
	switch {
	case utf8.RuneCountInString(text) > maxText:
		r.refuse(path, "Ce texte est trop long : 5 000 caractères au plus.")
	case strings.ContainsFunc(text, forbidden):
		r.refuse(path, "Ce texte contient un caractère de contrôle.")
	}
	return text
}

func forbidden(c rune) bool {
	return unicode.Is(unicode.Cc, c) && c != '\t' && c != '\n' && c != '\r'
}

// url reads an absolute http or https address.
func (o object) url(name string) string {
	text, _ := o.str(name)
	path := join(o.path, name)
	switch {
	case text == "":
	case utf8.RuneCountInString(text) > maxURL:
		o.refuse(path, "Cette adresse est trop longue : 2 000 caractères au plus.")
	case !AbsoluteURL(text):
		o.refuse(path, "Cette adresse n’est pas complète : elle commence par https:// ou http://, avec un nom de domaine et sans espace.")
	}
	return text
}

// AbsoluteURL reports whether a text is an address as facts hold them: http or
// https, with a host and without white space (docs/rules.md, validation).
func AbsoluteURL(text string) bool {
	if strings.ContainsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || unicode.Is(unicode.Cc, c) }) {
		return false
	}
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// licence reads an SPDX expression.
func (o object) licence(name string) string {
	expression := o.text(name)
	if expression == "" {
		return ""
	}
	if err := checkLicence(expression); err != nil {
		o.refuse(join(o.path, name), "Cette licence n’est pas une expression SPDX : "+err.Error()+".")
	}
	return expression
}

// date reads a date that may be absent.
func (o object) date(name string) Date {
	text, ok := o.str(name)
	if !ok || text == "" {
		return Date{}
	}
	d, err := ParseDate(text)
	switch err {
	case errDateFormat:
		o.refuse(join(o.path, name), "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour).")
	case errDateRange:
		o.refuse(join(o.path, name), "Cette date doit être comprise entre le 1er janvier 2000 et le 31 décembre 2199.")
	}
	return d
}

// requiredDate reads the date that every row must have.
func (o object) requiredDate() Date {
	d := o.date("date")
	if d.IsZero() {
		o.refuse(join(o.path, "date"), missing)
	}
	return d
}

// word reads one of the words that a field allows.
func (o object) word(name string, allowed ...string) string {
	text, ok := o.str(name)
	if ok && !slices.Contains(allowed, text) {
		o.refuse(join(o.path, name), french.Quote(shortened(text))+" n’est pas une valeur possible : "+strings.Join(allowed, ", ")+".")
		return ""
	}
	return text
}

// optionalWord reads a word for which "" is the same as absent.
func (o object) optionalWord(name string, allowed ...string) string {
	if o.member(name).text == "" && o.member(name).kind == '"' {
		return ""
	}
	return o.word(name, allowed...)
}

// shortened keeps a message readable whatever was typed.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

// requiredWord reads a word that cannot be absent.
func (o object) requiredWord(name string, allowed ...string) string {
	text := o.word(name, allowed...)
	if text == "" {
		o.refuse(join(o.path, name), missing)
	}
	return text
}

// flag reads a boolean, false where it is absent.
func (o object) flag(name string) bool {
	v := o.member(name)
	if v.kind != 'b' && v.kind != 'n' {
		o.refuse(join(o.path, name), "Oui ou non (true ou false) est attendu.")
	}
	return v.isTrue
}

// count reads a whole number of at least minimum; ok is false where none is
// given or it is refused.
func (o object) count(name string, minimum int64) (n int64, ok bool) {
	v, path := o.member(name), join(o.path, name)
	if v.kind == 'n' {
		return 0, false
	}
	digitsOnly := v.kind == '0' && !strings.ContainsFunc(v.text, func(c rune) bool { return c < '0' || c > '9' })
	if !digitsOnly {
		o.refuse(path, "Un nombre entier est attendu, écrit avec des chiffres seulement.")
		return 0, false
	}
	n, err := strconv.ParseInt(v.text, 10, 64)
	if err != nil || n > maxCount {
		o.refuse(path, "Ce nombre est trop grand : 1 000 000 000 au plus.")
		return 0, false
	}
	if n < minimum {
		o.refuse(path, "Ce nombre est trop petit : "+strconv.FormatInt(minimum, 10)+" au moins.")
		return 0, false
	}
	return n, true
}

// requiredCount reads a whole number that cannot be absent.
func (o object) requiredCount(name string, minimum int64) (int64, bool) {
	n, ok := o.count(name, minimum)
	if !ok {
		o.refuse(join(o.path, name), missing)
	}
	return n, ok
}

// requiredNumber reads a number that is finite as a 64-bit float.
func (o object) requiredNumber(name string) float64 {
	v, path := o.member(name), join(o.path, name)
	switch v.kind {
	case 'n':
		o.refuse(path, missing)
		return 0
	case '0':
		x, err := strconv.ParseFloat(v.text, 64)
		if err != nil {
			o.refuse(path, "Ce nombre est trop grand.")
		}
		return x + 0 // a zero has no sign, as in the database
	}
	o.refuse(path, "Un nombre est attendu.")
	return 0
}
