package checklist

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	numericDate = regexp.MustCompile(`^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})$`)
	writtenDate = regexp.MustCompile(`^(\d{1,2})(?:er)? (\p{L}+) (\d{4})$`)
	numberShape = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)
	monthNames  = []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
		"août", "septembre", "octobre", "novembre", "décembre"}
)

// ISODate translates 12/08/2026, 12.8.26 and 12 août 2026 into 2026-08-12, and leaves
// what is no date as it was typed.
func ISODate(typed string) string {
	typed = strings.Join(strings.Fields(typed), " ")
	if m := numericDate.FindStringSubmatch(typed); m != nil {
		year := m[3]
		if len(year) == 2 { // as spreadsheets write it
			year = "20" + year
		}
		return fmt.Sprintf("%s-%02s-%02s", year, m[2], m[1])
	}
	if m := writtenDate.FindStringSubmatch(strings.ToLower(typed)); m != nil {
		if month := slices.Index(monthNames, m[2]) + 1; month > 0 {
			return fmt.Sprintf("%s-%02d-%02s", m[3], month, m[1])
		}
	}
	return typed
}

// jsonNumber translates 10 540 into 10540 and 4,1 into 4.1.
func jsonNumber(typed string) any {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".", "−", "-").Replace(strings.TrimSpace(typed))
	if whole := strings.TrimLeft(digits, "0"); whole != digits {
		digits = whole
		if whole == "" || whole[0] == '.' {
			digits = "0" + whole
		}
	}
	if numberShape.MatchString(digits) {
		return json.Number(digits)
	}
	return typed
}

// frenchDate writes 2026-08-12 as 12/08/2026.
func frenchDate(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("02/01/2006")
}

// frenchNumber writes a JSON number with a decimal comma and no exponent, so
// that it reads back as the same number.
func frenchNumber(literal string) string {
	if strings.ContainsAny(literal, "eE") {
		x, _ := strconv.ParseFloat(literal, 64)
		literal = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strings.Replace(literal, ".", ",", 1)
}
