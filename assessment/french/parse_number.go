package french

import (
	"errors"
	"regexp"
	"strings"
)

// errNumber says that a text is no number as French writes one.
var errNumber = errors.New("not a number, such as 1 234 or 1,5")

// typedNumber is a sign, a whole part whose thousands may be apart, decimals, and a
// percent sign. One space, thin or not, breaking or not, stands between two groups.
var typedNumber = regexp.MustCompile(`^([+\-−]?)([1-9]\d{0,2}(?:[ \x{a0}\x{202f}\x{2009}]\d{3})+|\d+)(?:([.,])(\d+))?([ \x{a0}\x{202f}]?%)?$`)

// ParseNumber reads a number as people type or paste it, 10 540,5 or 85 %, and returns
// it as JSON writes it (docs/rules.md, what people type). It refuses a point before
// exactly three digits, which is read both ways.
func ParseNumber(typed string) (literal string, err error) {
	parts := typedNumber.FindStringSubmatch(strings.TrimSpace(typed))
	if parts == nil || parts[3] == "." && len(parts[4]) == 3 {
		return "", errNumber
	}
	return literalOf(parts), nil
}

// ParseCount reads a whole number as people type or paste it, 10 540, and returns it
// as JSON writes it.
func ParseCount(typed string) (literal string, err error) {
	parts := typedNumber.FindStringSubmatch(strings.TrimSpace(typed))
	if parts == nil || parts[3]+parts[5] != "" {
		return "", errNumber
	}
	return literalOf(parts), nil
}

// literalOf joins sign, whole part and decimals as JSON writes them.
func literalOf(parts []string) string {
	digits := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "").Replace(parts[2])
	literal := strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:]
	if parts[1] == "-" || parts[1] == "−" {
		literal = "-" + literal
	}
	if parts[4] != "" {
		literal += "." + parts[4]
	}
	return literal
}
