package postgres

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// ligatures are what French writes as one letter and people type as two.
var ligatures = strings.NewReplacer("œ", "oe", "Œ", "oe", "æ", "ae", "Æ", "ae")

// fold brings a text to the form of the column search, and what people search
// for to the same one: words of letters and digits, without accents, capitals and
// ligatures, so that « Pluie d’idées » is found by « pluie d'idees ».
func fold(s string) string {
	bare := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), cases.Fold(), norm.NFC)
	folded, _, err := transform.String(bare, ligatures.Replace(s))
	if err != nil {
		folded = strings.ToLower(s)
	}
	punctuation := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	return strings.Join(strings.FieldsFunc(folded, punctuation), " ")
}
