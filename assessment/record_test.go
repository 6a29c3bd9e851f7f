package assessment_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
)

// monday is when an assessment is signed: the administration has until 17 November.
var monday = time.Date(2026, time.November, 2, 15, 0, 0, 0, time.UTC)

// signedRecord is an assessment that was signed on that Monday, and nothing since.
func signedRecord(t *testing.T) assessment.Record {
	t.Helper()
	draft := assessment.Assessment{ID: 7, StartupID: "pix", Facts: parse(t, string(file(t, "testdata/contract/facts.json")))}
	draft.Facts.AsOf = assessment.DateOf(monday)
	signed, err := draft.Sign(grids(t).Newest(), assessment.Account{ID: 1, Name: "Camille"}, monday)
	if err != nil {
		t.Fatal(err)
	}
	return assessment.Record{Assessment: signed}
}

// answered is a review that contests these criteria and countersigns the others.
func answered(at time.Time, contested ...assessment.CriterionID) assessment.Review {
	review := assessment.Review{AssessmentID: 7, Author: "Dominique", At: at}
	for _, id := range assessment.CriterionIDs() {
		answer := assessment.CriterionReview{Criterion: id}
		for _, c := range contested {
			if c == id {
				answer.Contested, answer.Reason = true, "Les chiffres ne sont pas les nôtres."
			}
		}
		review.Answers = append(review.Answers, answer)
	}
	return review
}

func day(n int) assessment.Date { return assessment.DateOf(monday).AddDays(n) }

func after(days int) time.Time { return monday.AddDate(0, 0, days) }

func TestTheLifeOfASignedAssessment(t *testing.T) {
	entry := assessment.Entry{ID: 3, DecidedOn: day(3), At: after(3)}
	for _, test := range []struct {
		name       string
		change     func(*assessment.Record)
		on         assessment.Date
		want       assessment.State
		reviewable bool
		open       bool
	}{
		{"it waits for an answer", func(*assessment.Record) {}, day(0), assessment.Signed, true, true},
		{"fifteen days later it still does", func(*assessment.Record) {}, day(15), assessment.Signed, true, true},
		{"on the sixteenth day the agreement is tacit, and an answer still possible", func(*assessment.Record) {}, day(16), assessment.TacitlyAgreed, true, true},
		{"it is countersigned", func(f *assessment.Record) { f.Review = answered(after(2)) }, day(20), assessment.Countersigned, false, true},
		{"one contested criterion makes it contested", func(f *assessment.Record) { f.Review = answered(after(2), assessment.UserTests) }, day(20), assessment.Contested, false, true},
		{"it is sent back", func(f *assessment.Record) { f.Return.At = after(2) }, day(2), assessment.SentBack, false, false},
		{"another one was signed", func(f *assessment.Record) { f.Newer = 8 }, day(20), assessment.Superseded, false, false},
		{"it is decided", func(f *assessment.Record) { f.Entries = []assessment.Entry{entry} }, day(20), assessment.Decided, false, false},
		{"decided it stays, whatever is signed later", func(f *assessment.Record) { f.Entries, f.Newer = []assessment.Entry{entry}, 8 }, day(20), assessment.Decided, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := signedRecord(t)
			test.change(&f)
			if got := f.State(test.on); got != test.want {
				t.Errorf("state %s, want %s", got, test.want)
			}
			if got := f.Reviewable(test.on); got != test.reviewable {
				t.Errorf("reviewable: %t", got)
			}
			if got := f.Open(test.on); got != test.open {
				t.Errorf("open: %t", got)
			}
		})
	}
}

func TestHowLongTheAdministrationMayAnswerIsAParameterOfTheGrid(t *testing.T) {
	grid := grids(t).Newest()
	grid.Parameters.Review.TacitAfter = 3
	draft := assessment.Assessment{Facts: signedRecord(t).Assessment.Facts}
	signed, err := draft.Sign(grid, assessment.Account{Name: "Camille"}, monday)
	if err != nil || signed.AnswerBy != day(3) {
		t.Errorf("until %s (%v), want %s", signed.AnswerBy, err, day(3))
	}
}

func TestWhichAnswersAreRefused(t *testing.T) {
	long := answered(after(1), assessment.Adoption)
	long.Answers[0].Reason = strings.Repeat("é", 5001)
	missing := answered(after(1))
	missing.Answers = missing.Answers[:5]
	silent := answered(after(1), assessment.Evolutions)
	silent.Answers[3].Reason = " \n"
	for _, test := range []struct {
		name   string
		change func(*assessment.Record)
		review assessment.Review
		want   string // the field, "conflict", or "" where it is accepted
	}{
		{"a countersignature is accepted", func(*assessment.Record) {}, answered(after(1)), ""},
		{"an answer after the term is accepted until the decision", func(*assessment.Record) {}, answered(after(30), assessment.Adoption), ""},
		{"a criterion without an answer", func(*assessment.Record) {}, missing, "open_source"},
		{"a contested criterion without a reason", func(*assessment.Record) {}, silent, "evolutions.reason"},
		{"a reason of more than 5,000 characters", func(*assessment.Record) {}, long, "adoption.reason"},
		{"a second answer", func(f *assessment.Record) { f.Review = answered(after(1)) }, answered(after(2)), "conflict"},
		{"an answer to what was sent back", func(f *assessment.Record) { f.Return.At = after(1) }, answered(after(2)), "conflict"},
		{"an answer to what is decided", func(f *assessment.Record) { f.Entries = []assessment.Entry{{ID: 1}} }, answered(after(2)), "conflict"},
		{"an answer to what was replaced", func(f *assessment.Record) { f.Newer = 8 }, answered(after(2)), "conflict"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := signedRecord(t)
			test.change(&f)
			wantRefusal(t, f.CheckReview(test.review), test.want)
		})
	}
}

// wantRefusal fails unless an error is about that field, a "conflict", or nil for "".
func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	errs, _ := errors.AsType[assessment.FieldErrors](err)
	switch {
	case want == "" && err == nil:
	case want == "conflict" && errors.Is(err, assessment.ErrConflict):
	case want != "" && errs.Message(assessment.Path(want)) != "":
	default:
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestWhatIsSentBackNeedsAReasonAndTheFileThatWasRead(t *testing.T) {
	f := signedRecord(t)
	reviewed := f
	reviewed.Review = answered(after(1))
	back := assessment.Return{Reason: "La mesure date.", At: after(2)}
	wantRefusal(t, f.CheckReturn(back, 0), "")
	wantRefusal(t, reviewed.CheckReturn(back, 1), "")
	wantRefusal(t, reviewed.CheckReturn(back, 0), "conflict")
	wantRefusal(t, f.CheckReturn(assessment.Return{At: after(2)}, 0), "return.reason")
	f.Return.At = after(1)
	wantRefusal(t, f.CheckReturn(back, 1), "conflict")
}

func TestWhatEverybodyMayReadNamesNobodyAndHoldsNoComment(t *testing.T) {
	f := signedRecord(t)
	f.Review, f.Return = answered(after(1), assessment.Adoption), assessment.Return{Reason: "secret", Author: "x", At: after(2)}
	f.Entries = []assessment.Entry{{ID: 1, Author: "Sacha", AuthorID: 3, Reason: "Motif publié"}}
	f.Assessment.Facts.Adoption.Comment, f.Assessment.Facts.Trajectory.Comment = "secret", "secret"
	f.Assessment.Facts.Indicators.Followers = []string{"Camille Durand"}
	f.Assessment.Verdict.Criteria = []assessment.CriterionVerdict{{ID: assessment.Indicators, Conditions: []assessment.Condition{
		{ID: "followed", Status: assessment.Met, Detail: "Suivis par : Camille Durand."}, {ID: "published", Status: assessment.Met, Detail: "Publiés."}}}}
	public := f.Public()
	if c := public.Assessment.Verdict.Criteria[0].Conditions; c[0].Detail != "Les indicateurs sont suivis." || c[1].Detail != "Publiés." {
		t.Errorf("got %+v", c)
	}
	if public.Assessment.Author != "" || public.Review.Author != "" || public.Entries[0].Author != "" || public.Entries[0].AuthorID != 0 {
		t.Error("somebody is named")
	}
	if facts := public.Assessment.Facts; facts.Adoption.Comment != "" || facts.Trajectory.Comment != "" || facts.Indicators.Followers != nil {
		t.Errorf("got %+v", facts)
	}
	if public.Review.Answers[0].Reason != "" || public.Return.Reason != "" || public.Entries[0].Reason != "Motif publié" {
		t.Error("only the register's reasons are public")
	}
	if f.Entries[0].Author != "Sacha" || f.Review.Answers[0].Reason == "" || f.Assessment.Verdict.Criteria[0].Conditions[0].Detail == "Les indicateurs sont suivis." {
		t.Error("the file itself was changed")
	}
}
