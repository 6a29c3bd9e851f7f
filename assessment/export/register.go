package export

import (
	"iter"

	"transfert/assessment"
)

// Decision is an entry of the register as a public document: who decided is not
// part of it.
type Decision struct {
	ID                     int64                     `json:"id"`
	StartupID              string                    `json:"ghid"`
	StartupName            string                    `json:"name"`
	AssessmentID           int64                     `json:"assessment_id"`
	Classification         assessment.Classification `json:"classification"`
	ComputedClassification assessment.Classification `json:"computed_classification"`
	Basis                  assessment.State          `json:"basis"` // what the administration had answered
	Reason                 string                    `json:"reason"`
	ValidUntil             assessment.Date           `json:"valid_until"`
	Corrects               int64                     `json:"corrects,omitzero"`
	DecidedOn              assessment.Date           `json:"decided_on"`
}

// Decisions are the public documents of entries of the register.
func Decisions(entries iter.Seq2[assessment.RegisterEntry, error]) iter.Seq2[Decision, error] {
	return mapped(entries, func(e assessment.RegisterEntry) []Decision {
		return []Decision{{
			ID: e.ID, StartupID: e.StartupID, StartupName: e.StartupName, AssessmentID: e.AssessmentID,
			Classification: e.Decided, ComputedClassification: e.Computed, Basis: e.Basis, Reason: e.Reason,
			ValidUntil: e.ValidUntil, Corrects: e.Corrects, DecidedOn: e.DecidedOn,
		}}
	})
}

// DecisionTable is the table of decisions.
func DecisionTable(decisions iter.Seq2[Decision, error]) Table {
	columns := []string{"inscription", "ghid", "nom", "evaluation", "classement", "classement_calcule", "avis", "motif",
		"valable_jusqu_au", "corrige", "decide_le"}
	return Table{Name: "Registre", Columns: columns, Rows: mapped(decisions, func(d Decision) [][]any {
		var corrects any
		if d.Corrects != 0 {
			corrects = d.Corrects
		}
		return [][]any{{d.ID, d.StartupID, d.StartupName, d.AssessmentID, d.Classification.Label(), d.ComputedClassification.Label(),
			d.Basis.Label(), d.Reason, d.ValidUntil, corrects, d.DecidedOn}}
	})}
}
