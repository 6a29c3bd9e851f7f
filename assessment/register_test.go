package assessment_test

import (
	"testing"

	"transfert/assessment"
)

// countersigned is a file whose administration agrees, ready for a decision.
func countersigned(t *testing.T) assessment.Record {
	f := signedRecord(t)
	f.Review = answered(after(2))
	return f
}

func TestWhatADecisionNeeds(t *testing.T) {
	plain := func(*assessment.Record) {}
	contested := func(f *assessment.Record) { f.Review = answered(after(2), assessment.Adoption) }
	silent := func(f *assessment.Record) { f.Review = assessment.Review{} }
	override := assessment.Decision{Decided: assessment.PartenariatsPasses, Reason: "Le service ferme.", ValidUntil: day(60)}
	for _, test := range []struct {
		name     string
		file     func(*assessment.Record)
		decision assessment.Decision
		days     int // after the signature
		want     string
	}{
		{"countersigned, the computed classification needs nothing more", plain, assessment.Decision{Decided: assessment.Realisations}, 3, ""},
		{"a classification that is none is refused", plain, assessment.Decision{Decided: "parfait"}, 3, "decided"},
		{"no classification is refused", plain, assessment.Decision{}, 3, "decided"},
		{"another classification with a reason and an end is accepted", plain, override, 3, ""},
		{"another classification needs a reason", plain, with(override, func(d *assessment.Decision) { d.Reason = " " }), 3, "reason"},
		{"another classification needs an end", plain, with(override, func(d *assessment.Decision) { d.ValidUntil = assessment.Date{} }), 3, "valid_until"},
		{"another classification ends after today", plain, with(override, func(d *assessment.Decision) { d.ValidUntil = day(3) }), 3, "valid_until"},
		{"another classification holds twelve months", plain, with(override, func(d *assessment.Decision) { d.ValidUntil = day(3).AddMonths(12) }), 3, ""},
		{"another classification holds no longer than that", plain, with(override, func(d *assessment.Decision) { d.ValidUntil = day(4).AddMonths(12) }), 3, "valid_until"},
		{"contested, it needs a reason", contested, assessment.Decision{Decided: assessment.Realisations}, 3, "reason"},
		{"contested, it is accepted with a reason", contested, assessment.Decision{Decided: assessment.Realisations, Reason: "Le chiffre est vérifié."}, 3, ""},
		{"without an answer, before the term, it needs a reason", silent, assessment.Decision{Decided: assessment.Realisations}, 15, "reason"},
		{"without an answer, before the term, it is accepted with a reason", silent, assessment.Decision{Decided: assessment.Realisations, Reason: "Urgent."}, 15, ""},
		{"without an answer, after the term, it needs nothing more", silent, assessment.Decision{Decided: assessment.Realisations}, 16, ""},
		{"what was replaced is closed", func(f *assessment.Record) { f.Newer = 8 }, assessment.Decision{Decided: assessment.Realisations}, 3, "conflict"},
		{"what was sent back is closed", func(f *assessment.Record) { f.Return.At = after(2) }, assessment.Decision{Decided: assessment.Realisations}, 3, "conflict"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := countersigned(t)
			test.file(&f)
			test.decision.At, test.decision.Seen = after(test.days), f.Version()
			_, err := f.Decide(grids(t).Newest(), assessment.Startup{}, test.decision)
			wantRefusal(t, err, test.want)
		})
	}
}

func with(d assessment.Decision, change func(*assessment.Decision)) assessment.Decision {
	change(&d)
	return d
}

func TestADecisionOnAFileThatChangedMeanwhileIsRefused(t *testing.T) {
	f := countersigned(t)
	_, err := f.Decide(grids(t).Newest(), assessment.Startup{}, assessment.Decision{Decided: assessment.Realisations, At: after(3), Seen: 0})
	wantRefusal(t, err, "conflict")
}

func TestAnEntryKeepsBothClassificationsAndWhoAgreed(t *testing.T) {
	f := countersigned(t)
	got, err := f.Decide(grids(t).Newest(), assessment.Startup{}, assessment.Decision{Decided: assessment.NonEtabli, Reason: "Audit en cours.",
		ValidUntil: day(30), Author: "Sacha", AuthorID: 5, At: after(3), Seen: 1})
	want := assessment.Entry{StartupID: "pix", AssessmentID: 7, Computed: assessment.Realisations, Decided: assessment.NonEtabli,
		Basis: assessment.Countersigned, Reason: "Audit en cours.", ValidUntil: day(30), Author: "Sacha", AuthorID: 5, DecidedOn: day(3), At: after(3)}
	if err != nil || got != want {
		t.Errorf("got %+v (%v)", got, err)
	}
}

func TestTheComputedClassificationHoldsAsLongAsTheVerdict(t *testing.T) {
	f := countersigned(t)
	got, err := f.Decide(grids(t).Newest(), assessment.Startup{}, assessment.Decision{Decided: assessment.Realisations, ValidUntil: day(300), At: after(3), Seen: 1})
	if err != nil || got.ValidUntil != f.Assessment.Verdict.ValidUntil || got.ValidUntil.IsZero() {
		t.Errorf("until %s (%v)", got.ValidUntil, err)
	}
}

func TestACorrectionNamesTheEntryThatItCorrects(t *testing.T) {
	f := countersigned(t)
	f.Entries, f.LastEntry = []assessment.Entry{{ID: 11, Basis: assessment.Countersigned}}, 11
	correction := assessment.Decision{Decided: assessment.Realisations, Reason: "Faute de frappe.", At: after(5), Seen: f.Version()}
	got, err := f.Decide(grids(t).Newest(), assessment.Startup{}, correction)
	if err != nil || got.Corrects != 11 || got.Basis != assessment.Countersigned {
		t.Errorf("got %+v (%v)", got, err)
	}
	correction.Reason = ""
	_, err = f.Decide(grids(t).Newest(), assessment.Startup{}, correction)
	wantRefusal(t, err, "reason")
	f.LastEntry = 12 // of a later assessment
	_, err = f.Decide(grids(t).Newest(), assessment.Startup{}, with(correction, func(d *assessment.Decision) { d.Reason = "Trop tard." }))
	wantRefusal(t, err, "conflict")
}

func TestWhatIsInForceIsTheLastDecisionOnOrBeforeTheDay(t *testing.T) {
	entry := func(id int64, days int, c assessment.Classification) assessment.Entry {
		return assessment.Entry{ID: id, DecidedOn: day(days), Decided: c}
	}
	recent := assessment.Record{Assessment: assessment.Assessment{ID: 2}, Entries: []assessment.Entry{entry(4, 40, assessment.PartenariatsPasses)}}
	old := assessment.Record{Assessment: assessment.Assessment{ID: 1},
		Entries: []assessment.Entry{entry(1, 5, assessment.Realisations), entry(2, 5, assessment.NonEtabli), entry(3, 20, assessment.Realisations)}}
	files := []assessment.Record{recent, old}
	for _, test := range []struct {
		name  string
		day   int
		entry int64 // 0 for none
		file  int64
	}{
		{"before the first decision nothing is", 4, 0, 0},
		{"on the day of a decision it is, and of two the later", 5, 2, 1},
		{"it stays until the day before the next one", 19, 2, 1},
		{"a correction takes over on its own day", 20, 3, 1},
		{"a later decision changes nothing of the days before", 39, 3, 1},
		{"then it is the one in force", 400, 4, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, got, ok := assessment.InForce(files, day(test.day))
			if got.ID != test.entry || file.Assessment.ID != test.file || ok != (test.entry != 0) {
				t.Errorf("entry %d of assessment %d (%t)", got.ID, file.Assessment.ID, ok)
			}
		})
	}
	if entries := assessment.Register(files); len(entries) != 4 || entries[0].ID != 4 || entries[3].ID != 1 {
		t.Errorf("the register reads %v", entries)
	}
}

func TestAnEntryLapsesAfterItsLastDay(t *testing.T) {
	entry := assessment.Entry{ID: 1, ValidUntil: day(10)}
	if entry.Lapsed(day(10)) || !entry.Lapsed(day(11)) || (assessment.Entry{ID: 1}).Lapsed(day(4000)) || (assessment.Entry{ValidUntil: day(10)}).Lapsed(day(11)) {
		t.Error("the last day is the last one on which it holds")
	}
}
