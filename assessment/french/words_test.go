package french_test

import (
	"testing"

	"transfert/assessment/french"
)

func TestWordsAreJoinedAndQuoted(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"no word", french.And(nil), ""},
		{"one word", french.And([]string{"a"}), "a"},
		{"two words", french.And([]string{"a", "b"}), "a et b"},
		{"three words", french.And([]string{"a", "b", "c"}), "a, b et c"},
		{"three words of which one will do", french.Or([]string{"a", "b", "c"}), "a, b ou c"},
		{"a quoted word", french.Quote("a"), "« a »"},
		{"yes", french.YesNo(true), "oui"},
		{"no", french.YesNo(false), "non"},
		{"a capital letter with an accent", french.Capitalise("évaluation"), "Évaluation"},
		{"a small letter with an accent", french.Uncapitalise("Évaluation"), "évaluation"},
		{"nothing has no first letter", french.Capitalise(""), ""},
		{"what is no text stays as it is", french.Capitalise("\xff"), "\xff"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, test.got, test.want)
		}
	}
}
