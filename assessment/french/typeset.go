package french

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	NoBreak     = "\u00a0"
	thinNoBreak = "\u202f"
)

// units are the words that stay on the line of the number before them.
var units = append(monthNames[:], "an", "ans", "mois", "jour", "jours")

// Typeset turns the spaces of a sentence at which a line must not end into
// non-breaking ones: inside quotation marks, before : ; ? ! and %, between the groups
// of a number, and between a number and its unit or month. It changes nothing else,
// and nothing in a sentence that it has set already.
func Typeset(sentence string) string {
	var set strings.Builder
	for {
		before, after, found := strings.Cut(sentence, " ")
		set.WriteString(before)
		if !found {
			return set.String()
		}
		set.WriteString(space(before, after))
		sentence = after
	}
}

// space is the one that belongs between two texts.
func space(before, after string) string {
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.ContainsRune(";?!", next):
		return thinNoBreak
	case strings.ContainsRune("»:%", next), strings.HasSuffix(before, "«"), endsInNumber(before) && continuesNumber(after):
		return NoBreak
	}
	return " "
}

// endsInNumber reports whether a text ends in a digit, or in 1er.
func endsInNumber(text string) bool {
	text = strings.TrimSuffix(text, "er")
	return text != "" && isDigit(text[len(text)-1])
}

// continuesNumber reports whether a text begins with three digits, as a group of a
// number does, or with a unit.
func continuesNumber(text string) bool {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(text)
	}
	word := text[:end]
	return slices.Contains(units, word) || len(word) == 3 && isDigit(word[0]) && isDigit(word[1]) && isDigit(word[2])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
