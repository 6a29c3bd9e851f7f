package gallery

import (
	"slices"

	"transfert/assessment"
	"transfert/web/page"
)

func startups() []Page {
	agreed := after(signed(quai, 12, 12), 5, countersigned)
	holds := after(agreed, 7, published(31, ""))
	lapsed := after(after(signed(quai, 11, 180), 10, countersigned), 14, published(30, ""))
	passed := after(signed(quai, 12, 30, everyNo), 20, published(31, ""))
	gone := quai
	gone.WithdrawnOn = today.AddDays(-3)
	stopped := quai
	stopped.Phases = append(slices.Clone(stopped.Phases), assessment.Phase{Name: assessment.Abandoned, Start: today.AddDays(-3)})
	sent := after(signed(quai, 12, 20, barelyKnown), 6, sentBack("Complétez les mesures."))
	return pages("startup",
		state{"bare", startup(visitor, bare).View()},
		state{"never-assessed", startup(coach, quai).View()},
		state{"drafted", drafted(coach, quai).View()},
		state{"awaiting-a-decision", startup(coach, quai, agreed).View()},
		state{"realisations", public(today, quai, holds).View()},
		state{"partenariats-passes", public(today, quai, passed).View()},
		state{"to-confirm", drafted(programme, quai, lapsed).View()},
		state{"overridden", startup(coach, quai, after(agreed, 7, overridden(31)), lapsed).View()},
		state{"sent-back", startup(coach, quai, sent, lapsed).View()},
		state{"stopped", public(today, stopped, holds).View()},
		state{"withdrawn", public(today, gone, lapsed).View()},
		state{"on-a-past-day", public(today.AddDays(-40), quai, holds, lapsed).View()},
		state{"before-any-decision", public(today.AddDays(-400), quai, holds).View()},
		state{"many-assessments", startup(coach, quai, history(quai)...).View()},
		state{"long-texts", startup(coach, long, history(long, longTexts)...).View()},
	)
}

// startup is the page of a service after its signed assessments, the last one first.
func startup(who assessment.Account, s assessment.Startup, history ...assessment.Record) page.Startup {
	return startupOn(today, who, s, history, false)
}

// drafted is the page of a service that has a draft.
func drafted(who assessment.Account, s assessment.Startup, history ...assessment.Record) page.Startup {
	return startupOn(today, who, s, history, true)
}

// public is what a visitor sees of the page on a day.
func public(day assessment.Date, s assessment.Startup, history ...assessment.Record) page.Startup {
	return startupOn(day, visitor, s, history, false)
}

// startupOn is the page of a service as it stood on a day. Visitors read public records.
func startupOn(day assessment.Date, who assessment.Account, s assessment.Startup, history []assessment.Record, draft bool) page.Startup {
	var last assessment.Facts
	if len(history) > 0 {
		last = history[0].Assessment.Facts
	}
	if who.Role == assessment.Visitor {
		history = slices.Clone(history)
		for i := range history {
			history[i] = history[i].Public()
		}
	}
	return page.NewStartup(reader(who, page.StartupPath(s.ID)), site.Grids, s, history, last, day, draft)
}

// history is eight assessments of a service, one or the other of each fate.
func history(s assessment.Startup, changes ...change) []assessment.Record {
	var files []assessment.Record
	for i := range int64(8) {
		changes := changes
		if i%3 == 2 {
			changes = append(changes[:len(changes):len(changes)], closedSource)
		}
		f := after(signed(s, 20-i, 30+90*int(i), changes...), 5, countersigned)
		f = after(f, 9, published(40-i, ""))
		if i > 0 {
			f.Newer = 21 - i
		}
		files = append(files, f)
	}
	return files
}

func registers() []Page {
	agreed := after(signed(quai, 12, 40), 5, countersigned)
	one := after(agreed, 7, published(31, ""))
	corrected := after(after(agreed, 7, overridden(31)), 20,
		published(32, "La première inscription ne tenait pas compte de la coopérative."))
	reason := longTitle + "\n\n" + longWord
	wordy := after(after(signed(long, 12, 40), 8, published(987654, reason)), 20, published(987655, reason))
	return pages("register",
		state{"empty", register(bare).View()},
		state{"one-row", register(quai, one).View()},
		state{"corrected", register(quai, corrected).View()},
		state{"to-confirm", register(quai, history(quai)...).View()},
		state{"long-texts", register(long, wordy).View()},
	)
}

func register(s assessment.Startup, files ...assessment.Record) page.Register {
	return page.NewRegister(reader(visitor, page.RegisterPath(s.ID)), s, files, today)
}
