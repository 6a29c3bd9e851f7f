package french

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quote puts a text between quotation marks: « Réalisations ».
func Quote(text string) string { return "« " + text + " »" }

// And joins words of which all count: a, b et c.
func And(words []string) string { return join(words, " et ") }

// Or joins words of which any will do: a, b ou c.
func Or(words []string) string { return join(words, " ou ") }

func join(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + conjunction + words[last]
}

// YesNo says whether something is so: oui or non.
func YesNo(is bool) string {
	if is {
		return "oui"
	}
	return "non"
}

// Capitalise begins a label with a capital letter.
func Capitalise(label string) string { return first(label, unicode.ToUpper) }

// Uncapitalise begins a label with a small letter, for the middle of a sentence.
func Uncapitalise(label string) string { return first(label, unicode.ToLower) }

func first(label string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(label)
	if size == 0 || r == utf8.RuneError {
		return label
	}
	return string(change(r)) + label[size:]
}
