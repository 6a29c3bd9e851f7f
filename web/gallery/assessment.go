package gallery

import (
	"errors"

	"transfert/assessment"
	"transfert/web/page"
)

func assessments() []Page {
	waiting := signed(quai, 12, 5, barelyKnown)
	agreed := after(signed(quai, 12, 12), 5, countersigned)
	licence := against(assessment.OpenSource, "La licence a changé le mois dernier.\n\nLe dépôt en témoigne.")
	against := after(signed(quai, 12, 20, closedSource), 6, contested(licence, against(assessment.Adoption, longTitle)))
	public := after(agreed, 7, published(31, "")).Public()
	lapsed := after(after(signed(quai, 12, 180), 10, countersigned), 14, published(31, ""))
	corrected := after(after(signed(quai, 12, 40), 8, overridden(31)), 20,
		published(32, "La première inscription ne tenait pas compte de la coopérative."))
	returned := after(waiting, 2, sentBack("Complétez les mesures."))
	newer := signed(quai, 12, 40)
	newer.Newer = 13
	before := signed(quai, 11, 120, barelyKnown, closedSource).Assessment
	return pages("assessment",
		state{"public", assess(visitor, quai, public).View()},
		state{"to-review", assess(administration, quai, waiting).View()},
		state{"review-refused", reply(administration, waiting, reviewRefused()).View()},
		state{"review-recorded", reply(administration, agreed, page.AssessmentReply{Done: page.ActReview}).View()},
		state{"review-too-late", reply(administration, after(waiting, 2, countersigned), tooLate()).View()},
		state{"countersigned", assess(programme, quai, agreed).View()},
		state{"contested", assess(programme, quai, against).View()},
		state{"contested-read-by-the-coach", assess(coach, quai, against).View()},
		state{"tacitly-agreed", assess(programme, quai, signed(quai, 12, 30)).View()},
		state{"decision-refused", reply(programme, against, decisionRefused(against)).View()},
		state{"decided", reply(programme, after(agreed, 7, published(31, "")), page.AssessmentReply{Done: page.ActDecide}).View()},
		state{"overridden", assess(programme, quai, after(agreed, 7, overridden(31))).View()},
		state{"corrected", assess(programme, quai, corrected).View()},
		state{"lapsed", assess(coach, quai, lapsed).View()},
		state{"sent-back", reply(programme, returned, page.AssessmentReply{Done: page.ActReturn}).View()},
		state{"superseded", assess(coach, quai, newer).View()},
		state{"changed-since-the-one-before", assessSince(coach, quai, signed(quai, 12, 3), before).View()},
		state{"every-answer-no", assess(coach, bare, signed(bare, 12, 3, everyNo)).View()},
		state{"full-lists", assess(programme, quai, signed(quai, 12, 3, fullLists)).View()},
		state{"long-texts", longAssessment().View()},
	)
}

// assess is a signed assessment as an account sees it.
func assess(who assessment.Account, s assessment.Startup, f assessment.Record) page.Assessment {
	return assessSince(who, s, f, assessment.Assessment{})
}

// assessSince tells what changed since an earlier assessment.
func assessSince(who assessment.Account, s assessment.Startup, f assessment.Record, before assessment.Assessment) page.Assessment {
	r := reader(who, page.AssessmentPath(f.Assessment.ID))
	return page.NewAssessment(r, site.Grids, s, f, before, page.AssessmentReply{})
}

// reply answers a form about an assessment.
func reply(who assessment.Account, f assessment.Record, answer page.AssessmentReply) page.Assessment {
	r := reader(who, page.AssessmentPath(f.Assessment.ID))
	return page.NewAssessment(r, site.Grids, quai, f, assessment.Assessment{}, answer)
}

// overridden publishes another classification than the computed one.
func overridden(entry int64) act {
	return decided(entry, assessment.NonEtabli, "La coopérative change de statuts : son maintien n’est pas établi.", today.AddMonths(5))
}

// reviewRefused contests without a reason, and leaves most criteria without an answer.
func reviewRefused() page.AssessmentReply {
	errs := assessment.CriterionReview{Criterion: assessment.Adoption, Contested: true}.Check()
	for _, id := range assessment.CriterionIDs()[2:] {
		errs = append(errs, assessment.FieldError{
			Field: assessment.Path(id), Message: "Dites si vous contresignez ce critère ou si vous le contestez.",
		})
	}
	values := map[string]string{"adoption": page.Contest, "indicators": page.Countersign}
	return page.AssessmentReply{Review: page.Answers{Values: values, Errors: errs}}
}

// tooLate is an answer to an assessment that another account has answered.
func tooLate() page.AssessmentReply {
	return page.AssessmentReply{Conflict: true, Review: page.Answers{Values: map[string]string{
		"adoption": page.Contest, "adoption.reason": "La mesure date d’avant le déploiement.\n\n" + longTitle,
	}}}
}

// decisionRefused lacks a reason, and a last day for another classification than the
// computed one.
func decisionRefused(f assessment.Record) page.AssessmentReply {
	id := f.Assessment.ID
	_, err := f.Decide(grid, quai, assessment.Decision{AssessmentID: id, Decided: assessment.Realisations, At: now, Seen: f.Version()})
	wrong, _ := errors.AsType[assessment.FieldErrors](err)
	back, _ := errors.AsType[assessment.FieldErrors](f.CheckReturn(assessment.Return{AssessmentID: id, At: now}, f.Version()))
	values := map[string]string{"decided": string(assessment.Realisations), "valid_until": "demain"}
	return page.AssessmentReply{Decision: page.Answers{Values: values, Errors: wrong}, Return: page.Answers{Errors: back}}
}

func longAssessment() page.Assessment {
	reason := longTitle + "\n\n" + longWord
	f := after(signed(long, 12, 20, longTexts, closedSource), 6, contested(against(assessment.OpenSource, reason)))
	return assessSince(programme, long, after(f, 10, published(31, reason)), signed(long, 11, 120).Assessment)
}

func whatIfs() []Page {
	last := after(signed(quai, 12, 60), 5, countersigned).Assessment
	planned := assessment.PlanSessions(grid, facts(today.AddMonths(page.PlanAhead)), today, today.AddMonths(page.PlanAhead))
	ahead := planned
	ahead.AsOf = today.AddMonths(1)
	wrong := refusal(`{"inconnu": 1, "user_tests": {"sessions": [{"date": "hier"}]}}`)
	return pages("what-if",
		state{"asked", whatIf(quai, last, last.Facts, page.WhatIfReply{}).View()},
		state{"unchanged", compared(quai, last, last.Facts, "abc").View()},
		state{"planned", compared(quai, last, planned, "abc").View()},
		state{"ignored", compared(quai, last, ahead, "abc").View()},
		state{"worse", compared(quai, last, facts(today, closedSource), "abc").View()},
		state{"file-refused", whatIf(quai, last, last.Facts, page.WhatIfReply{Refused: wrong}).View()},
		state{"full-lists", compared(quai, last, facts(today, fullLists), "").View()},
		state{"long-texts", compared(long, signed(long, 12, 60).Assessment, facts(today, longTexts), "abc").View()},
	)
}

// whatIf is a simulation that starts from a signed assessment.
func whatIf(s assessment.Startup, a assessment.Assessment, f assessment.Facts, reply page.WhatIfReply) page.WhatIf {
	base := page.NewSignedBaseline(site.Grids, s, a, today)
	return page.NewWhatIf(reader(coach, base.Path), site.Grids, s, base, form(f), f, reply)
}

// compared compares facts, as an address packs them, with those of an assessment.
func compared(s assessment.Startup, a assessment.Assessment, f assessment.Facts, packed string) page.WhatIf {
	address := ""
	if packed != "" {
		address = page.WhatIfPath(a.ID) + "?faits=" + packed
	}
	result := page.NewComparison(page.NewSignedBaseline(site.Grids, s, a, today), site.Grids, s, f, address, today)
	return whatIf(s, a, f, page.WhatIfReply{Result: &result})
}
