package assessment_test

import (
	"testing"

	"transfert/assessment"
)

func TestWhatIsSaidAndWhatIsProven(t *testing.T) {
	day := assessment.NewDate(2026, 11, 20)
	for _, test := range []struct {
		name  string
		of    assessment.CriterionID
		facts assessment.Facts
		want  assessment.Proofs
	}{
		{"nothing is said", assessment.Adoption, assessment.Facts{}, assessment.Proofs{}},
		{"one measure of two has a link", assessment.Adoption, assessment.Facts{Adoption: assessment.AdoptionFacts{
			Measures: []assessment.Measure{{Date: day}, {Date: day, EvidenceURL: "https://a.example"}}}}, assessment.Proofs{Facts: 2, Proven: 1}},
		{"readings without a statistics page are only said", assessment.Indicators, assessment.Facts{Indicators: assessment.IndicatorsFacts{
			Series: []assessment.Series{{Readings: []assessment.Reading{{Date: day}, {Date: day}}}}}}, assessment.Proofs{Facts: 2}},
		{"the statistics page proves readings", assessment.Indicators, assessment.Facts{Indicators: assessment.IndicatorsFacts{
			StatsURL: "https://a.example", Series: []assessment.Series{{Readings: []assessment.Reading{{Date: day}}}}}}, assessment.Proofs{Facts: 1, Proven: 1}},
		{"a feedback channel is no dated fact", assessment.UserTests, assessment.Facts{UserTests: assessment.UserTestsFacts{FeedbackChannel: "Formulaire",
			Sessions: []assessment.Session{{Date: day, Participants: 5}}}}, assessment.Proofs{Facts: 1}},
		{"a licence without a repository is only said", assessment.OpenSource,
			assessment.Facts{OpenSource: assessment.OpenSourceFacts{Licence: "MIT"}}, assessment.Proofs{Facts: 1}},
		{"the repository proves the licence", assessment.OpenSource, assessment.Facts{OpenSource: assessment.OpenSourceFacts{
			Licence: "MIT", RepositoryURL: "https://a.example"}}, assessment.Proofs{Facts: 1, Proven: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			proofs := test.facts.Proofs()
			if proofs[test.of] != test.want || assessment.Total(proofs) != test.want || len(proofs) != 6 {
				t.Errorf("got %+v, want %+v", proofs, test.want)
			}
		})
	}
}
