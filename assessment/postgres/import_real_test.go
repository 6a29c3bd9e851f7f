package postgres_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// realCatalogue is its three documents, startups first, none where they are not beside
// this checkout.
func realCatalogue(t *testing.T) (docs []string) {
	const beside = "../../../shared/catalogue/"
	for _, name := range []string{"startups.json", "organisations.json", "incubators.json"} {
		doc, err := os.ReadFile(beside + name)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Printf("%s did not run: the real catalogue is not beside this checkout\n", t.Name())
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, string(doc))
	}
	return docs
}

func TestTheRealCatalogueIsImportedTwice(t *testing.T) {
	docs := realCatalogue(t)
	if docs == nil {
		return
	}
	db := postgrestest.Database(t)
	if got := counts(imported(t, db, "2026-11-23", docs[0])); got != [5]int{662, 0, 0, 0, 0} {
		t.Errorf("the startups count %v", got)
	}
	if got := counts(imported(t, db, "2026-11-23", docs...)); got != [5]int{145 + 1, 22, 662, 0, 0} {
		t.Errorf("the three documents count %v", got)
	}
	before := dump(t, db)
	if got := counts(imported(t, db, "2026-11-24", docs...)); got != [5]int{0, 0, 662 + 145 + 23, 0, 0} {
		t.Errorf("the three documents count %v the second time", got)
	}
	if dump(t, db) != before {
		t.Error("rows were written again")
	}
}

// Nine of the fourteen services that are operated have been for a year on 30 November 2026.
func TestTheRealServicesThatAreOperatedAreCheckedToo(t *testing.T) {
	docs := realCatalogue(t)
	if docs == nil {
		return
	}
	tx := postgrestest.Tx(t)
	imported(t, tx, "2026-11-30", docs[0])
	store := postgres.New(tx)
	operated := []assessment.PhaseName{assessment.Operated}
	for months, want := range map[assessment.Months]int{0: 14, 12: 9} {
		list, err := store.Startups(t.Context(), assessment.StartupQuery{Filter: assessment.Filter{Phases: operated, CheckDue: months}, Today: date("2026-11-30")})
		if err != nil || list.Total != want {
			t.Errorf("%d of them after %d months, want %d (%v)", list.Total, months, want, err)
		}
	}
}

// All services of « sgmas », which has no title in the catalogue, name it as people can read it.
func TestTheRealIncubatorWithoutATitleHasAName(t *testing.T) {
	docs := realCatalogue(t)
	if docs == nil {
		return
	}
	tx := postgrestest.Tx(t)
	imported(t, tx, "2026-11-30", docs...)
	startup, err := postgres.New(tx).Startup(t.Context(), "aides.jeunes")
	if err != nil || len(startup.Incubators) != 1 || startup.Incubators[0].Label() != "Incubateur non publié (sgmas)" {
		t.Errorf("%+v (%v)", startup.Incubators, err)
	}
	incubators, _, err := postgres.New(tx).Scopes(t.Context())
	if err != nil || incubators[len(incubators)-1].ID != "sgmas" {
		t.Errorf("it does not come last: %+v (%v)", incubators, err)
	}
}
