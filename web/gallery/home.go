package gallery

import (
	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func homes() []Page {
	dark := simulation(visitor, facts(today, nothing))
	dark.Layout.Theme = dsfr.ThemeDark
	demonstration := simulation(visitor, facts(today, nothing))
	demonstration.Layout.Demonstration = true
	refused := simulation(visitor, facts(today, withoutTests))
	refused.Checklist.Form = mistyped(today)
	quiet := refused
	quiet.Checklist.ErrorsInline = true
	return pages("home",
		state{"empty", simulation(visitor, facts(today, nothing)).View()},
		state{"dark", dark.View()},
		state{"demonstration", demonstration.View()},
		state{"signed-in", simulation(programme, facts(today, nothing)).View()},
		state{"realisations", simulation(visitor, facts(today)).View()},
		state{"partenariats-passes", simulation(visitor, facts(today, closedSource)).View()},
		state{"non-etabli", simulation(visitor, facts(today, barelyKnown)).View()},
		state{"refused", refused.View()},
		state{"refused-quietly", quiet.View()},
		state{"full-lists", simulation(visitor, facts(today, fullLists)).View()},
		state{"long-texts", simulation(visitor, facts(today, longTexts)).View()},
	)
}

// simulation is the home page once facts are filled in, with their verdict where there
// is an answer.
func simulation(who assessment.Account, f assessment.Facts) page.Home {
	h := page.Home{Layout: layout(who, "/", "La phase de transfert"), Sections: site.Sections, Checklist: checklistOf("/", f).Beside(site.Sections)}
	if f.Answered() {
		box := judged(f)
		h.Verdict = &box
	}
	return h
}

// checklistOf is the form in which facts are filled in.
func checklistOf(action string, f assessment.Facts) page.Checklist {
	return page.NewChecklist(action, grid, form(f), f, page.Reply{})
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
	doc := `{"user_tests": {"answer": "yes", "sessions": [{"date": "2026-02-31", "participants": "quelques-uns"}, {"participants": 5, "evidence_url": "` + longWord + `"}]}}`
	f.Errors = refusal(doc)
	return f
}

// refusal is what the law says against a document.
func refusal(doc string) assessment.FieldErrors {
	_, err := assessment.ParseFacts([]byte(doc), site.Grids, assessment.Override{AsOf: today})
	return err.(assessment.FieldErrors)
}
