package openid_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"transfert/web/openid"
	"transfert/web/openid/openidtest"
)

const (
	home   = "https://transfert.example/"
	retour = home + "connexion/retour"
)

// start returns a provider where a person is signed in, and a site that is its
// client.
func start(t *testing.T) (*openidtest.Provider, *openid.Provider) {
	t.Helper()
	provider := openidtest.Start(t)
	provider.SignIn("camille.martin@ministere.example", "Camille", "Martin")
	return provider, openid.New(provider.Config(retour))
}

// browse follows an address through the provider until it sends the browser
// back to the site, and returns where.
func browse(t *testing.T, address string) *url.URL {
	t.Helper()
	browser := http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), home) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	answer, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
	back, err := answer.Location()
	if err != nil {
		t.Fatalf("the provider answered %s instead of sending the browser back", answer.Status)
	}
	return back
}

// begin begins a sign-in and returns it with what the provider sent back.
func begin(t *testing.T, site *openid.Provider) (openid.Attempt, url.Values) {
	t.Helper()
	request, done := context.WithCancel(t.Context())
	attempt, address, err := site.Begin(request)
	done() // as when the answer is sent: nothing may depend on this request any more
	if err != nil {
		t.Fatal(err)
	}
	return attempt, browse(t, address).Query()
}

func signIn(t *testing.T, site *openid.Provider) (openid.Identity, error) {
	t.Helper()
	attempt, back := begin(t, site)
	return site.Finish(t.Context(), attempt, back)
}

// check checks that an error is the one that is wanted and not the other.
func check(t *testing.T, err, want error) {
	t.Helper()
	for _, kind := range []error{openid.ErrRefused, openid.ErrDown, openid.ErrCancelled, openid.ErrSpent, openid.ErrAddress} {
		if errors.Is(err, kind) != errors.Is(want, kind) {
			t.Fatalf("got error %v, want %v", err, want)
		}
	}
	if (err == nil) != (want == nil) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

func TestSignIn(t *testing.T) {
	provider, site := start(t)
	attempt, address, err := site.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	asked, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"response_type": "code", "redirect_uri": retour, "state": attempt.State, "nonce": attempt.Nonce,
		"scope": "openid email given_name usual_name", "acr_values": "eidas1", "code_challenge_method": "S256",
	} {
		if got := asked.Query().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if len(attempt.State) < 32 || len(attempt.Nonce) < 32 {
		t.Error("ProConnect wants at least 32 characters of state and nonce")
	}
	if strings.Contains(address, attempt.Verifier) {
		t.Error("the verifier is for the site alone")
	}
	who, err := site.Finish(t.Context(), attempt, browse(t, address).Query())
	check(t, err, nil)
	if who.Issuer != provider.URL || who.Email != "camille.martin@ministere.example" || who.Name != "Camille Martin" || who.Subject == "" || who.IDToken == "" {
		t.Errorf("got %+v", who)
	}
	provider.SignIn("ali.benali@region.example", "Ali", "Benali")
	other, err := signIn(t, site)
	check(t, err, nil)
	if other.Email != "ali.benali@region.example" || other.Subject == who.Subject {
		t.Errorf("got %+v", other)
	}
}

func TestAttemptsAreTheirOwn(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(a *openid.Attempt, other openid.Attempt, back url.Values)
		want   error
	}{
		{"an attempt ends as it began", func(*openid.Attempt, openid.Attempt, url.Values) {}, nil},
		{"the verifier of another attempt is refused by the provider",
			func(a *openid.Attempt, other openid.Attempt, _ url.Values) { a.Verifier = other.Verifier }, openid.ErrSpent},
		{"without its verifier the code is worth nothing",
			func(a *openid.Attempt, _ openid.Attempt, _ url.Values) { a.Verifier = "" }, openid.ErrRefused},
		{"the nonce of another attempt is refused",
			func(a *openid.Attempt, other openid.Attempt, _ url.Values) { a.Nonce = other.Nonce }, openid.ErrRefused},
		{"without a nonce nothing is accepted",
			func(a *openid.Attempt, _ openid.Attempt, _ url.Values) { a.Nonce = "" }, openid.ErrRefused},
		{"the state of another attempt is refused",
			func(_ *openid.Attempt, other openid.Attempt, back url.Values) { back.Set("state", other.State) }, openid.ErrRefused},
		{"an answer without a state is refused",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) { back.Del("state") }, openid.ErrRefused},
		{"an answer that nobody waits for is refused",
			func(a *openid.Attempt, _ openid.Attempt, back url.Values) { a.State = ""; back.Del("state") }, openid.ErrRefused},
		{"the answer of another provider is refused",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) { back.Set("iss", "https://other.example") }, openid.ErrRefused},
		{"an answer without a code is refused",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) { back.Del("code") }, openid.ErrRefused},
		{"an invented code is refused by the provider",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) { back.Set("code", "invented") }, openid.ErrSpent},
		{"the provider's refusal is one",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) { back.Set("error", "access_denied") }, openid.ErrCancelled},
		{"a provider that says to be overloaded is down",
			func(_ *openid.Attempt, _ openid.Attempt, back url.Values) {
				back.Set("error", "temporarily_unavailable")
			}, openid.ErrDown},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, site := start(t)
			other, _ := begin(t, site)
			attempt, back := begin(t, site)
			test.change(&attempt, other, back)
			_, err := site.Finish(t.Context(), attempt, back)
			check(t, err, test.want)
			for _, secret := range []string{back.Get("code"), attempt.Verifier, attempt.State, attempt.Nonce} {
				if err != nil && secret != "" && strings.Contains(err.Error(), secret) {
					t.Errorf("%q tells a secret", err)
				}
			}
		})
	}
}

func TestACodeServesOnce(t *testing.T) {
	_, site := start(t)
	attempt, back := begin(t, site)
	_, err := site.Finish(t.Context(), attempt, back)
	check(t, err, nil)
	_, err = site.Finish(t.Context(), attempt, back)
	check(t, err, openid.ErrSpent)
}

func TestNobodySignedInAtTheProvider(t *testing.T) {
	provider, site := start(t)
	provider.SignIn("", "", "")
	attempt, back := begin(t, site)
	if back.Get("error") != "access_denied" {
		t.Fatalf("the provider sent back %v", back)
	}
	_, err := site.Finish(t.Context(), attempt, back)
	check(t, err, openid.ErrCancelled)
}

func TestLogoutEndsTheProvidersSessionToo(t *testing.T) {
	provider, site := start(t)
	who, err := signIn(t, site)
	check(t, err, nil)
	after := site.Home() + "/connexion?deconnexion"
	address := site.LogoutURL(t.Context(), who.IDToken, after)
	asked, err := url.Parse(address)
	if err != nil || asked.Query().Get("id_token_hint") != who.IDToken || asked.Query().Get("post_logout_redirect_uri") != after {
		t.Fatalf("got %q, %v", address, err)
	}
	back := browse(t, address)
	if state := back.Query().Get("state"); state == "" || !back.Query().Has("deconnexion") || state != asked.Query().Get("state") {
		t.Errorf("sent back to %s", back)
	}
	provider.Down(true)
	if got := openid.New(provider.Config(retour)).LogoutURL(t.Context(), who.IDToken, home); got != "" {
		t.Errorf("a provider that was never reached has the address %q", got)
	}
}
