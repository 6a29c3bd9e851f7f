package openid_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"transfert/web/openid"
	"transfert/web/openid/openidtest"
)

func TestDownAndUpAgain(t *testing.T) {
	provider, site := start(t)
	provider.Down(true)
	_, _, err := site.Begin(t.Context())
	check(t, err, openid.ErrDown)

	provider.Down(false)
	attempt, back := begin(t, site)

	provider.Down(true)
	_, err = site.Finish(t.Context(), attempt, back)
	check(t, err, openid.ErrDown)

	provider.Down(false)
	_, err = site.Finish(t.Context(), attempt, back)
	check(t, err, nil)
}

func TestKeysMayChange(t *testing.T) {
	provider, site := start(t)
	provider.UserinfoJWT = true
	_, err := signIn(t, site)
	check(t, err, nil)
	provider.RotateKey()
	_, err = signIn(t, site)
	check(t, err, nil)
}

func TestDownInTheMiddle(t *testing.T) {
	for _, test := range []struct {
		name  string
		known bool // whether the provider's keys were fetched before
	}{
		{"keys that cannot be fetched make the provider down", false},
		{"userinfo that cannot be fetched makes the provider down", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			provider, site := start(t)
			if test.known {
				_, err := signIn(t, site)
				check(t, err, nil)
			}
			provider.IDToken = openidtest.Alteration{Claims: func(map[string]any) { provider.Down(true) }}
			_, err := signIn(t, site)
			check(t, err, openid.ErrDown)
		})
	}
}

func TestNonsenseIsNoProvider(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
	}{
		{"an error", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "a long story", http.StatusBadGateway) }},
		{"a missing page", http.NotFound},
		{"a page", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<h1>Maintenance</h1>") }},
		{"another provider", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"issuer": "https://other.example"}`) }},
		{"no endpoints", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, `{"issuer": "http://%s"}`, r.Host) }},
		{"more than anybody needs", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, strings.Repeat(" ", 2<<20), metadata("http://"+r.Host))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(test.answer)
			t.Cleanup(server.Close)
			_, _, err := openid.New(openid.Config{Issuer: server.URL, ClientID: "transfert"}).Begin(t.Context())
			check(t, err, openid.ErrDown)
			if strings.Contains(err.Error(), "story") {
				t.Errorf("%q quotes the answer", err)
			}
		})
	}
}

// metadata is what a provider says of itself that takes secrets in the body
// alone, as ProConnect's does.
func metadata(issuer string) string {
	return fmt.Sprintf(`{"issuer": %[1]q, "authorization_endpoint": "%[1]s/authorize", "token_endpoint": "%[1]s/token",
		"jwks_uri": "%[1]s/keys", "userinfo_endpoint": "%[1]s/userinfo",
		"token_endpoint_auth_methods_supported": ["client_secret_post"]}`, issuer)
}

func TestTheSecretIsSentOnce(t *testing.T) {
	var forms []url.Values
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, metadata(server.URL))
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		forms = append(forms, r.PostForm)
		if _, _, basic := r.BasicAuth(); basic {
			t.Error("the secret is in the header too")
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error": "invalid_grant", "error_description": "a long story"}`)
	})
	site := openid.New(openid.Config{Issuer: server.URL, ClientID: "transfert", ClientSecret: "secret", RedirectURL: retour})
	attempt, _, err := site.Begin(t.Context())
	check(t, err, nil)
	_, err = site.Finish(t.Context(), attempt, url.Values{"state": {attempt.State}, "code": {"a-code"}})
	check(t, err, openid.ErrSpent)
	if len(forms) != 1 || forms[0].Get("client_secret") != "secret" || forms[0].Get("code_verifier") != attempt.Verifier {
		t.Errorf("the provider was asked %v", forms)
	}
}
