package assessment

import (
	"math"
	"slices"
	"strings"

	"transfert/assessment/french"
)

// regularity judges whether the dates of a criterion follow each other closely
// enough (docs/rules.md, cadence).
type regularity struct {
	Cadence
	observedSince Date
	dates         []Date // on or before the as-of date, in order
	gaps          []span // the days that nothing covers, in order
	words         cadenceWords
}

// span is a run of days, both ends included.
type span struct{ from, to Date }

// words write the days: du 3 mars 2026 au 5 avril 2026.
func (s span) words() string {
	switch s.to {
	case alwaysAfter:
		return "depuis le " + french.Date(s.from.Time())
	case s.from:
		return "le " + french.Date(s.from.Time())
	}
	return "du " + french.Date(s.from.Time()) + " au " + french.Date(s.to.Time())
}

var (
	alwaysBefore = Date{math.MinInt32}
	alwaysAfter  = Date{math.MaxInt32}
)

// cadenceWords are how the details name what is repeated.
type cadenceWords struct {
	last string // « Dernier test »
	next string // « prochain attendu »
	none string // « Aucun test daté »
	noun string // « test »
}

// cadenceCondition is the condition over the dates of a criterion.
func cadenceCondition(c Cadence, words cadenceWords, dates []Date, observedSince, asOf Date) condition {
	r := regularity{Cadence: c, observedSince: observedSince, words: words}
	for _, d := range dates {
		if !d.After(asOf) {
			r.dates = append(r.dates, d)
		}
	}
	slices.SortFunc(r.dates, Date.Compare)
	r.gaps = r.uncovered()
	return condition{
		id: "cadence", at: r.status, turns: r.turns(),
		detail: func(status Status) string { return r.detail(status, asOf) },
	}
}

// uncovered returns the days that no date covers: each covers itself and the
// months that follow, and so does observed_since.
func (r regularity) uncovered() []span {
	starts := r.dates
	if !r.observedSince.IsZero() {
		at, _ := slices.BinarySearchFunc(starts, r.observedSince, Date.Compare)
		starts = slices.Insert(slices.Clone(starts), at, r.observedSince)
	}
	var gaps []span
	next := alwaysBefore // the first day not known to be covered
	for _, start := range starts {
		if next.Before(start) {
			gaps = append(gaps, span{next, start.AddDays(-1)})
		}
		next = start.AddMonths(r.Every).AddDays(1)
	}
	return append(gaps, span{next, alwaysAfter})
}

// status judges the window that ends on a day.
func (r regularity) status(day Date) Status {
	if len(r.dates) == 0 || r.observedSince.After(day) {
		return StatusUnknown
	}
	start := r.windowStart(day)
	for _, gap := range r.gaps {
		if !gap.from.After(day) && !gap.to.Before(start) {
			return NotMet
		}
	}
	return Met
}

func (r regularity) windowStart(day Date) Date {
	start := day.AddMonths(-r.Over)
	if r.observedSince.After(start) {
		return r.observedSince
	}
	return start
}

// turns are the days on which a gap enters the window or has left it, and the
// day on which observed_since comes into force.
func (r regularity) turns() []Date {
	if len(r.dates) == 0 {
		return nil
	}
	var days []Date
	if !r.observedSince.IsZero() {
		days = append(days, r.observedSince)
	}
	for _, gap := range r.gaps {
		if gap.from != alwaysBefore {
			days = append(days, gap.from)
		}
		if gap.to != alwaysAfter {
			days = append(days, firstDayBeyond(gap.to, r.Over))
		}
	}
	return days
}

// detail explains the status on the as-of date.
func (r regularity) detail(status Status, asOf Date) string {
	switch {
	case len(r.dates) == 0:
		return r.words.none + "."
	case status == StatusUnknown:
		return "Régularité jugée à partir du " + french.Date(r.observedSince.Time()) + "."
	case status == NotMet:
		return "Plus de " + french.Months(r.Every) + " sans " + r.words.noun + " : " + r.gapWords(asOf) + ". " + r.last() + "." + r.observed(asOf)
	}
	due := r.dates[len(r.dates)-1]
	if r.observedSince.After(due) {
		due = r.observedSince
	}
	return r.last() + " ; " + r.words.next + " au plus tard le " + french.Date(due.AddMonths(r.Every).Time()) + "." + r.observed(asOf)
}

// last tells the last date.
func (r regularity) last() string {
	return r.words.last + " le " + french.Date(r.dates[len(r.dates)-1].Time())
}

// observed says from when regularity is judged where that shortens the window.
func (r regularity) observed(asOf Date) string {
	if !r.observedSince.After(asOf.AddMonths(-r.Over)) {
		return ""
	}
	return " Régularité jugée depuis le " + french.Date(r.observedSince.Time()) + "."
}

// gapWords name the runs of uncovered days that reach into the window, from their first
// day; the one that lasts is told since when.
func (r regularity) gapWords(asOf Date) string {
	start := r.windowStart(asOf)
	var spans []string
	for _, gap := range r.gaps {
		if gap.from.After(asOf) || gap.to.Before(start) {
			continue
		}
		if gap.from == alwaysBefore {
			gap.from = start
		}
		spans = append(spans, gap.words())
	}
	return strings.Join(spans, ", ")
}

func latestOf(a, b Date) Date {
	if a.After(b) {
		return a
	}
	return b
}

func earliestOf(a, b Date) Date {
	if a.Before(b) {
		return a
	}
	return b
}
