package gallery

import (
	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func homes() []Page {
	dark, demonstration := reader(visitor, "/"), reader(visitor, "/")
	dark.Theme, demonstration.Demonstration = dsfr.ThemeDark, true
	blank, wrong := facts(today, nothing), facts(today, withoutTests)
	show := func(changes ...change) page.Home {
		f := facts(today, changes...)
		return simulation(reader(visitor, "/"), form(f), f, page.Reply{})
	}
	return pages("home",
		state{"empty", show(nothing).View()},
		state{"dark", simulation(dark, form(blank), blank, page.Reply{}).View()},
		state{"demonstration", simulation(demonstration, form(blank), blank, page.Reply{}).View()},
		state{"signed-in", simulation(reader(programme, "/"), form(blank), blank, page.Reply{}).View()},
		state{"realisations", show().View()},
		state{"partenariats-passes", show(closedSource).View()},
		state{"non-etabli", show(barelyKnown).View()},
		state{"refused", simulation(reader(visitor, "/"), mistyped(today), wrong, page.Reply{}).View()},
		state{"refused-quietly", simulation(reader(visitor, "/"), mistyped(today), wrong, page.Reply{ErrorsInline: true}).View()},
		state{"full-lists", show(fullLists).View()},
		state{"long-texts", show(longTexts).View()},
	)
}

// simulation is the home page around a form, with the verdict on its facts where there
// is an answer among them.
func simulation(r page.Reader, form checklist.Form, f assessment.Facts, reply page.Reply) page.Home {
	var verdict *page.VerdictBox
	if f.Answered() {
		box := page.NewVerdictBox(site.Grids, assessment.Startup{}, f, today)
		verdict = &box
	}
	return page.NewHome(r, site, form, f, reply, verdict)
}

// mistyped is a form with mistakes in the tests, and with all that the law says
// against them.
func mistyped(asOf assessment.Date) checklist.Form {
	f := form(facts(asOf, withoutTests))
	f.Set("user_tests.answer", "yes")
	f.Set("user_tests.sessions[0].date", "31/02/2026")
	f.Set("user_tests.sessions[0].participants", "quelques-uns")
	f.Set("user_tests.sessions[1].participants", "5")
	f.Set("user_tests.sessions[1].evidence_url", longWord)
	f.Errors = refusal(`{"user_tests": {"answer": "yes", "sessions": [
		{"date": "2026-02-31", "participants": "quelques-uns"}, {"participants": 5, "evidence_url": "` + longWord + `"}]}}`)
	return f
}

// refusal is what the law says against a document.
func refusal(doc string) assessment.FieldErrors {
	_, err := assessment.ParseFacts([]byte(doc), site.Grids, assessment.Override{AsOf: today})
	return err.(assessment.FieldErrors)
}
