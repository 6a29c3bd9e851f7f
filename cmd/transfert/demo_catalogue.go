package main

import (
	"context"

	"transfert/assessment"
	"transfert/assessment/catalogue"
	"transfert/assessment/postgres"
	"transfert/content"
)

// demoWithdrawn is the service that the fictional catalogue loses.
const demoWithdrawn = "horloge-du-bourg"

// importDemo imports the fictional catalogue as it was two months ago, and as it
// is since last week, with one service less.
func importDemo(ctx context.Context, store *postgres.Store, today assessment.Date) error {
	whole := func(assessment.CatalogueEntry) bool { return true }
	remaining := func(e assessment.CatalogueEntry) bool { return e.Startup == nil || e.Startup.ID != demoWithdrawn }
	if err := importDemoOn(ctx, store, today.AddDays(-60), whole); err != nil {
		return err
	}
	return importDemoOn(ctx, store, today.AddDays(-7), remaining)
}

func importDemoOn(ctx context.Context, store *postgres.Store, day assessment.Date, keep func(assessment.CatalogueEntry) bool) error {
	var docs []assessment.CatalogueDocument
	for _, name := range []string{"startups.json", "organisations.json", "incubators.json"} {
		file, err := content.Demo().Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		doc, err := catalogue.Open(name, file)
		if err != nil {
			return err
		}
		docs = append(docs, filtered(doc, keep))
	}
	_, err := store.Import(ctx, docs, day.Time(), false)
	return err
}

// filtered leaves entries out of a document.
func filtered(doc assessment.CatalogueDocument, keep func(assessment.CatalogueEntry) bool) assessment.CatalogueDocument {
	entries := doc.Entries
	doc.Entries = func(yield func(assessment.CatalogueEntry, error) bool) {
		for e, err := range entries {
			if (err != nil || keep(e)) && !yield(e, err) {
				return
			}
		}
	}
	return doc
}
