package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// keepScopes puts a startup into the catalogue that has the incubator and the
// sponsor of that id; the documents of the catalogue name neither.
func keepScopes(t testing.TB, db postgres.DB, ids ...string) {
	t.Helper()
	for _, id := range ids {
		keepStartups(t, db, "service-"+id)
		exec(t, db, `INSERT INTO startup_incubators VALUES ($1, 0, $2)`, "service-"+id, id)
		exec(t, db, `INSERT INTO startup_sponsors VALUES ($1, 0, $2)`, "service-"+id, id)
	}
}

// accountOf is an account that nobody has added yet.
func accountOf(role assessment.Role, name string, scope ...string) assessment.Account {
	return assessment.Account{Email: name + "@exemple.fr", Name: name, Role: role, Scope: scope}
}

// keepAccount adds an account from the command line.
func keepAccount(t testing.TB, store *postgres.Store, a assessment.Account) assessment.Account {
	t.Helper()
	kept, err := store.AddAccount(t.Context(), a, assessment.Account{}, noon)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// kept reads an account again.
func kept(t testing.TB, store *postgres.Store, a assessment.Account) assessment.Account {
	t.Helper()
	a, err := store.Account(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAccountComesBackAsItIsKept(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a", "b")
	added := keepAccount(t, store, assessment.Account{Email: " Camille@Exemple.FR ", Name: " Camille Durand ", Role: assessment.Coach, Scope: []string{"b", "a", "b"}})
	byID := kept(t, store, added)
	byEmail, err := store.AccountByEmail(t.Context(), " CAMILLE@exemple.fr")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]assessment.Account{"added": added, "by its id": byID, "by its e-mail": byEmail} {
		if got.ID == 0 || got.Email != "camille@exemple.fr" || got.Name != "Camille Durand" || got.Role != assessment.Coach ||
			!slices.Equal(got.Scope, []string{"a", "b"}) || !got.CreatedAt.Equal(noon) || got.Revision != 1 || !got.Active() || !got.EndedAt.IsZero() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestWhatHasNoAccountIsNotFound(t *testing.T) {
	for name, find := range map[string]func(*postgres.Store) error{
		"an id":                         func(s *postgres.Store) error { _, err := s.Account(t.Context(), 7); return err },
		"an e-mail":                     func(s *postgres.Store) error { _, err := s.AccountByEmail(t.Context(), "a@exemple.fr"); return err },
		"an e-mail no text can hold":    func(s *postgres.Store) error { _, err := s.AccountByEmail(t.Context(), "a\x00"); return err },
		"the id of an account to save":  func(s *postgres.Store) error { return save(t.Context(), s, assessment.Account{ID: 7}) },
		"the id of one to disable":      func(s *postgres.Store) error { return disable(t.Context(), s, assessment.Account{ID: 7}) },
		"the id of one to enable again": func(s *postgres.Store) error { return enable(t.Context(), s, assessment.Account{ID: 7}) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := find(postgres.New(postgrestest.Tx(t))); !errors.Is(err, assessment.ErrNotFound) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestWhatCannotBeKeptIsToldFieldByField(t *testing.T) {
	for _, test := range []struct {
		name    string
		account assessment.Account
		field   assessment.Path
	}{
		{"no e-mail", assessment.Account{Name: "A", Role: assessment.Programme}, "email"},
		{"an e-mail that has an account", accountOf(assessment.Programme, "camille"), "email"},
		{"the same e-mail in capitals", accountOf(assessment.Programme, "CAMILLE"), "email"},
		{"no name", assessment.Account{Email: "a@exemple.fr", Role: assessment.Programme}, "name"},
		{"a role that does not exist", accountOf("directeur", "a"), "role"},
		{"no scope", accountOf(assessment.Coach, "a"), "scope"},
		{"a scope that the catalogue does not know", accountOf(assessment.Coach, "a", "i", "nulle-part"), "scope"},
		{"an organisation as the scope of a coach", accountOf(assessment.Coach, "a", "o"), "scope"},
		{"an incubator as the scope of an administration", accountOf(assessment.Administration, "a", "i"), "scope"},
		{"a scope that no text can hold", accountOf(assessment.Coach, "a", "i\x00"), "scope"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepStartups(t, tx, "pix")
			exec(t, tx, `INSERT INTO startup_incubators VALUES ('pix', 0, 'i')`)
			exec(t, tx, `INSERT INTO startup_sponsors VALUES ('pix', 0, 'o')`)
			keepAccount(t, store, accountOf(assessment.Coach, "camille", "i"))
			_, err := store.AddAccount(t.Context(), test.account, assessment.Account{}, noon)
			wrong, ok := errors.AsType[assessment.FieldErrors](err)
			if !ok || len(wrong) != 1 || wrong[0].Field != test.field || wrong[0].Message == "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAnEmailHasOneAccountWhateverItsCase(t *testing.T) {
	for _, email := range []string{"camille@exemple.fr", "Camille@exemple.fr"} {
		t.Run(email, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			keepAccount(t, postgres.New(tx), accountOf(assessment.Programme, "camille"))
			_, err := tx.Exec(t.Context(), `INSERT INTO accounts (email, name, role, scope, created_at, revision) VALUES ($1, 'C', 'programme', '{}', $2, 1)`, email, noon)
			if err == nil {
				t.Error("plain SQL adds another one")
			}
		})
	}
}

func TestAccountsAreListedByRoleAndNameInFrenchOrder(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a")
	for _, a := range []assessment.Account{accountOf(assessment.Programme, "Zoé"), accountOf(assessment.Coach, "Zoé", "a"),
		accountOf(assessment.Coach, "Éloïse", "a"), accountOf(assessment.Coach, "Albert", "a"), accountOf(assessment.Administration, "Fabien", "a")} {
		a.Email = string(a.Role) + "-" + a.Email
		gone := keepAccount(t, store, a)
		if a.Name == "Albert" {
			if err := disable(t.Context(), store, gone); err != nil {
				t.Fatal(err)
			}
		}
	}
	accounts, err := store.Accounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range accounts {
		got = append(got, string(a.Role)+" "+a.Name)
	}
	want := []string{"programme Zoé", "coach Albert", "coach Éloïse", "coach Zoé", "administration Fabien"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
