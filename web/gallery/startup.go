package gallery

import (
	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func startups() []Page {
	agreed := after(signed(quai, 12, 12), 5, countersigned)
	holds := after(agreed, 7, published(31, ""))
	lapsed := after(after(signed(quai, 11, 180), 10, countersigned), 14, published(30, ""))
	passed := after(signed(quai, 12, 30, everyNo), 20, published(31, ""))
	gone, demonstrated := quai, public(quai, holds)
	gone.WithdrawnOn = today.AddDays(-3)
	stopped := quai
	stopped.Phases = append(stopped.Phases[:len(stopped.Phases):len(stopped.Phases)], assessment.Phase{Name: assessment.Abandoned, Start: today.AddDays(-3)})
	demonstrated.Layout.Demonstration = true
	return pages("startup",
		state{"bare", startup(visitor, bare).View()},
		state{"never-assessed", startup(coach, quai).View()},
		state{"drafted", drafted(startup(coach, quai)).View()},
		state{"awaiting-a-decision", startup(coach, quai, agreed).View()},
		state{"realisations", demonstrated.View()},
		state{"partenariats-passes", public(quai, passed).View()},
		state{"to-confirm", drafted(startup(programme, quai, lapsed)).View()},
		state{"overridden", startup(coach, quai, after(agreed, 7, overridden(31)), lapsed).View()},
		state{"sent-back", startup(coach, quai, after(signed(quai, 12, 20, barelyKnown), 6, sentBack("Complétez les mesures.")), lapsed).View()},
		state{"stopped", public(stopped, holds).View()},
		state{"withdrawn", public(gone, lapsed).View()},
		state{"on-a-past-day", on(today.AddDays(-40), public(quai, holds, lapsed)).View()},
		state{"before-any-decision", on(today.AddDays(-400), public(quai, holds)).View()},
		state{"many-assessments", startup(coach, quai, history(quai)...).View()},
		state{"long-texts", startup(coach, long, history(long, longTexts)...).View()},
	)
}

// startup is the page of a service after its signed assessments, the last one first.
func startup(who assessment.Account, s assessment.Startup, files ...assessment.Record) page.Startup {
	p := page.Startup{
		Layout: about(who, s, s.Name), Startup: s, Today: today, History: files, Grid: grid, Origin: "https://transfert.exemple",
		MayAssess: assessment.Permit(who, assessment.WriteDraft, assessment.Subject{Startup: s}) == nil,
	}
	_, p.InForce, _ = assessment.InForce(files, today)
	if len(files) > 0 {
		last := files[0].Assessment.Facts
		p.Trajectory, p.Steps = last.Trajectory, assessment.Steps(grid, last, today)
	}
	return on(today, p)
}

// public is what a visitor sees of the page; the steps still come from whole facts.
func public(s assessment.Startup, files ...assessment.Record) page.Startup {
	steps := startup(visitor, s, files...).Steps
	shown := make([]assessment.Record, len(files))
	for i, f := range files {
		shown[i] = f.Public()
	}
	p := startup(visitor, s, shown...)
	p.Steps = steps
	return p
}

// on shows what was in force on a day.
func on(day assessment.Date, p page.Startup) page.Startup {
	p.Day, p.Standing = day, nil
	if file, entry, ok := assessment.InForce(p.History, day); ok {
		box := frozen(file)
		box.Entry, box.Today, box.Disagreement = entry, day, p.Startup.Disagreement(entry, day)
		p.Standing, p.Decided = &box, file.Assessment.ID
	}
	return p
}

func drafted(p page.Startup) page.Startup {
	p.Draft = true
	return p
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
	corrected := after(after(agreed, 7, overridden(31)), 20, published(32, "La première inscription ne tenait pas compte de la coopérative."))
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
	return page.Register{
		Layout:  about(visitor, s, "Registre du service "+s.Name, dsfr.Link{Label: "Registre", Href: page.RegisterPath(s.ID)}),
		Startup: s, Entries: assessment.Register(files), Today: today,
	}
}
