package assessment

// PlanSessions returns facts completed with planned user tests, so that tests
// follow each other in time from one day through another (docs/rules.md,
// user_tests). Each is planned for the last day on which it is expected, the first
// one at once where the tests are late. The answer becomes yes. The list never
// grows longer than a document may hold.
func PlanSessions(grid Grid, facts Facts, from, through Date) Facts {
	facts = facts.answering(UserTests, Yes)
	for len(facts.UserTests.Sessions) < MaxRows {
		var dates []Date
		for _, s := range facts.UserTests.Sessions {
			dates = append(dates, s.Date)
		}
		due := grid.Parameters.UserTests.firstGap(dates, facts.ObservedSince, span{from, through})
		if due.IsZero() {
			break
		}
		facts = facts.with(UserTests, latestOf(from, due.AddDays(-1)))
	}
	return facts
}

// PlanReleases does the same for releases, some of which follow user feedback so
// that this condition holds too (docs/rules.md, evolutions).
func PlanReleases(grid Grid, facts Facts, from, through Date) Facts {
	facts = facts.answering(Evolutions, Yes)
	rule := grid.Parameters.Evolutions
	fromFeedback := Cadence{Every: rule.FeedbackWindow}
	for len(facts.Evolutions.Releases) < MaxRows {
		var dates, answers []Date
		for _, r := range facts.Evolutions.Releases {
			dates = append(dates, r.Date)
			if r.FromUserFeedback {
				answers = append(answers, r.Date)
			}
		}
		due := rule.firstGap(dates, facts.ObservedSince, span{from, through})
		answerDue := fromFeedback.firstGap(answers, Date{}, span{from, through})
		if due.IsZero() && answerDue.IsZero() {
			break
		}
		if due.IsZero() || !answerDue.IsZero() && answerDue.Before(due) {
			due = answerDue
		}
		day := latestOf(from, due.AddDays(-1))
		facts = facts.with(Evolutions, day)
		facts.Evolutions.Releases[len(facts.Evolutions.Releases)-1].FromUserFeedback = !answerDue.IsZero() && !answerDue.After(day.AddMonths(rule.Every))
	}
	return facts
}

// firstGap returns the first day of a run that none of the dates covers, nor
// observed_since, and the date not given where all are covered. Without any date
// nothing is.
func (c Cadence) firstGap(dates []Date, observedSince Date, run span) Date {
	if len(dates) == 0 {
		observedSince = Date{}
	}
	r := regularity{Cadence: c, observedSince: observedSince, dates: inOrder(dates)}
	for _, gap := range r.uncovered() {
		first := latestOf(gap.from, run.from)
		if !first.After(earliestOf(gap.to, run.to)) {
			return first
		}
	}
	return Date{}
}
