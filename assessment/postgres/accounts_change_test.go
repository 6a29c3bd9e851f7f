package postgres_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func disable(ctx context.Context, store *postgres.Store, a assessment.Account) error {
	_, err := store.DisableAccount(ctx, a.ID, a.Revision, assessment.Account{}, noon)
	return err
}

func enable(ctx context.Context, store *postgres.Store, a assessment.Account) error {
	_, err := store.EnableAccount(ctx, a.ID, a.Revision, assessment.Account{}, noon)
	return err
}

func save(ctx context.Context, store *postgres.Store, a assessment.Account) error {
	_, err := store.SaveAccount(ctx, a, assessment.Account{}, noon)
	return err
}

func TestAChangeKeepsTheDayAndCountsRevisions(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a", "b")
	before := keepAccount(t, store, accountOf(assessment.Coach, "camille", "a"))
	changed := assessment.Account{ID: before.ID, Email: "autre@exemple.fr", Name: " Camille Petit ", Role: assessment.Administration, Scope: []string{"b", "a"}, Revision: 1}
	saved, err := store.SaveAccount(t.Context(), changed, assessment.Account{}, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]assessment.Account{"saved": saved, "read again": kept(t, store, before)} {
		if got.Email != "autre@exemple.fr" || got.Name != "Camille Petit" || got.Role != assessment.Administration ||
			!slices.Equal(got.Scope, []string{"a", "b"}) || !got.CreatedAt.Equal(noon) || got.Revision != 2 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	saved.Role = assessment.Programme
	if saved, err = store.SaveAccount(t.Context(), saved, assessment.Account{}, noon); err != nil || len(saved.Scope) != 0 {
		t.Errorf("the programme’s scope is %q, %v", saved.Scope, err)
	}
}

func TestAScopeThatTheCatalogueHasLostMayStayButNotComeBack(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a", "perdu")
	account := keepAccount(t, store, accountOf(assessment.Coach, "camille", "a", "perdu"))
	exec(t, tx, `DELETE FROM startup_incubators WHERE incubator_id = 'perdu'`)
	account.Name = "Camille Petit"
	account, err := store.SaveAccount(t.Context(), account, assessment.Account{}, noon)
	if err != nil || len(account.Scope) != 2 {
		t.Fatalf("kept %q, %v", account.Scope, err)
	}
	account.Scope = []string{"a"}
	if account, err = store.SaveAccount(t.Context(), account, assessment.Account{}, noon); err != nil {
		t.Fatal(err)
	}
	account.Scope = []string{"a", "perdu"}
	err = save(t.Context(), store, account)
	if wrong, ok := errors.AsType[assessment.FieldErrors](err); !ok || wrong.Message("scope") == "" {
		t.Errorf("got %v", err)
	}
}

func TestWhoChangesAnAccountSeesWhatOthersDidSince(t *testing.T) {
	for name, change := range map[string]func(context.Context, *postgres.Store, assessment.Account) error{
		"saving": save, "disabling": disable, // to enable what is enabled changes nothing
	} {
		t.Run(name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepScopes(t, tx, "a")
			read := keepAccount(t, store, accountOf(assessment.Coach, "camille", "a"))
			meanwhile := read
			meanwhile.Name = "Camille Petit"
			if err := save(t.Context(), store, meanwhile); err != nil {
				t.Fatal(err)
			}
			if err := change(t.Context(), store, read); !errors.Is(err, assessment.ErrConflict) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestADisabledAccountStaysAndCanComeBack(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepScopes(t, tx, "a")
	account := keepAccount(t, store, accountOf(assessment.Coach, "camille", "a"))
	if err := disable(t.Context(), store, account); err != nil {
		t.Fatal(err)
	}
	gone := kept(t, store, account)
	if gone.Active() || !gone.DisabledAt.Equal(noon) || !gone.EndedAt.Equal(noon) || gone.Revision != 2 {
		t.Errorf("disabled: %+v", gone)
	}
	if again, err := store.DisableAccount(t.Context(), gone.ID, gone.Revision, assessment.Account{}, noon.Add(time.Hour)); err != nil || !again.EndedAt.Equal(noon) || again.Revision != 2 {
		t.Errorf("disabled twice: %+v, %v", again, err)
	}
	if err := enable(t.Context(), store, gone); err != nil {
		t.Fatal(err)
	}
	if back := kept(t, store, account); !back.Active() || !back.EndedAt.Equal(noon) || back.Revision != 3 {
		t.Errorf("enabled again, with its old sessions over: %+v", back)
	}
}

func TestTheProgrammeKeepsAnActiveAccount(t *testing.T) {
	demote := func(ctx context.Context, store *postgres.Store, a assessment.Account) error {
		a.Role, a.Scope = assessment.Coach, []string{"a"}
		return save(ctx, store, a)
	}
	rename := func(ctx context.Context, store *postgres.Store, a assessment.Account) error {
		a.Name = "Autre"
		return save(ctx, store, a)
	}
	for _, test := range []struct {
		name   string
		others int // active accounts of the programme
		change func(context.Context, *postgres.Store, assessment.Account) error
		want   error
	}{
		{"the last one cannot be disabled", 0, disable, assessment.ErrLastOne},
		{"the last one cannot get another role", 0, demote, assessment.ErrLastOne},
		{"the last one can get another name", 0, rename, nil},
		{"one of two can be disabled", 1, disable, nil},
		{"one of two can get another role", 1, demote, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			tx := postgrestest.Tx(t)
			store := postgres.New(tx)
			keepScopes(t, tx, "a")
			keepAccount(t, store, accountOf(assessment.Coach, "coach", "a"))
			account := keepAccount(t, store, accountOf(assessment.Programme, "camille"))
			gone := keepAccount(t, store, accountOf(assessment.Programme, "partie"))
			if err := disable(t.Context(), store, gone); err != nil {
				t.Fatal(err)
			}
			for range test.others {
				keepAccount(t, store, accountOf(assessment.Programme, "autre"))
			}
			if err := test.change(t.Context(), store, account); !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if now := kept(t, store, account); test.want != nil && now.Revision != account.Revision {
				t.Errorf("it changed all the same: %+v", now)
			}
		})
	}
}

func TestOfAllWhoLeaveTheProgrammeAtOnceOneStays(t *testing.T) {
	pool := postgrestest.Database(t)
	store := postgres.New(pool)
	keepScopes(t, pool, "a")
	leave := []func(context.Context, *postgres.Store, assessment.Account) error{disable, func(ctx context.Context, s *postgres.Store, a assessment.Account) error {
		a.Role, a.Scope = assessment.Coach, []string{"a"}
		return save(ctx, s, a)
	}}
	const rounds = 20
	for round := range rounds {
		two := []assessment.Account{
			keepAccount(t, store, accountOf(assessment.Programme, string(rune('a'+round))+"-un")),
			keepAccount(t, store, accountOf(assessment.Programme, string(rune('a'+round))+"-deux")),
		}
		exec(t, pool, `UPDATE accounts SET disabled_at = $1 WHERE NOT id = ANY($2)`, noon, []int64{two[0].ID, two[1].ID})
		start, results := make(chan struct{}), make(chan error, len(two))
		for i, account := range two {
			go func() {
				<-start
				results <- leave[(round+i)%2](t.Context(), store, account)
			}()
		}
		close(start)
		first, second := <-results, <-results
		if first != nil {
			first, second = second, first
		}
		if first != nil || !errors.Is(second, assessment.ErrLastOne) {
			t.Fatalf("round %d: %v and %v, want one success and one refusal", round, first, second)
		}
	}
}
