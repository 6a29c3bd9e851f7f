package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// identity is somebody at the provider of these tests.
func identity(subject, email string) assessment.Identity {
	return assessment.Identity{Issuer: "https://idp.example", Subject: subject, Email: email}
}

// docs/design.md, an account is bound.
func TestAnAccountIsBoundToTheIdentityOfItsFirstSignIn(t *testing.T) {
	for _, test := range []struct {
		name   string
		signed []assessment.Identity // one after the other
		want   error                 // of the last one
		email  string                // of Camille's account afterwards
	}{
		{"the first time, by its e-mail", []assessment.Identity{identity("1", "camille@exemple.fr")}, nil, "camille@exemple.fr"},
		{"again", []assessment.Identity{identity("1", "camille@exemple.fr"), identity("1", "camille@exemple.fr")}, nil, "camille@exemple.fr"},
		{"with an e-mail that changed", []assessment.Identity{identity("1", "camille@exemple.fr"), identity("1", "durand@exemple.fr")}, nil, "durand@exemple.fr"},
		{"with an e-mail that changed back", []assessment.Identity{identity("1", "camille@exemple.fr"), identity("1", "durand@exemple.fr"),
			identity("1", "camille@exemple.fr")}, nil, "camille@exemple.fr"},
		{"with an e-mail that is another account's", []assessment.Identity{identity("1", "camille@exemple.fr"), identity("1", "sacha@exemple.fr")},
			assessment.ErrTaken, "camille@exemple.fr"},
		{"as another one with the same e-mail", []assessment.Identity{identity("1", "camille@exemple.fr"), identity("2", "camille@exemple.fr")},
			assessment.ErrBound, "camille@exemple.fr"},
		{"with the same sub of another provider", []assessment.Identity{identity("1", "camille@exemple.fr"),
			{Issuer: "https://other.example", Subject: "1", Email: "camille@exemple.fr"}}, assessment.ErrBound, "camille@exemple.fr"},
		{"with an e-mail that has no account", []assessment.Identity{identity("1", "autre@exemple.fr")}, assessment.ErrNotFound, "camille@exemple.fr"},
		{"with a subject no text can hold", []assessment.Identity{identity("\x00", "camille@exemple.fr")}, assessment.ErrNotFound, "camille@exemple.fr"},
	} {
		t.Run(test.name, func(t *testing.T) {
			store := postgres.New(postgrestest.Tx(t))
			camille := keepAccount(t, store, accountOf(assessment.Programme, "camille"))
			keepAccount(t, store, accountOf(assessment.Programme, "sacha"))
			var got assessment.Account
			var err error
			for _, who := range test.signed {
				got, err = store.Identify(t.Context(), who, noon)
			}
			if !errors.Is(err, test.want) || test.want == nil && (got.ID != camille.ID || !got.Identifies(test.signed[0])) {
				t.Errorf("got %+v, %v", got, err)
			}
			if now := kept(t, store, camille); now.Email != test.email {
				t.Errorf("the e-mail is %q", now.Email)
			}
		})
	}
}

func TestADisabledAccountIsNotBound(t *testing.T) {
	store := postgres.New(postgrestest.Tx(t))
	camille := keepAccount(t, store, accountOf(assessment.Programme, "camille"))
	keepAccount(t, store, accountOf(assessment.Programme, "sacha"))
	if err := disable(t.Context(), store, camille); err != nil {
		t.Fatal(err)
	}
	got, err := store.Identify(t.Context(), identity("1", camille.Email), noon)
	if err != nil || got.Active() || kept(t, store, camille).Bound() {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestOfTwoIdentitiesThatComeAtOnceOneIsBound(t *testing.T) {
	store := postgres.New(postgrestest.Database(t))
	for round := range 10 {
		name := fmt.Sprintf("camille%d", round)
		account := keepAccount(t, store, accountOf(assessment.Programme, name))
		start, results := make(chan struct{}), make(chan error, 2)
		for _, subject := range []string{"one", "two"} {
			go func() {
				<-start
				_, err := store.Identify(t.Context(), identity(name+subject, account.Email), noon)
				results <- err
			}()
		}
		close(start)
		first, second := <-results, <-results
		if first != nil {
			first, second = second, first
		}
		if first != nil || !errors.Is(second, assessment.ErrBound) {
			t.Fatalf("round %d: %v and %v, want one success and one refusal", round, first, second)
		}
	}
}

func TestTheProgrammeEditsAnAddressAndUnbinds(t *testing.T) {
	store := postgres.New(postgrestest.Tx(t))
	camille := keepAccount(t, store, accountOf(assessment.Programme, "camille"))
	sacha := keepAccount(t, store, accountOf(assessment.Programme, "sacha"))
	camille.Email = sacha.Email
	_, err := store.SaveAccount(t.Context(), camille, sacha, noon)
	if wrong, ok := errors.AsType[assessment.FieldErrors](err); !ok || wrong.Message("email") == "" {
		t.Errorf("the address of another account: %v", err)
	}
	camille.Email = " Durand@exemple.fr"
	if camille, err = store.SaveAccount(t.Context(), camille, sacha, noon); err != nil || camille.Email != "durand@exemple.fr" {
		t.Fatalf("%+v, %v", camille, err)
	}
	if camille, err = store.Identify(t.Context(), identity("1", "durand@exemple.fr"), noon); err != nil {
		t.Fatal(err)
	}
	later := noon.Add(time.Hour)
	if camille, err = store.UnbindAccount(t.Context(), camille.ID, camille.Revision, sacha, later); err != nil || camille.Bound() || !camille.EndedAt.Equal(later) {
		t.Errorf("unbound: %+v, %v", camille, err)
	}
	if again, err := store.UnbindAccount(t.Context(), camille.ID, 1, sacha, later.Add(1)); err != nil || again.Revision != camille.Revision {
		t.Errorf("unbound twice: %+v, %v", again, err)
	}
	if camille, err = store.Identify(t.Context(), identity("2", "durand@exemple.fr"), later); err != nil || !camille.Bound() {
		t.Errorf("bound anew: %+v, %v", camille, err)
	}
	if err := store.EndSessions(t.Context(), camille, later.Add(time.Hour)); err != nil || !kept(t, store, camille).EndedAt.Equal(later.Add(time.Hour)) {
		t.Errorf("%v", err)
	}
	events, err := store.Events(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, e := range events[:5] {
		told = append(told, strings.ReplaceAll(e.Author+" : "+e.Detail, "\u00a0", " "))
	}
	want := []string{
		"camille : sessions terminées partout",
		"camille : rattaché à l’identité 2 de https://idp.example",
		"sacha : détaché de l’identité 1 de https://idp.example",
		"camille : rattaché à l’identité 1 de https://idp.example",
		"sacha : adresse : camille@exemple.fr devient durand@exemple.fr",
	}
	if !slices.Equal(told, want) {
		t.Errorf("got  %q\nwant %q", told, want)
	}
}
