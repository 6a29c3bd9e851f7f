package gallery

import (
	"time"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func evaluations() []Page {
	last := after(signed(quai, 12, 90), 5, countersigned)
	contest := after(signed(quai, 12, 20, closedSource), 6, contested(against(assessment.OpenSource, "La licence a changé le mois dernier, le dépôt en témoigne."), against(assessment.Adoption, longTitle)))
	back := after(signed(quai, 12, 20, closedSource), 6, sentBack("Complétez les mesures.\n\nLe déploiement dans deux départements vient d’être annoncé."))
	empty := draft(bare, 0, nothing)
	empty.ID = 0
	resumed := draft(quai, 0)
	resumed.ID = 0
	return pages("evaluation",
		state{"empty", evaluation(bare, empty, assessment.Record{}).View()},
		state{"from-the-catalogue", fromCatalogue().View()},
		state{"resumed", evaluation(quai, resumed, last).View()},
		state{"draft", evaluation(quai, draft(quai, 3, barelyKnown), last).View()},
		state{"saved", saved().View()},
		state{"others", shared().View()},
		state{"refused", refused(false).View()},
		state{"refused-quietly", refused(true).View()},
		state{"clash", conflicting().View()},
		state{"signed-meanwhile", reopened(last).View()},
		state{"restored", restored().View()},
		state{"contested", evaluation(quai, draft(quai, 0, closedSource), contest).View()},
		state{"sent-back", evaluation(quai, draft(quai, 0, closedSource), back).View()},
		state{"full-lists", evaluation(quai, draft(quai, 0, fullLists), last).View()},
		state{"long-texts", evaluation(long, draft(long, 0, longTexts), after(signed(long, 12, 20, longTexts), 6, sentBack(longTitle+longWord))).View()},
	)
}

// evaluation is the page on which a coach fills in a draft.
func evaluation(s assessment.Startup, d assessment.Assessment, previous assessment.Record) page.DraftPage {
	path := page.DraftPath(s.ID)
	box := judged(d.Facts)
	e := page.DraftPage{
		Layout:  about(coach, s, "Évaluation du service "+s.Name, dsfr.Link{Label: "Évaluation", Href: path}),
		Startup: s, Sections: site.Sections, Verdict: &box, Draft: d, Previous: previous, Since: since(d, previous),
		Checklist: checklistOf(path, d.Facts).Beside(site.Sections).OfDraft(page.DraftState{Digests: d.Facts.Digests()}, page.DraftSources{}),
	}
	return e
}

// since is what of a draft differs from the last signed assessment, where there is one.
func since(d assessment.Assessment, previous assessment.Record) *page.Changes {
	if previous.Assessment.ID == 0 {
		return nil
	}
	before := page.Known{Form: form(previous.Assessment.Facts), Verdict: frozen(previous)}
	return &page.Changes{Before: before, After: page.Known{Form: form(d.Facts), Verdict: judged(d.Facts)}}
}

// fromCatalogue begins with what the catalogue says.
func fromCatalogue() page.DraftPage {
	d := draft(quai, 0, nothing, func(f *assessment.Facts) {
		f.Indicators.StatsURL, f.OpenSource.RepositoryURL = quai.StatsURL, quai.Repository
	})
	d.ID = 0
	e := evaluation(quai, d, assessment.Record{})
	e.Checklist.Unverified = map[assessment.Path]string{"indicators.stats_url": quai.StatsURL, "open_source.repository_url": quai.Repository}
	return e
}

func saved() page.DraftPage {
	e := evaluation(quai, draft(quai, 0), assessment.Record{})
	e.News.Saved = true
	return e
}

func restored() page.DraftPage {
	e := evaluation(quai, draft(quai, 0), assessment.Record{})
	e.News.Restored = true
	return e
}

// shared is a draft that others have open, and that somebody else saved.
func shared() page.DraftPage {
	d := draft(quai, 0, barelyKnown)
	d.Author, d.AuthorID = longName, 9
	d.Saves[assessment.PartTrajectory] = assessment.Save{Author: longName, AuthorID: 9, At: now.Add(-2 * time.Minute)}
	e := evaluation(quai, d, assessment.Record{})
	e.Others = []assessment.Attendance{{AccountID: 9, Name: longName, SeenAt: now}, {AccountID: 3, Name: programme.Name, SeenAt: now.Add(-time.Minute)}}
	return e
}

// refused is a draft of which a part could not be saved. A script is told beside each
// part what is wrong.
func refused(quietly bool) page.DraftPage {
	e := evaluation(quai, draft(quai, 0, withoutTests), assessment.Record{})
	e.Checklist.Form, e.Checklist.ErrorsInline = mistyped(today), quietly
	return e
}

// reopened is a draft that was signed while it was filled in.
func reopened(signed assessment.Record) page.DraftPage {
	e := evaluation(quai, draft(quai, 0, barelyKnown), signed)
	e.Checklist.Reopen = true
	return e
}

// conflicting is a draft of which another account changed two parts since.
func conflicting() page.DraftPage {
	stored := draft(quai, 0)
	mine := facts(today, closedSource, func(f *assessment.Facts) {
		f.UserTests.FeedbackChannel = longTitle
		f.UserTests.Sessions[3].Participants = 12
		f.UserTests.Sessions = append(f.UserTests.Sessions, assessment.Session{Date: today, EvidenceURL: longURL})
	})
	e := evaluation(quai, stored, assessment.Record{})
	e.Checklist.Form, e.Checklist.Conflicts = form(mine), map[assessment.Part]checklist.Conflict{}
	for _, part := range []assessment.Part{assessment.Part(assessment.UserTests), assessment.Part(assessment.OpenSource)} {
		by := assessment.Save{Author: programme.Name, AuthorID: programme.ID, At: now}
		e.Checklist.Conflicts[part] = checklist.Conflict{Part: part, By: by, Mine: form(mine), Stored: form(stored.Facts)}
	}
	return e
}

func signatures() []Page {
	changed := signature(quai, draft(quai, 0, barelyKnown))
	again := signature(quai, draft(quai, 0, closedSource))
	again.Changes = since(again.Draft, after(signed(quai, 12, 90), 5, countersigned))
	changed.Conflict = true
	return pages("signature",
		state{"ready", signature(quai, draft(quai, 0)).View()},
		state{"refused", signature(bare, draft(bare, 0, nothing)).View()},
		state{"changed", changed.View()},
		state{"again", again.View()},
		state{"long-texts", signature(long, draft(long, 0, longTexts)).View()},
	)
}

// signature is a draft that is about to be signed, with what the law says against it.
func signature(s assessment.Startup, d assessment.Assessment) page.Signature {
	path := page.DraftPath(s.ID)
	p := page.Signature{
		Layout:  about(coach, s, "Signer l’évaluation du service "+s.Name, dsfr.Link{Label: "Évaluation", Href: path}, dsfr.Link{Label: "Signature", Href: page.SignaturePath(s.ID)}),
		Startup: s, Draft: d, Verdict: judged(d.Facts), Revision: "7", FormAction: path,
	}
	if _, err := d.Sign(grid, coach, now); err != nil {
		p.Obstacles = err.(assessment.FieldErrors)
	}
	return p
}
