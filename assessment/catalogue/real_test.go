package catalogue

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"testing"

	"transfert/assessment"
)

// realCatalogue is where the public catalogue lies beside a checkout of the
// project's own; nothing of it is committed (DATA.md there tells its counts).
const realCatalogue = "../../../shared/catalogue/"

// readReal returns the entries of one of the real documents, and false where
// they are not at hand.
func readReal(t *testing.T, name string) ([]assessment.CatalogueEntry, bool) {
	t.Helper()
	file, err := os.Open(realCatalogue + name)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("%s did not run: the real catalogue is not beside this checkout\n", t.Name())
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := readFrom(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Refusal != nil {
			t.Errorf("refused: %+v", *e.Refusal)
		}
	}
	return all, true
}

func TestTheRealCatalogueIsReadWhole(t *testing.T) {
	for name, want := range map[string]int{
		"startups.json": 662 + 22, "organisations.json": 145, "incubators.json": 23,
	} {
		if all, ok := readReal(t, name); ok && len(all) != want {
			t.Errorf("%s has %d entries, want %d", name, len(all), want)
		}
	}
}

func TestTheRealStartupsAreInThePhasesThatDATAmdCounts(t *testing.T) {
	all, ok := readReal(t, "startups.json")
	if !ok {
		return
	}
	for _, test := range []struct {
		day  string
		want map[assessment.PhaseName]int
	}{
		{"2199-12-31", map[assessment.PhaseName]int{ // future dates included, as DATA.md counts
			"abandon-investigation": 202, "abandon": 124, "construction": 105, "transfere": 92,
			"acceleration": 75, "investigation": 28, "consolidation": 22, "opere": 14}},
		// pop and reva are not transferred yet, data.etat does not accelerate yet, api-telerecours has not begun
		{"2026-08-20", map[assessment.PhaseName]int{
			"abandon-investigation": 202, "abandon": 124, "construction": 106, "transfere": 90,
			"acceleration": 74, "investigation": 27, "consolidation": 24, "opere": 14, "": 1}},
		{"2026-11-23", map[assessment.PhaseName]int{ // api-telerecours has
			"abandon-investigation": 202, "abandon": 124, "construction": 106, "transfere": 90,
			"acceleration": 74, "investigation": 28, "consolidation": 24, "opere": 14}},
	} {
		got := map[assessment.PhaseName]int{}
		for _, e := range all {
			if e.Startup != nil {
				phase, _ := e.Startup.PhaseAt(day(test.day))
				got[phase.Name]++
			}
		}
		if !maps.Equal(got, test.want) {
			t.Errorf("on %s the startups are in %v, want %v", test.day, got, test.want)
		}
	}
}

func TestTheRealTiesGoToThePhaseListedFirst(t *testing.T) {
	all, ok := readReal(t, "startups.json")
	if !ok {
		return
	}
	ties := 0
	for _, e := range all {
		if e.Startup == nil {
			continue
		}
		phases := e.Startup.Phases
		current, _ := e.Startup.PhaseAt(day("2199-12-31"))
		var atStart []assessment.Phase
		for _, p := range phases {
			if p.Start == current.Start {
				atStart = append(atStart, p)
			}
		}
		if len(atStart) < 2 {
			continue
		}
		if ties++; current != atStart[0] {
			t.Errorf("%s is in %s, but %s is listed first", e.Startup.ID, current.Name, atStart[0].Name)
		}
		if e.Startup.ID == "clara" && current.Name != assessment.Abandoned {
			t.Errorf("clara is in %s", current.Name)
		}
	}
	if ties != 4 {
		t.Errorf("%d ties, want 4", ties)
	}
}
