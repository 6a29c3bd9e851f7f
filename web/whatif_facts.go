package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// maxAddress is how long facts may be in an address, in characters: what browsers
// and mail programs let through.
const maxAddress = 6000

// addressOf is where a what-if of these facts is shown, "" where they are too long.
func addressOf(base page.Baseline, facts assessment.Facts) (string, error) {
	packed, err := checklist.Pack(facts)
	if err != nil || len(packed) > maxAddress {
		return "", err
	}
	return base.Path + "?" + url.Values{"faits": {packed}}.Encode(), nil
}

// sendFacts answers facts as a file, written as docs/rules.md says.
func sendFacts(w http.ResponseWriter, facts assessment.Facts) error {
	doc, err := json.MarshalIndent(facts, "", "  ")
	if err != nil {
		return fmt.Errorf("facts as a file: %w", err)
	}
	attachment("faits-et-si-"+facts.AsOf.String()+".json", "application/json")(w.Header())
	_, _ = w.Write(append(doc, '\n')) // an error means that the browser has gone
	return nil
}

// opened reads the facts of the file that came with a form. What is wrong with the
// file is told by [assessment.FieldErrors].
func (s *server) opened(r *http.Request) (assessment.Facts, error) {
	doc, err := uploaded(r, page.WhatIfFile)
	if err != nil {
		return assessment.Facts{}, err
	}
	if len(doc) == 0 {
		return assessment.Facts{}, assessment.FieldErrors{{Message: "Choisissez un fichier qui n’est pas vide."}}
	}
	return assessment.ParseFacts(doc, s.content.Grids, assessment.Override{})
}
