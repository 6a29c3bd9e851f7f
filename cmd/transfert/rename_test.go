package main

import (
	"strings"
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

func TestTheCommandLineSaysThatItIsTheSameService(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	linked := func(id string) string {
		return strings.Replace(catalogueOf(id), `}}`, `, "link": "https://relais.example/"}}`, 1)
	}
	for _, step := range []struct {
		stdin string
		args  []string
		code  int
		want  string // on standard output and error
	}{
		{linked("relais"), []string{"import", "-"}, 0, "1 ajoutées"},
		{linked("nouveau-relais"), []string{"import", "-"}, 0, "(même adresse)\u00a0: si c’est le même service, dites-le (transfert rename relais nouveau-relais)"},
		{"", []string{"rename", "relais"}, 2, "l’ancien identifiant et l’actuel"},
		{"", []string{"rename", "relais", "inconnu"}, 1, "«\u00a0inconnu\u00a0»\u00a0: Aucun service"},
		{"", []string{"rename", "nouveau-relais", "relais"}, 1, "figure encore au catalogue"},
		{"", []string{"rename", "relais", "nouveau-relais"}, 0, "«\u00a0relais\u00a0» est maintenant «\u00a0nouveau-relais\u00a0»."},
		{"", []string{"rename", "--undo", "relais"}, 0, "redevient un service à part"},
		{"", []string{"rename", "--undo", "relais"}, 1, "n’a pas été renommé"},
	} {
		got := transfert(t, step.stdin, step.args...)
		if got.code != step.code || !strings.Contains(got.out+got.err, step.want) {
			t.Errorf("%q: %+v", step.args, got)
		}
	}
}
