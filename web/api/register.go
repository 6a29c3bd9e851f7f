package api

import (
	"net/http"
	"time"

	"transfert/assessment"
)

// Register is all that was decided of a startup.
type Register struct {
	ID      string  `json:"ghid"`
	Entries []Entry `json:"entries" doc:"La dernière d’abord."`
}

// Entry is one decision, without who made it.
type Entry struct {
	ID                     int64                     `json:"id"`
	AssessmentID           int64                     `json:"assessment_id"`
	Classification         assessment.Classification `json:"classification" doc:"Le classement publié."`
	ComputedClassification assessment.Classification `json:"computed_classification" doc:"Celui que calcule le verdict."`
	Basis                  assessment.State          `json:"basis" doc:"L’avis de l’administration porteuse au moment de la décision."`
	Reason                 string                    `json:"reason"`
	DecidedOn              assessment.Date           `json:"decided_on"`
	ValidUntil             assessment.Date           `json:"valid_until"`
	Corrects               int64                     `json:"corrects" doc:"L’inscription que celle-ci corrige, 0 sinon."`
}

// register is the register of a startup until a day. Nothing else changes it than a further
// entry.
func (a *API) register(r *http.Request) (doc Register, modified time.Time, err error) {
	day, err := a.day(r)
	if err != nil {
		return doc, modified, err
	}
	startup, files, err := a.history(r)
	if err != nil {
		return doc, modified, err
	}
	doc.ID, doc.Entries = startup.ID, []Entry{}
	for _, e := range assessment.Register(assessment.AsOf(files, day)) {
		doc.Entries = append(doc.Entries, Entry{
			ID: e.ID, AssessmentID: e.AssessmentID, Classification: e.Decided, ComputedClassification: e.Computed, Basis: e.Basis,
			Reason: e.Reason, DecidedOn: e.DecidedOn, ValidUntil: e.ValidUntil, Corrects: e.Corrects,
		})
		if e.At.After(modified) {
			modified = e.At
		}
	}
	return doc, modified, nil
}
