package main

import (
	"encoding/json"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres/postgrestest"
)

// withCatalogue makes the program work on a database whose one startup has the
// incubators i and j and the sponsor o.
func withCatalogue(t *testing.T) {
	t.Helper()
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	const doc = `{"data": [{"id": "relais", "type": "startup", "attributes": {"name": "Relais", "phases": [], "sponsors": ["o"]},
		"relationships": {"incubators": {"data": [{"id": "i"}, {"id": "j"}]}}}], "included": []}`
	if got := transfert(t, doc, "import", "-"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
}

// account runs a step of an administrator, whose arguments are parted by « | ».
func account(t *testing.T, args string) outcome {
	t.Helper()
	return transfert(t, "", append([]string{"account"}, strings.Split(args, "|")...)...)
}

// added runs the steps that a test begins with.
func added(t *testing.T, steps ...string) {
	t.Helper()
	for _, step := range steps {
		if got := account(t, step); got.code != 0 {
			t.Fatalf("%s: %+v", step, got)
		}
	}
}

const (
	addCoach     = "add|Camille@Exemple.fr|--name|Camille Durand|--role|coach|--scope|j,i"
	addProgramme = "add|sacha@exemple.fr|--name|Sacha Leroy|--role|programme"
)

func TestAccountsAreListedInAlignedColumns(t *testing.T) {
	withCatalogue(t)
	added(t, addCoach, addProgramme, "add|claude@exemple.fr|--name|Éloïse|--role=administration|--scope=o")
	want := `E-mail              Nom             Rôle            Périmètre  État
sacha@exemple.fr    Sacha Leroy     programme       tout       actif
camille@exemple.fr  Camille Durand  coach           i, j       actif
claude@exemple.fr   Éloïse          administration  o          actif
`
	if got := account(t, "list"); got.code != 0 || got.out != want {
		t.Errorf("%+v", got)
	}
	added(t, "disable|claude@exemple.fr")
	if got := account(t, "list"); !strings.Contains(got.out, "o          désactivé le "+assessment.DateOf(parisNow()).French()) {
		t.Errorf("%+v", got)
	}
}

func TestAccountsAreListedAsJSON(t *testing.T) {
	withCatalogue(t)
	if got := account(t, "list|--json"); got.out != "[]\n" {
		t.Errorf("without accounts: %+v", got)
	}
	added(t, addProgramme, addCoach, "disable|camille@exemple.fr")
	var accounts []assessment.Account
	got := account(t, "list|--json")
	if err := json.Unmarshal([]byte(got.out), &accounts); err != nil || len(accounts) != 2 {
		t.Fatalf("%v: %+v", err, got)
	}
	if a := accounts[1]; a.Email != "camille@exemple.fr" || a.Role != assessment.Coach || len(a.Scope) != 2 || a.DisabledAt.IsZero() || a.Revision != 2 {
		t.Errorf("%+v", a)
	}
	if !strings.Contains(got.out, `"scope": []`) {
		t.Errorf("no scope is written otherwise: %s", got.out)
	}
}

func TestAnAccountIsChangedStepByStep(t *testing.T) {
	withCatalogue(t)
	for _, step := range []struct{ args, out, row string }{
		{addCoach, "Compte ajouté\u00a0: camille@exemple.fr, coach.\n", "i, j       actif"},
		{"scope|CAMILLE@exemple.fr|j", "Périmètre remplacé\u00a0: camille@exemple.fr.\n", "j          actif"},
		{"email|camille@exemple.fr|Durand@exemple.fr", "Adresse changée\u00a0: durand@exemple.fr.\n", "durand@exemple.fr"},
		{"unbind|durand@exemple.fr", "Compte détaché de son identité\u00a0: durand@exemple.fr.\n", "j          actif"},
		{"email|durand@exemple.fr|camille@exemple.fr", "Adresse changée\u00a0: camille@exemple.fr.\n", "camille@exemple.fr"},
		{"disable|camille@exemple.fr", "Compte désactivé\u00a0: camille@exemple.fr.\n", "désactivé le "},
		{"disable|camille@exemple.fr", "Compte désactivé\u00a0: camille@exemple.fr.\n", "désactivé le "},
		{"enable|camille@exemple.fr", "Compte actif\u00a0: camille@exemple.fr.\n", "j          actif"},
	} {
		if got := account(t, step.args); got.code != 0 || got.out != step.out || got.err != "" {
			t.Errorf("%s: %+v", step.args, got)
		}
		if list := account(t, "list"); !strings.Contains(list.out, step.row) {
			t.Errorf("%s leaves\n%s", step.args, list.out)
		}
	}
}

func TestWhatTheStoreRefusesIsToldAndChangesNothing(t *testing.T) {
	withCatalogue(t)
	added(t, addCoach, addProgramme)
	before := account(t, "list").out
	for _, test := range []struct{ name, args, want string }{
		{"an e-mail that has an account", addCoach, "transfert account\u00a0: le compte est refusé\n  adresse\u00a0: "},
		{"a scope that the catalogue does not know", "scope|camille@exemple.fr|i|nulle-part", "le compte est refusé\n  périmètre\u00a0: Le catalogue ne connaît pas\u00a0: nulle-part."},
		{"the address of another account", "email|camille@exemple.fr|sacha@exemple.fr", "  adresse\u00a0: Un compte existe déjà pour cette adresse."},
		{"no address", "email|camille@exemple.fr|camille", "  adresse\u00a0: Indiquez une adresse"},
		{"a scope for the programme", "scope|sacha@exemple.fr|i", "  périmètre\u00a0: Un compte du programme a tout pour périmètre."},
		{"an e-mail without account", "disable|personne@exemple.fr", "aucun compte n’a l’adresse «\u00a0personne@exemple.fr\u00a0»"},
		{"the last account of the programme", "disable|sacha@exemple.fr", "est le dernier compte actif du programme\u00a0: ajoutez-en d’abord un autre"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := account(t, test.args); got.code != exitFailed || got.out != "" || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
			if now := account(t, "list").out; now != before {
				t.Errorf("now\n%s", now)
			}
		})
	}
}

func TestWrongArgumentsForAccountsAreToldBeforeAnyDatabaseOpens(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres:///transfert?host=/nowhere")
	for _, test := range []struct{ name, args, want string }{
		{"nothing to do", "", "indiquez ce qu’il faut faire\u00a0: add, list, scope, email, unbind, disable, enable"},
		{"something else to do", "remove|a@exemple.fr", "indiquez ce qu’il faut faire"},
		{"no e-mail", "enable", "«\u00a0account enable\u00a0» demande une adresse électronique"},
		{"no new address", "email|a@exemple.fr", "demande la nouvelle adresse"},
		{"no scope", "scope|a@exemple.fr", "demande au moins un identifiant"},
		{"an argument too many", "disable|a@exemple.fr|b@exemple.fr", "l’argument «\u00a0b@exemple.fr\u00a0» est de trop"},
		{"an argument too many for a new account", addProgramme + "|i", "l’argument «\u00a0i\u00a0» est de trop"},
		{"an argument too many for the list", "list|i", "l’argument «\u00a0i\u00a0» est de trop"},
		{"an option of something else", "enable|a@exemple.fr|--role|coach", "l’option «\u00a0--role\u00a0» n’est pas une option de «\u00a0account enable\u00a0»"},
		{"an account without anything, on a line for each field", "add|camille", "le compte est refusé\n  adresse\u00a0: Indiquez une adresse"},
		{"a name that is missing", "add|camille", "\n  nom\u00a0: Indiquez le prénom"},
		{"a role that does not exist", "add|a@exemple.fr|--name|A|--role|directeur", "\n  rôle\u00a0: Choisissez un rôle."},
		{"a coach without scope", "add|a@exemple.fr|--name|A|--role|coach", "\n  périmètre\u00a0: Choisissez"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := account(t, test.args); got.code != exitUsage || got.out != "" || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
		})
	}
}
