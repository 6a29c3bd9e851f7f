package export_test

import (
	"bytes"
	"encoding/json"
	"iter"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/export"
)

// written is a file from one startup and one entry of the register.
func written(t *testing.T, subject export.Subject, form export.Form, since assessment.Date) string {
	t.Helper()
	c := assessed()
	c.Assessment.Facts.Adoption.Comment = "secret"
	c.Assessment.Facts.Indicators.Followers = []string{"Camille Durand"}
	c.Assessment.Facts.UserTests.Sessions = []assessment.Session{{Date: today.AddDays(-60), Participants: 5, EvidenceURL: "https://clair.example/tests"}}
	c.Assessment.Facts.Evolutions.Releases = []assessment.Release{{Date: today.AddDays(-70), Summary: "Nouvelle carte", FromUserFeedback: true}}
	c.Before = assessment.Entry{ID: 1, Decided: assessment.Realisations, DecidedOn: today.AddDays(-400)}
	entry := c.Entry
	entry.StartupID, entry.AssessmentID, entry.Basis, entry.Author, entry.Corrects = c.Startup.ID, 7, assessment.Countersigned, "Sacha Morel", 3
	var file bytes.Buffer
	source := export.Source{Classified: each(c), Registered: one(assessment.RegisterEntry{Entry: entry, StartupName: c.Startup.Name}),
		Grids: grids(t), Day: today, Since: since}
	if err := source.Write(&file, subject, form); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func one[T any](item T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) { yield(item, nil) }
}

func TestWhatEachFileSays(t *testing.T) {
	yesterday := today.AddDays(-1)
	for _, test := range []struct {
		name    string
		subject export.Subject
		form    export.Form
		since   assessment.Date
		want    []string
	}{
		{"classifications as documents", export.OfClassifications, export.AsJSONLines, assessment.Date{},
			[]string{`"ghid":"clair.obscur"`, `"classification":"partenariats-passes"`, `"to_confirm":true`, `"lapsed":["adoption","user_tests"]`, `"valid_until":"2026-11-20"`}},
		{"classifications that changed since, with what was before", export.OfClassifications, export.AsJSONLines, yesterday,
			[]string{`"before":{"classification":"realisations","valid_until":null,"decided_on":"2025-10-17"}`}},
		{"the same as a table", export.OfClassifications, export.AsCSV, yesterday, []string{"avant_classement;avant_valable_jusqu_au;avant_decide_le", ";Réalisations;;2025-10-17"}},
		{"a line for each dated fact", export.OfFacts, export.AsCSV, assessment.Date{},
			[]string{"Retours et tests utilisateurs;séance de test;2026-09-22;;;;5;;", ";https://clair.example/tests;;;user_tests.sessions[0];", "Évolutions du produit;évolution;2026-09-12;;", ";Nouvelle carte;oui;"}},
		{"a line for what is not dated, with the number of those who follow", export.OfFacts, export.AsCSV, assessment.Date{},
			[]string{"Indicateurs d’impact;critère;;;;1;;", ";trajectoire;;"}},
		{"facts as documents", export.OfFacts, export.AsJSONLines, assessment.Date{}, []string{`"kind":"session","path":"user_tests.sessions[0]","date":"2026-09-22","participants":5`, `"title":"Nouvelle carte","from_user_feedback":true`, `"followers":1`}},
		{"the register as a table", export.OfRegister, export.AsCSV, assessment.Date{}, []string{"1;clair.obscur;Clair-Obscur;7;Partenariats passés;Partenariats passés;contresignée;;2026-11-20;3;2026-10-16"}},
		{"the register as documents", export.OfRegister, export.AsJSONLines, assessment.Date{}, []string{`"basis":"countersigned"`, `"corrects":3`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := written(t, test.subject, test.form, test.since)
			for _, want := range test.want {
				if !strings.Contains(file, want) {
					t.Errorf("it does not say %s:\n%s", want, file)
				}
			}
			for _, secret := range []string{"secret", "Camille Durand", "Sacha Morel"} {
				if strings.Contains(file, secret) {
					t.Errorf("it tells %q", secret)
				}
			}
			if test.form == export.AsJSONLines {
				for line := range strings.Lines(file) {
					if !json.Valid([]byte(line)) {
						t.Errorf("not a document: %s", line)
					}
				}
			}
		})
	}
}

func TestFactsOfWhatWasDecidedBeforeAreNotOnesThatChanged(t *testing.T) {
	if file := written(t, export.OfFacts, export.AsJSONLines, today); file != "" {
		t.Errorf("got %s", file)
	}
}

func TestOnlyKnownFilesExist(t *testing.T) {
	if !export.Known(export.OfRegister, export.AsXLSX) || export.Known("comptes", export.AsCSV) || export.Known(export.OfFacts, "pdf") {
		t.Error("files are known by subject and form")
	}
}
