package query

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
)

// mostText bounds the text that is searched for, in bytes.
const mostText = 200

// Filter reads the filter that the parameters of a query ask for; others are left
// alone. Without a word on phases, all of them are meant. Values that name nothing
// are [ErrUnknown].
func Filter(values url.Values) (f assessment.Filter, err error) {
	var errs []error
	for name, field := range texts {
		*field(&f) = storable(values.Get(name))
	}
	f.Text = searched(f.Text)
	for name, field := range boxes {
		if *field(&f) = values.Get(name) == Ticked; !*field(&f) && values.Get(name) != "" {
			errs = append(errs, fmt.Errorf("%s %q: %w", name, values.Get(name), ErrUnknown))
		}
	}
	for name, duration := range durations {
		n, err := oneOf(values.Get(name), duration.allowed)
		*duration.field(&f), errs = assessment.Months(n)*duration.unit, append(errs, err)
	}
	for _, p := range values[Phases] {
		if p != EveryPhase && p != Opening {
			f.Phases = append(f.Phases, assessment.PhaseName(p))
		}
	}
	f.Classification = assessment.Classification(values.Get(Classification))
	if f.Classification == Unpublished {
		f.Classification, f.Unpublished = "", true
	}
	f.NotMet, f.Divergence = assessment.CriterionID(values.Get(NotMet)), assessment.Divergence(values.Get(Divergence))
	return f, errors.Join(append(errs, known(Phases, assessment.PhaseNames(), f.Phases...),
		known(Classification, append(assessment.Classifications(), ""), f.Classification),
		known(NotMet, append(assessment.CriterionIDs(), ""), f.NotMet),
		known(Divergence, append(assessment.Divergences(), ""), f.Divergence))...)
}

// known refuses words that are none of those that a parameter may have.
func known[T ~string](name string, all []T, words ...T) error {
	for _, word := range words {
		if !slices.Contains(all, word) {
			return fmt.Errorf("%s %q: %w", name, word, ErrUnknown)
		}
	}
	return nil
}

// oneOf reads one of a few numbers, 0 where none is given.
func oneOf(text string, allowed []int) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || !slices.Contains(allowed, n) {
		return 0, fmt.Errorf("number %q: %w", text, ErrUnknown)
	}
	return n, nil
}

// searched is a text to search for, of a reasonable length.
func searched(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > mostText {
		text = strings.TrimSpace(strings.ToValidUTF8(text[:mostText], ""))
	}
	return text
}

// storable is a text that PostgreSQL can compare.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
}
