package gallery

import (
	"time"

	"transfert/assessment"
)

// act is what is done with a signed assessment, at a time.
type act func(f assessment.Record, at time.Time) assessment.Record

// signed is an assessment signed so many days ago on facts of that day.
func signed(s assessment.Startup, id int64, daysAgo int, changes ...change) assessment.Record {
	draft := draft(s, daysAgo, changes...)
	draft.ID = id
	return assessment.Record{Assessment: must(draft.Sign(grid, coach, hour(daysAgo, 16, 5)))}
}

// draft is what a coach saved so many days ago, part by part.
func draft(s assessment.Startup, daysAgo int, changes ...change) assessment.Assessment {
	at := hour(daysAgo, 14, 30)
	saves := map[assessment.Part]assessment.Save{}
	for _, part := range assessment.Parts() {
		saves[part] = assessment.Save{Author: coach.Name, AuthorID: coach.ID, At: at}
	}
	return assessment.Assessment{
		ID: 40, StartupID: s.ID, State: assessment.Draft, Facts: facts(assessment.DateOf(at), changes...),
		Author: coach.Name, AuthorID: coach.ID, Revision: 7, CreatedAt: at, UpdatedAt: at, Saves: saves,
	}
}

// after does something with a file so many days after its signature.
func after(f assessment.Record, days int, do act) assessment.Record {
	return do(f, f.Assessment.SignedAt.AddDate(0, 0, days))
}

// countersigned is the answer of an administration that agrees with everything.
func countersigned(f assessment.Record, at time.Time) assessment.Record { return contested()(f, at) }

// contested is the answer of an administration that contests the criteria that it
// gives a reason for.
func contested(reasons ...assessment.CriterionReview) act {
	return func(f assessment.Record, at time.Time) assessment.Record {
		review := assessment.Review{AssessmentID: f.Assessment.ID, Author: administration.Name, AuthorID: administration.ID, At: at}
		for _, id := range assessment.CriterionIDs() {
			answer := assessment.CriterionReview{Criterion: id}
			for _, r := range reasons {
				if r.Criterion == id {
					answer = assessment.CriterionReview{Criterion: id, Contested: true, Reason: r.Reason}
				}
			}
			review.Answers = append(review.Answers, answer)
		}
		check(f.CheckReview(review))
		f.Review = review
		return f
	}
}

// against is why a criterion is contested.
func against(id assessment.CriterionID, reason string) assessment.CriterionReview {
	return assessment.CriterionReview{Criterion: id, Reason: reason}
}

// published adds the computed classification to the register, with a reason where
// one is needed.
func published(entry int64, reason string) act { return decided(entry, "", reason, assessment.Date{}) }

// decided adds a classification to the register; the computed one is "".
func decided(entry int64, class assessment.Classification, reason string, until assessment.Date) act {
	return func(f assessment.Record, at time.Time) assessment.Record {
		d := assessment.Decision{
			AssessmentID: f.Assessment.ID, Decided: class, Reason: reason, ValidUntil: until,
			Author: programme.Name, AuthorID: programme.ID, At: at, Seen: f.Version(),
		}
		if class == "" {
			d.Decided = f.Assessment.Verdict.Classification
		}
		e := must(f.Decide(grid, assessment.Startup{}, d))
		e.ID = entry
		f.Entries, f.LastEntry = append(f.Entries, e), entry
		return f
	}
}

// sentBack returns the assessment to its author.
func sentBack(reason string) act {
	return func(f assessment.Record, at time.Time) assessment.Record {
		back := assessment.Return{AssessmentID: f.Assessment.ID, Reason: reason, Author: programme.Name, AuthorID: programme.ID, At: at}
		check(f.CheckReturn(back, f.Version()))
		f.Return = back
		return f
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
