package assessment

import (
	"math"
	"strconv"
	"strings"
)

var frenchMonthNames = [...]string{"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// frenchDate writes a date in full: 1er mars 2026.
func frenchDate(d Date) string {
	year, month, day := d.Time().Date()
	ordinal := strconv.Itoa(day)
	if day == 1 {
		ordinal = "1er"
	}
	return ordinal + " " + frenchMonthNames[month-1] + " " + strconv.Itoa(year)
}

// French writes the date in full as people read it: 1er mars 2026, and "" for
// the date not given. Its day and month stay on one line.
func (d Date) French() string {
	if d.IsZero() {
		return ""
	}
	return strings.Replace(frenchDate(d), " ", "\u00a0", 1)
}

// frenchSpan writes a run of days: du 3 mars 2026 au 5 avril 2026.
func frenchSpan(s span) string {
	if s.from == s.to {
		return "le " + frenchDate(s.from)
	}
	return "du " + frenchDate(s.from) + " au " + frenchDate(s.to)
}

// frenchMonths writes a duration: 1 mois.
func frenchMonths(n Months) string { return strconv.Itoa(int(n)) + " mois" }

// frenchInteger groups the digits by three: 10 540.
func frenchInteger(n int64) string { return groupDigits(strconv.FormatInt(n, 10)) }

// frenchNumber writes a value with a decimal comma and grouped digits, and very
// large or small ones with an exponent.
func frenchNumber(x float64) string {
	if size := math.Abs(x); x != 0 && (size >= 1e15 || size < 1e-6) {
		return strings.Replace(strconv.FormatFloat(x, 'g', -1, 64), ".", ",", 1)
	}
	whole, decimals, found := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	if !found {
		return groupDigits(whole)
	}
	return groupDigits(whole) + "," + decimals
}

func groupDigits(digits string) string {
	digits, negative := strings.CutPrefix(digits, "-")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + " " + digits[i:]
	}
	if negative {
		return "-" + digits
	}
	return digits
}

// frenchPercent writes part of whole in percent, cut (never rounded up to a
// threshold it does not reach) after one decimal.
func frenchPercent(part, whole int64) string {
	perMille := part * 1000 / whole
	if perMille == 0 && part > 0 {
		return "Moins de 0,1 %"
	}
	if perMille%10 == 0 {
		return strconv.FormatInt(perMille/10, 10) + " %"
	}
	return strconv.FormatInt(perMille/10, 10) + "," + strconv.FormatInt(perMille%10, 10) + " %"
}

// quoted puts a name between French quotation marks.
func quoted(name string) string { return "« " + name + " »" }
