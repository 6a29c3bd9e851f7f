package gallery

import (
	"time"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

func evaluations() []Page {
	last := after(signed(quai, 12, 90), 5, countersigned)
	licence := against(assessment.OpenSource, "La licence a changé le mois dernier, le dépôt en témoigne.")
	contest := after(signed(quai, 12, 20, closedSource), 6, contested(licence, against(assessment.Adoption, longTitle)))
	back := after(signed(quai, 12, 20, closedSource), 6,
		sentBack("Complétez les mesures.\n\nLe déploiement dans deux départements vient d’être annoncé."))
	longBack := after(signed(long, 12, 20, longTexts), 6, sentBack(longTitle+longWord))
	return pages("evaluation",
		state{"empty", evaluation(bare, unsaved(draft(bare, 0, nothing)), none, page.Reply{}).View()},
		state{"from-the-catalogue", fromCatalogue().View()},
		state{"resumed", evaluation(quai, unsaved(draft(quai, 0)), last, page.Reply{}).View()},
		state{"draft", evaluation(quai, draft(quai, 3, barelyKnown), last, page.Reply{}).View()},
		state{"saved", evaluation(quai, draft(quai, 0), none, page.Reply{News: page.News{Saved: true}}).View()},
		state{"others", shared().View()},
		state{"refused", refused(page.Reply{}).View()},
		state{"refused-quietly", refused(page.Reply{ErrorsInline: true}).View()},
		state{"clash", conflicting().View()},
		state{"signed-meanwhile", reopened(last).View()},
		state{"restored", evaluation(quai, draft(quai, 0), none, page.Reply{News: page.News{Restored: true}}).View()},
		state{"contested", evaluation(quai, draft(quai, 0, closedSource), contest, page.Reply{}).View()},
		state{"sent-back", evaluation(quai, draft(quai, 0, closedSource), back, page.Reply{}).View()},
		state{"full-lists", evaluation(quai, draft(quai, 0, fullLists), last, page.Reply{}).View()},
		state{"long-texts", evaluation(long, draft(long, 0, longTexts), longBack, page.Reply{}).View()},
	)
}

// none is no signed assessment.
var none assessment.Record

// unsaved is what a draft starts from.
func unsaved(d assessment.Assessment) assessment.Assessment {
	d.ID = 0
	return d
}

// evaluation is the page on which a coach fills in a draft.
func evaluation(s assessment.Startup, d assessment.Assessment, previous assessment.Record, reply page.Reply) page.DraftPage {
	return editor(page.Draft{Startup: s, Stored: d, Previous: previous}, form(d.Facts), page.DraftState{}, reply)
}

// editor is the page around a form of a draft. Nothing of it is kept in the browser.
func editor(d page.Draft, form checklist.Form, state page.DraftState, reply page.Reply) page.DraftPage {
	state.Digests = d.Stored.Facts.Digests()
	return page.NewDraftPage(reader(coach, page.DraftPath(d.Startup.ID)), site, d, form, state, reply)
}

// fromCatalogue begins with what the catalogue says.
func fromCatalogue() page.DraftPage {
	d := unsaved(draft(quai, 0, nothing, func(f *assessment.Facts) {
		f.Indicators.StatsURL, f.OpenSource.RepositoryURL = quai.StatsURL, quai.Repository
	}))
	catalogue := map[assessment.Path]string{"indicators.stats_url": quai.StatsURL, "open_source.repository_url": quai.Repository}
	return editor(page.Draft{Startup: quai, Stored: d, Unverified: catalogue}, form(d.Facts), page.DraftState{}, page.Reply{})
}

// shared is a draft that other accounts have open, and that one of them saved.
func shared() page.DraftPage {
	d := draft(quai, 0, barelyKnown)
	d.Author, d.AuthorID = longName, 9
	d.Saves[assessment.PartTrajectory] = assessment.Save{Author: longName, AuthorID: 9, At: now.Add(-2 * time.Minute)}
	others := []assessment.Attendance{
		{AccountID: 9, Name: longName, SeenAt: now}, {AccountID: 3, Name: programme.Name, SeenAt: now.Add(-time.Minute)},
	}
	return editor(page.Draft{Startup: quai, Stored: d, Others: others}, form(d.Facts), page.DraftState{}, page.Reply{})
}

// refused is a draft of which a part could not be saved.
func refused(reply page.Reply) page.DraftPage {
	d := page.Draft{Startup: quai, Stored: draft(quai, 0, withoutTests)}
	return editor(d, mistyped(today), page.DraftState{}, reply)
}

// reopened is a draft that was signed while its form was open.
func reopened(signed assessment.Record) page.DraftPage {
	d := page.Draft{Startup: quai, Stored: draft(quai, 0, barelyKnown), Previous: signed}
	return editor(d, form(d.Stored.Facts), page.DraftState{Reopen: true}, page.Reply{})
}

// conflicting is a draft of which another account changed two parts too.
func conflicting() page.DraftPage {
	stored := draft(quai, 0)
	mine := form(facts(today, closedSource, func(f *assessment.Facts) {
		f.UserTests.FeedbackChannel = longTitle
		f.UserTests.Sessions[3].Participants = 12
		f.UserTests.Sessions = append(f.UserTests.Sessions, assessment.Session{Date: today, EvidenceURL: longURL})
	}))
	conflicts := map[assessment.Part]checklist.Conflict{}
	for _, part := range []assessment.Part{assessment.Part(assessment.UserTests), assessment.Part(assessment.OpenSource)} {
		by := assessment.Save{Author: programme.Name, AuthorID: programme.ID, At: now}
		conflicts[part] = checklist.Conflict{Part: part, By: by, Mine: mine, Stored: form(stored.Facts)}
	}
	return editor(page.Draft{Startup: quai, Stored: stored}, mine, page.DraftState{Conflicts: conflicts}, page.Reply{})
}

func signatures() []Page {
	before := after(signed(quai, 12, 90), 5, countersigned)
	return pages("signature",
		state{"ready", signature(quai, draft(quai, 0), none, false).View()},
		state{"refused", signature(bare, draft(bare, 0, nothing), none, false).View()},
		state{"changed", signature(quai, draft(quai, 0, barelyKnown), none, true).View()},
		state{"again", signature(quai, draft(quai, 0, closedSource), before, false).View()},
		state{"long-texts", signature(long, draft(long, 0, longTexts), none, false).View()},
	)
}

// signature is a draft that is about to be signed, with what the law says against it.
func signature(s assessment.Startup, d assessment.Assessment, previous assessment.Record, conflict bool) page.Signature {
	var obstacles assessment.FieldErrors
	if _, err := d.Sign(grid, coach, now); err != nil {
		obstacles = err.(assessment.FieldErrors)
	}
	r := reader(coach, page.SignaturePath(s.ID))
	return page.NewSignature(r, site.Grids, s, d, previous.Assessment, obstacles, conflict)
}
