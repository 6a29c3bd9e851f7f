package postgres

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// ligatures are what French writes as one letter and people type as two; the
// curly apostrophe is typed straight.
var ligatures = strings.NewReplacer("œ", "oe", "Œ", "oe", "æ", "ae", "Æ", "ae", "’", "'")

// fold brings a text to the form of the column search, and what people search
// for to the same one: without accents, capitals, ligatures and repeated white
// space, so that « Équipe » is found by « equipe ».
func fold(s string) string {
	bare := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), cases.Fold(), norm.NFC)
	folded, _, err := transform.String(bare, ligatures.Replace(s))
	if err != nil {
		folded = strings.ToLower(s)
	}
	return strings.Join(strings.Fields(folded), " ")
}
