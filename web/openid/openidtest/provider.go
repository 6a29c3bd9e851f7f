// Package openidtest runs a real OpenID Connect provider on loopback for tests:
// zitadel's, without any screen. Whoever was named with [Provider.SignIn] is
// signed in; where nobody was, access is denied. What the library does right
// can be made wrong, to see it refused.
package openidtest

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"transfert/web/openid"
)

const (
	clientID     = "transfert"
	clientSecret = "a secret: of tests/only" // needs escaping, as real ones may
)

// Provider is a provider that runs until the end of the test. Its fields are
// set before the browser starts, not meanwhile.
type Provider struct {
	// URL is the provider's address and issuer.
	URL string
	// UserinfoJWT has userinfo answered as a signed JWT, as ProConnect does.
	UserinfoJWT bool
	// IDToken and Userinfo alter what the provider says.
	IDToken, Userinfo Alteration

	library *op.Provider
	store   *storage
	down    atomic.Bool
}

// Start starts a provider that knows no client yet: see [Provider.Config].
func Start(t testing.TB) *Provider {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	p := &Provider{
		URL:   "http://" + server.Listener.Addr().String(),
		store: &storage{key: newKey(), pending: map[string]*request{}, people: map[string]person{}},
	}
	var err error
	p.library, err = op.NewProvider(&op.Config{CodeMethodS256: true, AuthMethodPost: true}, p.store,
		op.StaticIssuer(p.URL), op.WithAllowInsecure())
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = p
	server.Start()
	t.Cleanup(server.Close)
	return p
}

// Config makes a site the provider's client, the only one, and returns what the
// site must know. The provider sends browsers back to redirectURL, and after a
// logout to the site's home page or one directly below.
func (p *Provider) Config(redirectURL string) openid.Config {
	p.store.register(redirectURL)
	return openid.Config{
		Issuer: p.URL, ClientID: clientID, ClientSecret: clientSecret, RedirectURL: redirectURL,
		Scopes: []string{"openid", "email", "given_name", "usual_name"}, ACRValues: "eidas1",
	}
}

// SignIn says who is signed in from now on; nobody, where the address is "".
func (p *Provider) SignIn(email, givenName, usualName string) {
	p.store.signIn(person{email, givenName, usualName})
}

// RotateKey replaces the provider's key; the former is no longer published.
func (p *Provider) RotateKey() { p.store.rotate() }

// Down says whether the provider hangs up on everybody.
func (p *Provider) Down(down bool) { p.down.Store(down) }

// ServeHTTP answers as the provider: it is the library that does, but for its
// missing sign-in page and the alterations.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.down.Load() {
		panic(http.ErrAbortHandler)
	}
	switch r.URL.Path {
	case "/login":
		p.login(w, r)
	case p.library.TokenEndpoint().Relative():
		p.alter(w, r, p.alterTokens)
	case p.library.UserinfoEndpoint().Relative():
		p.alter(w, r, p.alterUserinfo)
	default:
		p.library.ServeHTTP(w, r)
	}
}

// login stands for the page where people sign in or give up.
func (p *Provider) login(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("id")
	signedIn, err := p.store.authenticate(id)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if signedIn.Done() {
		ctx := op.ContextWithIssuer(r.Context(), p.URL)
		http.Redirect(w, r, op.AuthCallbackURL(p.library)(ctx, id), http.StatusFound)
		return
	}
	op.AuthRequestError(w, r, signedIn, oidc.ErrAccessDenied(), p.library)
}
