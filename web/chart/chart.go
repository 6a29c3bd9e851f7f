// Package chart draws counts as SVG, in templ components: a struct holds the
// counts and its View draws them,
//
//	@chart.Bars{ID: "transferts", Title: "Transferts par année", Of: "Année", Items: bars}.View()
//
// Every value is printed beside its mark, marks differ by more than their colour,
// and the same numbers stand in a table below. Nothing needs a script or an inline
// style. Along the width lengths are percentages and along the height they are em,
// so that an image is as wide as its place while its texts keep their size.
package chart

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"transfert/assessment/french"
)

// The lengths along the height, in em.
const (
	lineHeight = 1.5 // of a text
	barHeight  = 1.0
	gapHeight  = 1.0 // between two rows that have lines of their own
	baseline   = 1.1 // of a text below the top of its line
)

// The lengths along the width, in percent. The value of a bar stands beside it.
const (
	longest   = 80 // of a bar
	besideBar = 30 // of a label that stands beside its bar
)

// lineLength is how many characters of a label fit on the width of a phone.
const lineLength = 36

// em writes a length along the height.
func em(length float64) string { return strconv.FormatFloat(length, 'f', -1, 64) + "em" }

// percent writes a length along the width.
func percent(length float64) string { return strconv.FormatFloat(length, 'f', 2, 64) + "%" }

// share is the width of a count where the greatest one takes all of a width. A count
// above 0 can always be seen.
func share(count, greatest int, width float64) float64 {
	if count == 0 {
		return 0
	}
	return max(0.5, float64(count)/float64(greatest)*width)
}

// number writes a count, its thousands apart.
func number(count int) string { return french.Typeset(french.Integer(count)) }

// lines breaks a label between words, not at its non-breaking spaces, so that it fits
// on a phone.
func lines(label string) []string {
	var lines []string
	for word := range strings.FieldsFuncSeq(label, func(r rune) bool { return r == ' ' }) {
		last := len(lines) - 1
		if last < 0 || utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) > lineLength {
			lines = append(lines, word)
		} else {
			lines[last] += " " + word
		}
	}
	return lines
}
