package main

import (
	"context"
	"time"

	"transfert/assessment"
)

// act is what was done with a signed assessment, so many days later.
type act struct {
	days int
	do   func(context.Context, demo, assessment.Assessment, time.Time) error
}

func countersigned(days int) act { return reviewed(days, "", "") }

func contested(days int) act {
	return reviewed(days, assessment.OpenSource, "La licence est changée depuis le mois dernier, le dépôt en témoigne.")
}

func reviewed(days int, contested assessment.CriterionID, reason string) act {
	return act{days, func(ctx context.Context, d demo, a assessment.Assessment, at time.Time) error {
		who, err := d.account(ctx, assessment.Administration, a.StartupID)
		if err != nil {
			return err
		}
		review := assessment.Review{AssessmentID: a.ID, Author: who.Name, AuthorID: who.ID, At: at}
		for _, id := range assessment.CriterionIDs() {
			answer := assessment.CriterionReview{Criterion: id}
			if id == contested {
				answer.Contested, answer.Reason = true, reason
			}
			review.Answers = append(review.Answers, answer)
		}
		return d.store.Review(ctx, review)
	}}
}

// decided publishes what was computed.
func decided(days int) act {
	return decision(days, func(a assessment.Assessment, _ time.Time) assessment.Decision {
		return assessment.Decision{Decided: a.Verdict.Classification}
	})
}

func corrected(days int) act {
	return decision(days, func(a assessment.Assessment, _ time.Time) assessment.Decision {
		return assessment.Decision{Decided: a.Verdict.Classification, Reason: "La première inscription a été faite avant le retrait du catalogue."}
	})
}

func overridden(days int) act {
	return decision(days, func(_ assessment.Assessment, at time.Time) assessment.Decision {
		return assessment.Decision{Decided: assessment.NonEtabli, ValidUntil: assessment.DateOf(at).AddMonths(6),
			Reason: "La coopérative change de statuts : son maintien n’est pas établi."}
	})
}

func decision(days int, of func(assessment.Assessment, time.Time) assessment.Decision) act {
	return act{days, func(ctx context.Context, d demo, a assessment.Assessment, at time.Time) error {
		file, err := d.store.Record(ctx, a.ID)
		if err != nil {
			return err
		}
		who, err := d.account(ctx, assessment.Programme, a.StartupID)
		if err != nil {
			return err
		}
		decision := of(a, at)
		decision.AssessmentID, decision.Seen, decision.At = a.ID, file.Version(), at
		decision.Author, decision.AuthorID = who.Name, who.ID
		_, err = d.store.Decide(ctx, d.grid, decision)
		return err
	}}
}

func sentBack(days int) act {
	return act{days, func(ctx context.Context, d demo, a assessment.Assessment, at time.Time) error {
		who, err := d.account(ctx, assessment.Programme, a.StartupID)
		if err != nil {
			return err
		}
		facts := a.Facts
		facts.AsOf = assessment.DateOf(at)
		return d.store.SendBack(ctx, assessment.Return{
			AssessmentID: a.ID, Author: who.Name, AuthorID: who.ID, At: at,
			Reason: "Le déploiement dans deux autres départements vient d’être annoncé : complétez les mesures.",
		}, 0, facts)
	}}
}
