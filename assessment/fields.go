package assessment

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"transfert/assessment/french"
)

// The bounds of what stands alone (docs/rules.md, validation).
const (
	maxCount = 1_000_000_000
	maxText  = 5000 // Unicode characters
	maxURL   = 2000
)

// acceptSingle reads a value that is neither an object nor a list.
func (r *reader) acceptSingle(v value, at Path, f Field, into reflect.Value) {
	var problem string
	switch f.Kind {
	case KindFlag:
		problem = readFlag(v, into)
	case KindCount:
		problem = readCount(v, f.Minimum, into)
	case KindNumber:
		problem = readNumber(v, into)
	default:
		if problem = "Un texte est attendu."; v.kind == '"' {
			problem = readText(v.text, f, into)
		}
	}
	if problem != "" {
		r.reject(at, problem)
	}
}

// readText reads what is written as a JSON string, and says what is wrong with it.
func readText(text string, f Field, into reflect.Value) (problem string) {
	switch f.Kind {
	case KindDate:
		return readDate(text, into)
	case KindURL:
		problem = checkURL(text)
	case KindWord:
		problem = f.checkWord(text)
	default:
		text = strings.TrimSpace(text)
		problem = checkText(text)
		if problem == "" && f.Kind == KindLicence && text != "" {
			problem = licenceProblem(text)
		}
	}
	into.SetString(text)
	return problem
}

func checkText(text string) string {
	switch {
	case utf8.RuneCountInString(text) > maxText:
		return "Ce texte est trop long : 5 000 caractères au plus."
	case strings.ContainsFunc(text, forbidden):
		return "Ce texte contient un caractère de contrôle."
	}
	return ""
}

func forbidden(c rune) bool {
	return unicode.Is(unicode.Cc, c) && c != '\t' && c != '\n' && c != '\r'
}

func licenceProblem(expression string) string {
	if err := checkLicence(expression); err != nil {
		return "Cette licence n’est pas une expression SPDX : " + err.Error() + "."
	}
	return ""
}

func checkURL(text string) string {
	switch {
	case utf8.RuneCountInString(text) > maxURL:
		return "Cette adresse est trop longue : 2 000 caractères au plus."
	case !AbsoluteURL(text):
		return "Cette adresse n’est pas complète : elle commence par https:// ou http://, avec un nom de domaine et sans espace."
	}
	return ""
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

func readDate(text string, into reflect.Value) string {
	d, err := ParseDate(text)
	into.Set(reflect.ValueOf(d))
	switch err {
	case errDateFormat:
		return "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour)."
	case errDateRange:
		return "Cette date doit être comprise entre le 1er janvier 2000 et le 31 décembre 2199."
	}
	return ""
}

func (f Field) checkWord(text string) string {
	var words []string
	for _, word := range f.Words {
		if word.Value == text {
			return ""
		}
		words = append(words, word.Value)
	}
	return french.Quote(shortened(text)) + " n’est pas une valeur possible : " + strings.Join(words, ", ") + "."
}

// shortened keeps a message readable whatever was typed.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

func readFlag(v value, into reflect.Value) string {
	into.SetBool(v.isTrue)
	if v.kind != 'b' {
		return "Oui ou non (true ou false) est attendu."
	}
	return ""
}

func readCount(v value, minimum int64, into reflect.Value) string {
	if v.kind != '0' || strings.Trim(v.text, "0123456789") != "" {
		return "Un nombre entier est attendu, écrit avec des chiffres seulement."
	}
	n, err := strconv.ParseInt(v.text, 10, 64)
	switch {
	case err != nil || n > maxCount:
		return "Ce nombre est trop grand : 1 000 000 000 au plus."
	case n < minimum:
		return "Ce nombre est trop petit : " + strconv.FormatInt(minimum, 10) + " au moins."
	}
	into.SetInt(n)
	return ""
}

// readNumber reads a number that is finite as a 64-bit float.
func readNumber(v value, into reflect.Value) string {
	if v.kind != '0' {
		return "Un nombre est attendu."
	}
	x, err := strconv.ParseFloat(v.text, 64)
	if err != nil {
		return "Ce nombre est trop grand."
	}
	into.SetFloat(x + 0) // a zero has no sign, as in the database
	return ""
}
