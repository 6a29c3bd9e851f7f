package assessment

import "slices"

// Period is a run of days on which the classification is the same.
type Period struct {
	From    Date
	Until   Date    // its last day, not given where it is not over on the last day asked about
	Verdict Verdict // on its first day
}

// Forecast tells what becomes of the classification from one day through another
// when each fact is recorded on its own date, and nothing else is: the facts of
// later days, which do not count yet, count from their date on. So it says what a
// plan is worth, where [Evaluate] judges a single day.
func Forecast(grid Grid, facts Facts, from, through Date) []Period {
	var periods []Period
	dates := facts.datesAfter(from)
	for day := from; !day.IsZero() && !day.After(through); {
		verdict := Evaluate(grid, facts, day)
		last := len(periods) - 1
		if last < 0 || periods[last].Verdict.Classification != verdict.Classification {
			if last >= 0 {
				periods[last].Until = day.AddDays(-1)
			}
			periods = append(periods, Period{From: day, Verdict: verdict})
		}
		for len(dates) > 0 && !dates[0].After(day) {
			dates = dates[1:]
		}
		day = Date{}
		if !verdict.ValidUntil.IsZero() {
			day = verdict.ValidUntil.AddDays(1)
		}
		if len(dates) > 0 && (day.IsZero() || dates[0].Before(day)) {
			day = dates[0]
		}
	}
	return periods
}

// datesAfter returns the dates of facts after a day, each once, in order.
func (f Facts) datesAfter(day Date) []Date {
	var dates []Date
	for _, date := range f.dates {
		if date.After(day) {
			dates = append(dates, date)
		}
	}
	return slices.Compact(inOrder(dates))
}

// Ignored yields the path and the date of each fact that does not count because it
// is dated after the as-of date (docs/rules.md, general rule 3), in grid order.
func (f Facts) Ignored(yield func(path Path, date Date) bool) {
	for path, date := range f.dates {
		if date.After(f.AsOf) && !yield(path, date) {
			return
		}
	}
}

func inOrder(dates []Date) []Date {
	dates = slices.Clone(dates)
	slices.SortFunc(dates, Date.Compare)
	return dates
}
