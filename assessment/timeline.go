package assessment

import "slices"

// timeline is the status of a criterion from the as-of date on: its steps in
// order of time, the first on the as-of date, each with another status than the
// one before.
type timeline []step

// step is a status and the first day on which it holds.
type step struct {
	from   Date
	status Status
}

// at returns the status on a day from the as-of date on.
func (t timeline) at(day Date) Status {
	status := t[0].status
	for _, s := range t[1:] {
		if s.from.After(day) {
			break
		}
		status = s.status
	}
	return status
}

// until returns the last day of the first status, not given if it never changes.
func (t timeline) until() Date {
	if len(t) == 1 {
		return Date{}
	}
	return t[1].from.AddDays(-1)
}

// turnsOn reports whether the status changes on that day.
func (t timeline) turnsOn(day Date) bool {
	return slices.ContainsFunc(t[1:], func(s step) bool { return s.from == day })
}

// turningDays returns the days on which a timeline changes, in order.
func turningDays(timelines []timeline) []Date {
	var days []Date
	for _, t := range timelines {
		for _, s := range t[1:] {
			days = append(days, s.from)
		}
	}
	slices.SortFunc(days, Date.Compare)
	return slices.Compact(days)
}

// firstDayBeyond returns the first day whose window of that many months before
// it no longer reaches the given day. Clamping makes several days share one
// window start, hence the short search.
func firstDayBeyond(day Date, window Months) Date {
	later := day.AddMonths(window)
	for !later.AddMonths(-window).After(day) {
		later = later.AddDays(1)
	}
	return later
}
