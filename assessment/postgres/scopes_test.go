package postgres_test

import (
	"slices"
	"testing"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestScopesAreWhatStartupsReferToByLabelInFrenchOrder(t *testing.T) {
	tx := postgrestest.Tx(t)
	keepScopes(t, tx, "direction", "z-sans-nom", "autre")
	keepStartups(t, tx, "second")
	exec(t, tx, `INSERT INTO startup_incubators VALUES ('second', 0, 'direction')`)
	for _, statement := range []string{
		`INSERT INTO incubators VALUES ('direction', 'Été', '', '', '', '', '', NULL, '2026-11-01', ''), ('autre', 'Fabrique', '', '', '', '', '', NULL, '2026-11-01', ''),
			('inconnu', 'À personne', '', '', '', '', '', NULL, '2026-11-01', '')`,
		`INSERT INTO organisations VALUES ('direction', 'Zone', 'ZN', '', '', NULL, '2026-11-01', ''), ('autre', 'École', '', '', '', NULL, '2026-11-01', '')`,
	} {
		exec(t, tx, statement)
	}
	incubators, sponsors, err := postgres.New(tx).Scopes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, i := range incubators {
		got = append(got, i.ID+" "+i.Label())
	}
	if want := []string{"direction Été", "autre Fabrique", "z-sans-nom Incubateur non publié (z-sans-nom)"}; !slices.Equal(got, want) {
		t.Errorf("incubators %q", got)
	}
	got = nil
	for _, o := range sponsors {
		got = append(got, o.ID+" "+o.Label()+" "+o.Acronym)
	}
	if want := []string{"autre École ", "z-sans-nom z-sans-nom ", "direction Zone ZN"}; !slices.Equal(got, want) {
		t.Errorf("sponsors %q", got)
	}
}
