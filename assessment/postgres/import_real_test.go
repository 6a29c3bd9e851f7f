package postgres_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

func TestTheRealCatalogueIsImportedTwice(t *testing.T) {
	const beside = "../../../shared/catalogue/"
	read := func() (docs []string) {
		for _, name := range []string{"startups.json", "organisations.json", "incubators.json"} {
			doc, err := os.ReadFile(beside + name)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, string(doc))
		}
		return docs
	}
	docs := read()
	if docs == nil {
		fmt.Printf("%s did not run: the real catalogue is not beside this checkout\n", t.Name())
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
