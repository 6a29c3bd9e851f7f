package french

import (
	"math"
	"strconv"
	"strings"
)

// Integer writes a whole number: 10 540.
func Integer[N int | int64](n N) string { return Group(strconv.FormatInt(int64(n), 10)) }

// Count writes how many there are: one in its own words, and several after their
// number, 10 540 services.
func Count(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return Integer(n) + " " + several
}

// Number writes a value with a decimal comma: 10 540,5. It writes very large and
// very small ones with an exponent: 1,5e-07.
func Number(x float64) string {
	if size := math.Abs(x); x != 0 && (size >= 1e15 || size < 1e-6) {
		return decimalComma(strconv.FormatFloat(x, 'g', -1, 64))
	}
	return Group(decimalComma(strconv.FormatFloat(x, 'f', -1, 64)))
}

// Decimal writes a JSON number as people type it, with a decimal comma, no exponent
// and no spaces: 10540,5. [ParseNumber] reads it as the same number.
func Decimal(literal string) string {
	if strings.ContainsAny(literal, "eE") {
		x, _ := strconv.ParseFloat(literal, 64)
		literal = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return decimalComma(literal)
}

func decimalComma(literal string) string { return strings.Replace(literal, ".", ",", 1) }

// Percent writes part of whole in percent, cut after one decimal: 29,9 %. It is
// never rounded up to a threshold that it does not reach.
func Percent(part, whole int64) string {
	perMille := part * 1000 / whole
	if perMille == 0 && part > 0 {
		return "Moins de 0,1 %"
	}
	percent := strconv.FormatInt(perMille/10, 10)
	if perMille%10 > 0 {
		percent += "," + strconv.FormatInt(perMille%10, 10)
	}
	return percent + " %"
}

// Group separates the thousands of a number that has a decimal comma or none:
// 10540,5 becomes 10 540,5.
func Group(number string) string {
	whole, decimals, hasDecimals := strings.Cut(number, ",")
	digits, negative := strings.CutPrefix(whole, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	if negative {
		digits = "-" + digits
	}
	if hasDecimals {
		digits += "," + decimals
	}
	return digits
}
