package french_test

import (
	"testing"

	"transfert/assessment/french"
)

func TestNumbersAreWritten(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"a number of three digits has one group", french.Integer(540), "540"},
		{"thousands are apart", french.Integer(10540), "10 540"},
		{"groups have three digits", french.Integer(int64(1_000_000_000)), "1 000 000 000"},
		{"a sign is no digit", french.Integer(-100), "-100"},
		{"a negative number has groups", french.Integer(-1234), "-1 234"},
		{"the comma is the decimal sign", french.Number(1234.5), "1 234,5"},
		{"decimals have no groups", french.Number(0.12345), "0,12345"},
		{"a very small number has an exponent", french.Number(-1.5e-9), "-1,5e-09"},
		{"a very large number has an exponent", french.Number(1e15), "1e+15"},
		{"what is typed has no groups", french.Decimal("1234.5"), "1234,5"},
		{"what is typed has no exponent", french.Decimal("-1.25e-3"), "-0,00125"},
		{"a percentage is cut, not rounded", french.Percent(2999, 10000), "29,9 %"},
		{"a whole percentage has no decimal", french.Percent(3, 10), "30 %"},
		{"nobody is no percent", french.Percent(0, 10), "0 %"},
		{"few people are more than none", french.Percent(1, 10_000), "Moins de 0,1 %"},
		{"one is told in its own words", french.Count(1, "un service", "services"), "un service"},
		{"none are several", french.Count(0, "un service", "services"), "0 services"},
		{"several are counted", french.Count(1200, "un service", "services"), "1 200 services"},
		{"a duration is in months", french.Months(12), "12 mois"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, test.got, test.want)
		}
	}
}
