package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// renamed is the entry of a startup with the ids that it had before.
func renamed(id, name, former string) string {
	return strings.Replace(entry(id, name), `"attributes": {`, `"attributes": {"redirect_from": `+former+`, `, 1)
}

func TestAStartupIsFoundUnderItsFormerIDs(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	report := imported(t, tx, "2026-11-01", startups(
		renamed("acceslibre", "Acceslibre", `["/startups/access4all", "a4a", "acceslibre", "no/thing", "a4a"]`),
		renamed("b", "B", `["a4a", "c"]`), entry("c", "C")))
	for _, test := range []struct{ name, former, want string }{
		{"by the path of its page", "access4all", "acceslibre"},
		{"by an id that two claim, neither", "a4a", ""},
		{"its own id is no former one", "no/thing", ""},
	} {
		got, err := store.Renamed(t.Context(), test.former)
		if got != test.want || (test.want == "") != errors.Is(err, assessment.ErrNotFound) {
			t.Errorf("%s: %q (%v)", test.name, got, err)
		}
	}
	for _, want := range []string{"acceslibre, b, attributes.redirect_from : ancien identifiant « a4a » : plusieurs services le réclament, il n’est donné à aucun",
		"b, attributes.redirect_from : ancien identifiant « c » : c’est celui d’un service du catalogue, qui le garde", "« no/thing » n’est pas un identifiant acceptable"} {
		if !strings.Contains(strings.ReplaceAll(strings.Join(report.Warnings, "\n"), "\u00a0", " "), want) {
			t.Errorf("no warning says %q: %q", want, report.Warnings)
		}
	}
	startup, err := store.Startup(t.Context(), "acceslibre")
	if err != nil || strings.Join(startup.FormerIDs, " ") != "access4all" {
		t.Errorf("former ids %q (%v)", startup.FormerIDs, err)
	}
	if got := counts(imported(t, tx, "2026-11-02", startups(entry("acceslibre", "Acceslibre"), entry("b", "B"), entry("c", "C")))); got != [5]int{0, 2, 1, 0, 0} {
		t.Errorf("losing former ids counts %v", got)
	}
	if _, err := store.Renamed(t.Context(), "access4all"); !errors.Is(err, assessment.ErrNotFound) {
		t.Errorf("a former id stays that nobody claims: %v", err)
	}
}
