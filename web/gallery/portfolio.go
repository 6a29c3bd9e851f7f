package gallery

import (
	"fmt"
	"slices"

	"transfert/assessment"
	"transfert/web/page"
)

func portfolios() []Page {
	catalogue := portfolio(132)
	opening := assessment.Filter{Phases: page.OpeningPhases}
	every := assessment.Filter{
		Text: "quai", Incubator: atelier.ID, Sponsor: communes.ID, Phases: []assessment.PhaseName{assessment.Transferred}, PhaseFor: 6,
		Classification: assessment.Realisations, Trajectory: "integrated-team", NotMet: assessment.OpenSource, LapsesWithin: 6, TransferredFor: 12,
		ToConfirm: true, NeverAssessed: true, CheckDue: 12, Divergence: assessment.TransferredWithoutLink,
	}
	r := reader(visitor, "/startups")
	noCatalogue := page.NewStartups(r, site.Grids, assessment.StartupQuery{Today: today}, assessment.StartupList{}, summary(nil), nil)
	byTransfer := assessment.StartupQuery{Order: assessment.ByTransfer, Page: 2}
	byAssessment := assessment.StartupQuery{Order: assessment.ByAssessment, Page: 1}
	nowhere := assessment.Filter{Text: longWord, Phases: page.OpeningPhases}
	return pages("portfolio",
		state{"first-page", shown(visitor, first(opening), catalogue).View()},
		state{"last-page", shown(coach, assessment.StartupQuery{Filter: opening, Page: 3}, catalogue).View()},
		state{"by-transfer", shown(programme, byTransfer, catalogue).View()},
		state{"by-assessment", shown(visitor, byAssessment, catalogue[:7]).View()},
		state{"one-row", shown(visitor, first(assessment.Filter{Text: "quai"}), catalogue[:1]).View()},
		state{"every-filter", shown(visitor, first(every), catalogue[:1]).View()},
		state{"no-result", shown(visitor, first(nowhere), nil).View()},
		state{"no-catalogue", noCatalogue.View()},
		state{"long-texts", shown(visitor, first(assessment.Filter{Text: longTitle, Incubator: longID}), longPortfolio()).View()},
	)
}

// shown is one page of startups.
func shown(who assessment.Account, q assessment.StartupQuery, all []assessment.Classified) page.Startups {
	q.Today = today
	from := min(len(all), (q.Page-1)*assessment.PageSize)
	list := assessment.StartupList{Items: all[from:min(len(all), from+assessment.PageSize)], Total: len(all)}
	return page.NewStartups(reader(who, "/startups"), site.Grids, q, list, summary(all), scopes())
}

// first asks for the first page of a filter.
func first(f assessment.Filter) assessment.StartupQuery {
	return assessment.StartupQuery{Filter: f, Page: 1}
}

func scopes() page.Scopes {
	incubators := []assessment.Incubator{atelier, {ID: "long", Title: longTitle}, {ID: longID}}
	return page.NewScopes(incubators, []assessment.Organisation{communes, {ID: "long", Name: longTitle}})
}

// portfolio is so many services, a fifth of which each fate befell.
func portfolio(n int) []assessment.Classified {
	fates := []assessment.Record{
		after(after(signed(quai, 1, 12), 5, countersigned), 7, published(1, "")),
		after(after(signed(quai, 2, 180), 10, countersigned), 14, published(2, "")),
		after(signed(quai, 3, 30, everyNo), 20, published(3, "")),
		after(after(signed(quai, 4, 12), 5, countersigned), 7, overridden(4)),
	}
	all := make([]assessment.Classified, n)
	for i := range all {
		all[i].Startup = quai
		all[i].Startup.ID, all[i].Startup.Name = fmt.Sprintf("service-%03d", i+1), fmt.Sprintf("Service %d", i+1)
		if i%4 == 1 {
			all[i].Startup.Link, all[i].Startup.Repository = "", ""
		}
		all[i].Startup.Phases = []assessment.Phase{begun(assessment.Construction, 72), begun(page.OpeningPhases[i%3], assessment.Months(i%60))}
		if at := i % 5; at < len(fates) {
			all[i].Entry, all[i].Assessment = fates[at].Entries[0], fates[at].Assessment
		}
	}
	return all
}

func longPortfolio() []assessment.Classified {
	all := portfolio(6)
	for i := range all {
		all[i].Startup = long
	}
	return all
}

// summary counts startups as the store does.
func summary(all []assessment.Classified) assessment.Summary {
	s := assessment.Summary{
		Total: len(all), Classifications: map[assessment.Classification]int{}, Trajectories: map[string]int{},
		Criteria: map[assessment.CriterionID]map[assessment.Status]int{},
	}
	for i := range 12 {
		month := today.Time().AddDate(0, i, 1-today.Time().Day())
		s.Lapses = append(s.Lapses, assessment.MonthCount{Year: month.Year(), Month: month.Month()})
	}
	for _, c := range all {
		s.Transfers = transferred(s.Transfers, c.Startup.TransferredOn(today))
		s.Classifications[c.Entry.Decided]++
		if c.Entry.ID == 0 {
			continue
		}
		if c.ToConfirm(today) {
			s.ToConfirm++
		}
		s.Trajectories[c.Assessment.Facts.Trajectory.Kind]++
		for _, v := range c.Assessment.Verdict.Criteria {
			if s.Criteria[v.ID] == nil {
				s.Criteria[v.ID] = map[assessment.Status]int{}
			}
			s.Criteria[v.ID][v.Status]++
		}
		for i, m := range s.Lapses {
			if until := c.Entry.Due().Time(); !c.Entry.Lapsed(today) && until.Year() == m.Year && until.Month() == m.Month {
				s.Lapses[i].Count++
			}
		}
	}
	return s
}

// transferred counts one more transfer, in its year.
func transferred(years []assessment.YearCount, on assessment.Date) []assessment.YearCount {
	if on.IsZero() {
		return years
	}
	year := on.Time().Year()
	at, found := slices.BinarySearchFunc(years, year, func(y assessment.YearCount, year int) int { return y.Year - year })
	if !found {
		years = slices.Insert(years, at, assessment.YearCount{Year: year})
	}
	years[at].Count++
	return years
}

func followUps() []Page {
	return pages("follow-up",
		state{"empty", followUp(nil).View()},
		state{"one-row", followUp(portfolio(132)[36:37]).View()},
		state{"full", followUp(portfolio(132)).View()},
		state{"long-texts", followUp(longPortfolio()).View()},
	)
}

// followUp finds for each watch those startups that it is about.
func followUp(all []assessment.Classified) page.FollowUp {
	var lists []page.WatchList
	for _, watch := range page.Watches() {
		found := slices.DeleteFunc(slices.Clone(all), func(c assessment.Classified) bool { return !watched(watch.Filter, c) })
		lists = append(lists, page.WatchList{Watch: watch, List: assessment.StartupList{Items: found, Total: len(found)}})
	}
	return page.NewFollowUp(reader(programme, page.FollowUpPath), lists)
}

// watched reports whether a startup passes what the filter of a watch asks for.
func watched(f assessment.Filter, c assessment.Classified) bool {
	phase, _ := c.Startup.PhaseAt(today)
	transferred := c.Startup.TransferredOn(today)
	switch {
	case slices.Contains(assessment.Disagreements(), f.Divergence):
		return c.Disagreement(today).Kind == f.Divergence
	case len(f.Phases) > 0 && !slices.Contains(f.Phases, phase.Name), phase.Start.After(today.AddMonths(-f.PhaseFor)):
		return false
	case f.CheckDue > 0:
		return !transferred.IsZero() && !transferred.AddMonths(f.CheckDue).After(today)
	case f.Divergence == assessment.TransferredButPassed:
		return phase.Name == assessment.Transferred && c.Entry.Decided == assessment.PartenariatsPasses
	case f.Divergence == assessment.TransferredWithoutLink:
		return phase.Name == assessment.Transferred && c.Startup.Link == ""
	case f.Divergence == assessment.OpenWithoutRepository:
		return c.Assessment.Facts.OpenSource.Answer == assessment.Yes && c.Startup.Repository == ""
	}
	return true
}

func works() []Page {
	urgent := assessment.Work{
		Drafts: tasks(2, 40, 0), Contested: tasks(1, 3, 0), SentBack: tasks(1, 1, 0), ToReview: tasks(3, 9, 0), ToDecide: tasks(2, 0, 0),
		Lapsing: append(tasks(1, 200, -5), tasks(1, 90, 20)...),
	}
	outside := urgent // of the programme
	urgent.Disagreeing = tasks(2, 90, 0)
	urgent.Disagreeing[0].Disagreement = assessment.Disagreement{Kind: assessment.Stopped, Since: today.AddDays(-3)}
	urgent.Disagreeing[1].Disagreement = assessment.Disagreement{Kind: assessment.MovedBack, Since: today.AddDays(-9), Phase: assessment.Construction}
	wordy := assessment.Work{ToReview: tasks(2, 2, 6), Drafts: tasks(1, 1, 0)}
	for _, list := range [][]assessment.Task{wordy.ToReview, wordy.Drafts} {
		for i := range list {
			list[i].StartupName, list[i].StartupID, list[i].Author = longTitle, longID, longName
		}
	}
	return pages("work",
		state{"nothing", work(coach, assessment.Work{}).View()},
		state{"coach", work(coach, outside).View()},
		state{"administration", work(administration, assessment.Work{ToReview: tasks(1, 15, 0), Lapsing: tasks(2, 90, 20)}).View()},
		state{"programme", work(programme, urgent).View()},
		state{"full", work(programme, assessment.Work{ToDecide: tasks(assessment.WorkSize, 4, 0)}).View()},
		state{"long-texts", work(administration, wordy).View()},
	)
}

func work(who assessment.Account, w assessment.Work) page.Work {
	return page.NewWork(reader(who, "/a-faire"), w)
}

// tasks wait since so many days, until so many days from today.
func tasks(n, since, until int) []assessment.Task {
	all := make([]assessment.Task, n)
	classes := []assessment.Classification{assessment.Realisations, assessment.PartenariatsPasses, "", assessment.NonEtabli}
	for i := range all {
		all[i] = assessment.Task{
			StartupID: fmt.Sprintf("service-%d", i+1), StartupName: fmt.Sprintf("Service %d", i+1), AssessmentID: int64(i + 1), Author: coach.Name,
			Classification: classes[i%len(classes)], Since: today.AddDays(-since), Until: today.AddDays(until),
		}
	}
	return all
}

func statistics() []Page {
	r := reader(visitor, "/statistiques")
	full := assessment.Statistics{
		Startups: 100_662, Assessed: 12_345, Published: 9_876, Realisations: 4_321, ToConfirm: 1_234, MedianAge: 187,
	}
	return pages("statistics",
		state{"empty", page.NewStatistics(r, assessment.Statistics{}, today).View()},
		state{"full", page.NewStatistics(r, full, today).View()},
	)
}
