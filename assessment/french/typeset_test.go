package french_test

import (
	"strings"
	"testing"

	"transfert/assessment/french"
)

// typeset writes ~ for a non-breaking space and _ for a thin one.
func typeset(sentence string) string {
	return strings.NewReplacer("\u00a0", "~", "\u202f", "_").Replace(french.Typeset(sentence))
}

func TestASentenceIsTypeset(t *testing.T) {
	for _, test := range []struct{ name, sentence, want string }{
		{"quotation marks", "de « Oui » à « Non »", "de «~Oui~» à «~Non~»"},
		{"nothing between quotation marks", "« »", "«~»"},
		{"punctuation", "Ceci : cela ; quoi ? Oui !", "Ceci~: cela_; quoi_? Oui_!"},
		{"a time of day", "à 09:30", "à 09:30"},
		{"a percentage", "30 % au moins", "30~% au moins"},
		{"thousands", "1 234 567 personnes", "1~234~567 personnes"},
		{"decimals after thousands", "1 234,5", "1~234,5"},
		{"a number after a number", "le 12 5000", "le 12 5000"},
		{"a group of two digits", "10 54", "10 54"},
		{"a reference after a digit", "lot 3 456b", "lot 3 456b"},
		{"a date", "le 12 août 2026", "le 12~août 2026"},
		{"the first of a month", "du 1er mai au 1er juin", "du 1er~mai au 1er~juin"},
		{"a month without a day", "en mai 2026, hier mai", "en mai 2026, hier mai"},
		{"a word that begins as a month does", "5 maisons, 3 anses", "5 maisons, 3 anses"},
		{"durations", "6 mois, 1 an, 10 ans et 2 jours", "6~mois, 1~an, 10~ans et 2~jours"},
		{"the end of the sentence", "fin ", "fin "},
		{"nothing", "", ""},
	} {
		if got := typeset(test.sentence); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// FuzzTypeset checks on any text that a sentence that is set stays as it is, and that
// nothing but spaces has changed.
func FuzzTypeset(f *testing.F) {
	for _, sentence := range []string{
		"Plus de 6 mois sans test : du 1er mai 2026 au 12 août 2026.", "« Délai » s’améliore : de 1 234,5 à 10 540 ; 30 % !",
		"« « 1 234 567 » » ?", " : ; ", "1er 1er mars", "\xff %",
	} {
		f.Add(sentence)
	}
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	f.Fuzz(func(t *testing.T, sentence string) {
		once := french.Typeset(sentence)
		if twice := french.Typeset(once); twice != once {
			t.Errorf("%q is set as %q, then as %q", sentence, once, twice)
		}
		if plain.Replace(once) != plain.Replace(sentence) {
			t.Errorf("%q became %q", sentence, once)
		}
	})
}
