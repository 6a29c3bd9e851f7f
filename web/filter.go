package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// errFilter says that an address filters by something that does not exist.
var errFilter = errors.New("filter that is none")

// maxSearch bounds the text that is searched for, in bytes.
const maxSearch = 200

// ReadFilter reads the filter that an address asks for, the same on the portfolio
// and on every export of it (see [page.FilterValues]). Without a word on phases, all
// of them are meant. It refuses a word that names nothing.
func ReadFilter(query url.Values) (f assessment.Filter, err error) {
	f = assessment.Filter{
		Text: searched(query.Get("q")), Incubator: identifier(query.Get("incubateur")), Sponsor: identifier(query.Get("sponsor")),
		Trajectory: identifier(query.Get("trajectoire")),
	}
	for _, p := range query["phase"] {
		if p != page.EveryPhase && p != page.Opening {
			f.Phases = append(f.Phases, assessment.PhaseName(p))
		}
	}
	f.Classification = assessment.Classification(query.Get("classement"))
	if f.Classification == page.Unpublished {
		f.Classification, f.Unpublished = "", true
	}
	f.NotMet, f.Divergence = assessment.CriterionID(query.Get("non_rempli")), assessment.Divergence(query.Get("divergence"))
	var errs []error
	for _, months := range []struct {
		name    string
		field   *assessment.Months
		allowed []int
		factor  assessment.Months
	}{
		{"echeance", &f.LapsesWithin, page.LapseMonths, 1}, {"transfere_depuis", &f.TransferredFor, page.TransferYears, 12},
		{"phase_depuis", &f.PhaseFor, page.PhaseMonths, 1}, {"controle", &f.CheckDue, page.CheckMonths, 1},
	} {
		n, err := oneOf(query.Get(months.name), months.allowed)
		*months.field, errs = assessment.Months(n)*months.factor, append(errs, err)
	}
	for name, field := range map[string]*bool{"a_reconfirmer": &f.ToConfirm, "jamais_evalue": &f.NeverAssessed} {
		if *field = query.Get(name) == page.Ticked; !*field && query.Get(name) != "" {
			errs = append(errs, fmt.Errorf("box %q: %w", name, errFilter))
		}
	}
	return f, errors.Join(append(errs, known(f))...)
}

// known refuses words that name nothing.
func known(f assessment.Filter) error {
	for _, p := range f.Phases {
		if !slices.Contains(assessment.PhaseNames(), p) {
			return fmt.Errorf("phase %q: %w", p, errFilter)
		}
	}
	if f.Classification != "" && f.Classification.Label() == "" {
		return fmt.Errorf("classification %q: %w", f.Classification, errFilter)
	}
	if f.NotMet != "" && !slices.Contains(assessment.CriterionIDs(), f.NotMet) {
		return fmt.Errorf("criterion %q: %w", f.NotMet, errFilter)
	}
	if f.Divergence != "" && !slices.Contains(assessment.Divergences(), f.Divergence) {
		return fmt.Errorf("divergence %q: %w", f.Divergence, errFilter)
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
		return 0, fmt.Errorf("number %q: %w", text, errFilter)
	}
	return n, nil
}

// searched is a text to search for, of a reasonable length.
func searched(text string) string {
	text = strings.TrimSpace(identifier(text))
	if len(text) > maxSearch {
		text = strings.ToValidUTF8(text[:maxSearch], "")
	}
	return text
}

// identifier is a text that PostgreSQL can compare.
func identifier(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
}

// exported reads what an export is asked for: a filter, a day, and since when. Without
// any filter it is all startups, those too that have left the catalogue.
func (s *server) exported(r *http.Request) (f assessment.Filter, day assessment.Date, err error) {
	query := r.URL.Query()
	if day, err = s.day(r); err != nil {
		return f, day, err
	}
	if f, err = ReadFilter(query); err != nil {
		return f, day, err
	}
	if since := query.Get("depuis"); since != "" {
		f.ChangedSince, err = assessment.ParseDate(checklist.ISODate(since))
		if err != nil || f.ChangedSince.After(day) {
			return f, day, fmt.Errorf("since %q: %w", since, errDay)
		}
	}
	query.Del("au")
	query.Del("depuis")
	f.Withdrawn = len(query) == 0
	return f, day, nil
}
