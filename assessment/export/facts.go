package export

import (
	"iter"

	"transfert/assessment"
)

// Fact is one dated fact of an assessment that is in force, as a public document.
// What a kind of fact does not have is not given.
type Fact struct {
	StartupID        string                 `json:"ghid"`
	StartupName      string                 `json:"name"`
	Criterion        assessment.CriterionID `json:"criterion"`
	Kind             string                 `json:"kind"` // measure, reading, session, release, action
	Date             assessment.Date        `json:"date"`
	Users            *int64                 `json:"users,omitempty"`
	TargetPopulation *int64                 `json:"target_population,omitempty"`
	Participants     *int64                 `json:"participants,omitempty"`
	Indicator        string                 `json:"indicator,omitempty"`
	Value            *float64               `json:"value,omitempty"`
	Title            string                 `json:"title,omitempty"`
	EvidenceURL      string                 `json:"evidence_url,omitempty"`
	AsOf             assessment.Date        `json:"as_of"`
	DecidedOn        assessment.Date        `json:"decided_on"`
	AssessmentID     int64                  `json:"assessment_id"`
}

// kindWords name the kinds of facts in French.
var kindWords = map[string]string{
	"measure": "mesure", "reading": "relevé", "session": "séance de test", "release": "évolution", "action": "action de communication",
}

// Facts are the dated facts of the assessments that are in force, in the order of
// the criteria; with a day, of those decided after it.
func Facts(rows iter.Seq2[assessment.Classified, error], since assessment.Date) iter.Seq2[Fact, error] {
	return mapped(rows, func(c assessment.Classified) []Fact {
		if !since.IsZero() && !c.Entry.DecidedOn.After(since) {
			return nil
		}
		return factsOf(c)
	})
}

func factsOf(c assessment.Classified) (facts []Fact) {
	f := c.Assessment.Facts
	add := func(criterion assessment.CriterionID, kind string, date assessment.Date, fact Fact) {
		fact.StartupID, fact.StartupName, fact.AssessmentID = c.Startup.ID, c.Startup.Name, c.Assessment.ID
		fact.Criterion, fact.Kind, fact.Date = criterion, kind, date
		fact.AsOf, fact.DecidedOn = f.AsOf, c.Entry.DecidedOn
		facts = append(facts, fact)
	}
	for _, m := range f.Adoption.Measures {
		add(assessment.Adoption, "measure", m.Date, Fact{Users: &m.Users, TargetPopulation: &m.TargetPopulation, EvidenceURL: m.EvidenceURL})
	}
	for _, s := range f.Indicators.Series {
		for _, r := range s.Readings {
			add(assessment.Indicators, "reading", r.Date, Fact{Indicator: s.Name, Value: &r.Value})
		}
	}
	for _, s := range f.UserTests.Sessions {
		fact := Fact{EvidenceURL: s.EvidenceURL}
		if s.Participants > 0 {
			fact.Participants = &s.Participants
		}
		add(assessment.UserTests, "session", s.Date, fact)
	}
	for _, r := range f.Evolutions.Releases {
		add(assessment.Evolutions, "release", r.Date, Fact{Title: r.Summary, EvidenceURL: r.EvidenceURL})
	}
	for _, a := range f.Communication.Actions {
		add(assessment.Communication, "action", a.Date, Fact{Title: a.Title, EvidenceURL: a.EvidenceURL})
	}
	return facts
}

// FactTable is the table of facts. The grids give the criteria their words.
func FactTable(facts iter.Seq2[Fact, error], grid assessment.Grid) Table {
	columns := []string{"ghid", "nom", "critere", "type", "date", "utilisateurs", "utilisateurs_potentiels", "participants",
		"indicateur", "valeur", "intitule", "preuve", "date_de_reference", "decide_le"}
	return Table{Name: "Faits", Columns: columns, Rows: mapped(facts, func(f Fact) [][]any {
		return [][]any{{f.StartupID, f.StartupName, grid.Criterion(f.Criterion).Title, kindWords[f.Kind], f.Date,
			number(f.Users), number(f.TargetPopulation), number(f.Participants), f.Indicator, number(f.Value), f.Title, f.EvidenceURL, f.AsOf, f.DecidedOn}}
	})}
}

// number is the cell of a number that may not be given.
func number[N int64 | float64](n *N) any {
	if n == nil {
		return nil
	}
	return *n
}
