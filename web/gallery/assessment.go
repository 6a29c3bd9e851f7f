package gallery

import (
	"errors"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func assessments() []Page {
	waiting := signed(quai, 12, 5, barelyKnown)
	agreed := after(signed(quai, 12, 12), 5, countersigned)
	against := after(signed(quai, 12, 20, closedSource), 6, contested(against(assessment.OpenSource, "La licence a changé le mois dernier.\n\nLe dépôt en témoigne."), against(assessment.Adoption, longTitle)))
	public := after(agreed, 7, published(31, "")).Public()
	lapsed := after(after(signed(quai, 12, 180), 10, countersigned), 14, published(31, ""))
	corrected := after(after(signed(quai, 12, 40), 8, overridden(31)), 20, published(32, "La première inscription ne tenait pas compte de la coopérative."))
	newer := signed(quai, 12, 40)
	newer.Newer = 13
	return pages("assessment",
		state{"public", assess(visitor, quai, public).View()},
		state{"to-review", assess(administration, quai, waiting).View()},
		state{"review-refused", reviewRefused(waiting).View()},
		state{"review-recorded", done(assess(administration, quai, agreed), "avis").View()},
		state{"review-too-late", tooLate(after(waiting, 2, countersigned)).View()},
		state{"countersigned", assess(programme, quai, agreed).View()},
		state{"contested", assess(programme, quai, against).View()},
		state{"contested-read-by-the-coach", assess(coach, quai, against).View()},
		state{"tacitly-agreed", assess(programme, quai, signed(quai, 12, 30)).View()},
		state{"decision-refused", decisionRefused(against).View()},
		state{"decided", done(assess(programme, quai, after(agreed, 7, published(31, ""))), "decision").View()},
		state{"overridden", assess(programme, quai, after(agreed, 7, overridden(31))).View()},
		state{"corrected", assess(programme, quai, corrected).View()},
		state{"lapsed", assess(coach, quai, lapsed).View()},
		state{"sent-back", done(assess(programme, quai, after(waiting, 2, sentBack("Complétez les mesures."))), "renvoi").View()},
		state{"superseded", assess(coach, quai, newer).View()},
		state{"changed-since-the-one-before", compared().View()},
		state{"every-answer-no", assess(coach, bare, signed(bare, 12, 3, everyNo)).View()},
		state{"full-lists", assess(programme, quai, signed(quai, 12, 3, fullLists)).View()},
		state{"long-texts", longAssessment().View()},
	)
}

// assess is a signed assessment as somebody sees it, who may do what the law lets them.
func assess(who assessment.Account, s assessment.Startup, f assessment.Record) page.Assessment {
	a := f.Assessment
	on := assessment.Subject{Startup: s, Published: len(f.Entries) > 0}
	may := func(right assessment.Right) bool { return assessment.Permit(who, right, on) == nil }
	p := page.Assessment{
		Startup: s, Record: f, Form: form(a.Facts), Verdict: frozen(f), Address: "https://transfert.exemple" + page.AssessmentPath(a.ID),
		MayReview: f.Reviewable(today) && may(assessment.WriteReview),
		MayDecide: (f.Open(today) || f.Correctable()) && may(assessment.Decide),
		MayReturn: f.Open(today) && may(assessment.Decide),
		Decision:  page.Answers{Values: map[string]string{"decided": string(a.Verdict.Classification)}},
	}
	p.Layout = about(who, s, "Évaluation du service "+s.Name+" au "+a.Facts.AsOf.French(),
		dsfr.Link{Label: "Évaluation au " + a.Facts.AsOf.French(), Href: page.AssessmentPath(a.ID)})
	return p
}

// frozen is the verdict of an assessment as it was signed.
func frozen(f assessment.Record) page.VerdictBox {
	a := f.Assessment
	return page.VerdictBox{Verdict: a.Verdict, Grid: grid, Facts: a.Facts, Today: today}
}

func done(p page.Assessment, what string) page.Assessment {
	p.Done = what
	return p
}

// overridden publishes something else than what was computed.
func overridden(entry int64) act {
	return decided(entry, assessment.NonEtabli, "La coopérative change de statuts : son maintien n’est pas établi.", today.AddMonths(5))
}

// reviewRefused is an answer that contests without a reason, and says nothing of most.
func reviewRefused(f assessment.Record) page.Assessment {
	p := assess(administration, quai, f)
	p.Review = page.Answers{Values: map[string]string{"adoption": page.Contest, "indicators": page.Countersign}}
	p.Review.Errors = assessment.CriterionReview{Criterion: assessment.Adoption, Contested: true}.Check()
	for _, id := range assessment.CriterionIDs()[2:] {
		p.Review.Errors = append(p.Review.Errors, assessment.FieldError{Field: assessment.Path(id), Message: "Dites si vous contresignez ce critère ou si vous le contestez."})
	}
	return p
}

// tooLate is an answer to an assessment that somebody else answered meanwhile.
func tooLate(f assessment.Record) page.Assessment {
	p := assess(administration, quai, f)
	p.Conflict = true
	p.Review = page.Answers{Values: map[string]string{"adoption": page.Contest, "adoption.reason": "La mesure date d’avant le déploiement.\n\n" + longTitle}}
	return p
}

// decisionRefused lacks a reason, and a last day for another classification than the
// computed one.
func decisionRefused(f assessment.Record) page.Assessment {
	p := assess(programme, quai, f)
	p.Decision = page.Answers{Values: map[string]string{"decided": string(assessment.Realisations), "valid_until": "demain"}}
	_, err := f.Decide(grid, quai, assessment.Decision{AssessmentID: f.Assessment.ID, Decided: assessment.Realisations, At: now, Seen: f.Version()})
	p.Decision.Errors, _ = errors.AsType[assessment.FieldErrors](err)
	p.Return = page.Answers{}
	back := f.CheckReturn(assessment.Return{AssessmentID: f.Assessment.ID, At: now}, f.Version())
	p.Return.Errors, _ = errors.AsType[assessment.FieldErrors](back)
	return p
}

// compared has one before, of which most was different.
func compared() page.Assessment {
	p := assess(coach, quai, signed(quai, 12, 3))
	before := assess(coach, quai, signed(quai, 11, 120, barelyKnown, closedSource))
	p.Before = &before
	return p
}

func longAssessment() page.Assessment {
	reason := longTitle + "\n\n" + longWord
	f := after(signed(long, 12, 20, longTexts, closedSource), 6, contested(against(assessment.OpenSource, reason)))
	p := assess(programme, long, after(f, 10, published(31, reason)))
	before := assess(coach, long, signed(long, 11, 120))
	p.Before = &before
	return p
}

func whatIfs() []Page {
	last := after(signed(quai, 12, 60), 5, countersigned)
	planned := assessment.PlanSessions(grid, facts(today.AddMonths(12)), today, today.AddMonths(12))
	ahead := planned
	ahead.AsOf = today.AddMonths(1)
	tooLong := whatIf(quai, last, facts(today, fullLists))
	tooLong.Result.Address = ""
	return pages("what-if",
		state{"asked", unasked(last).View()},
		state{"unchanged", whatIf(quai, last, last.Assessment.Facts).View()},
		state{"planned", whatIf(quai, last, planned).View()},
		state{"ignored", whatIf(quai, last, ahead).View()},
		state{"worse", whatIf(quai, last, facts(today, closedSource)).View()},
		state{"file-refused", fileRefused(last).View()},
		state{"full-lists", tooLong.View()},
		state{"long-texts", whatIf(long, signed(long, 12, 60), facts(today, longTexts)).View()},
	)
}

// horizon is how far ahead a what-if looks, planAhead how far a plan reaches.
const horizon, planAhead = 36, 12

// whatIf compares facts with those of an assessment.
func whatIf(s assessment.Startup, f assessment.Record, then assessment.Facts) page.WhatIf {
	a := f.Assessment
	base := page.Baseline{
		Title: "Évaluation au " + a.Facts.AsOf.French(), Parent: page.AssessmentPath(a.ID), Path: page.WhatIfPath(a.ID),
		Verdict: frozen(f), Facts: a.Facts, Form: form(a.Facts),
	}
	until := today.AddMonths(horizon)
	return page.WhatIf{
		Layout:  about(coach, s, "Et si… : simulation pour le service "+s.Name, dsfr.Link{Label: base.Title, Href: base.Parent}, dsfr.Link{Label: "Et si…", Href: base.Path}),
		Startup: s, Baseline: base, Checklist: checklistOf(base.Path, then), Today: today, PlanAhead: planAhead,
		Result: &page.Comparison{
			Baseline: base, Verdict: judged(then), Form: form(then), Alone: assessment.Evaluate(grid, a.Facts, then.AsOf), Address: base.Path + "?faits=abc",
			Now: assessment.Forecast(grid, a.Facts, today, until), Then: assessment.Forecast(grid, then, today, until), Horizon: until, Today: today,
		},
	}
}

func unasked(f assessment.Record) page.WhatIf {
	p := whatIf(quai, f, f.Assessment.Facts)
	p.Result = nil
	return p
}

func fileRefused(f assessment.Record) page.WhatIf {
	p := unasked(f)
	p.Refused = refusal(`{"inconnu": 1, "user_tests": {"sessions": [{"date": "hier"}]}}`)
	return p
}
