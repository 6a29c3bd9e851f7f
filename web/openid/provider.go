package openid

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Provider signs people in with one OpenID Connect provider. It may be used by
// several goroutines at once.
type Provider struct {
	config Config
	client *http.Client
	known  atomic.Pointer[metadata]
}

// New returns a provider. Nothing is fetched before it is needed, so that the
// site starts while the provider is down.
func New(c Config) *Provider {
	return &Provider{config: c, client: client()}
}

// metadata is what the provider says of itself (OpenID Connect Discovery 1.0,
// section 3), ready for use.
type metadata struct {
	flow                 oauth2.Config
	keys                 oidc.KeySet
	algorithms           []string
	userinfo, endSession string
}

// discover returns the provider's metadata, which is fetched until that
// succeeds once.
func (p *Provider) discover(ctx context.Context) (*metadata, error) {
	if known := p.known.Load(); known != nil {
		return known, nil
	}
	discovered, err := oidc.NewProvider(p.with(ctx), p.config.Issuer)
	if err != nil {
		return nil, down("discovery", err)
	}
	known, err := p.metadata(discovered)
	if err != nil {
		return nil, down("discovery", err)
	}
	p.known.Store(known)
	return known, nil
}

func (p *Provider) metadata(discovered *oidc.Provider) (*metadata, error) {
	var says struct {
		Keys        string   `json:"jwks_uri"`
		EndSession  string   `json:"end_session_endpoint"`
		Algorithms  []string `json:"id_token_signing_alg_values_supported"`
		AuthMethods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := discovered.Claims(&says); err != nil {
		return nil, err
	}
	endpoint := discovered.Endpoint()
	for _, address := range []string{endpoint.AuthURL, endpoint.TokenURL, says.Keys, discovered.UserInfoEndpoint()} {
		if !absolute(address) {
			return nil, errEndpoint
		}
	}
	// Told once from the metadata: trying both ways would spend the code on the first.
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if len(says.AuthMethods) > 0 && !slices.Contains(says.AuthMethods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &metadata{
		flow: oauth2.Config{
			ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret,
			RedirectURL: p.config.RedirectURL, Scopes: p.config.Scopes, Endpoint: endpoint,
		},
		// Keys are fetched again when the provider changes them, long after this request.
		keys:       oidc.NewRemoteKeySet(p.with(context.Background()), says.Keys),
		algorithms: slices.DeleteFunc(says.Algorithms, symmetric),
		userinfo:   discovered.UserInfoEndpoint(), endSession: says.EndSession,
	}, nil
}

// symmetric says of an algorithm that it has no public key to verify with.
func symmetric(algorithm string) bool {
	return slices.Contains([]string{"none", "HS256", "HS384", "HS512"}, algorithm)
}

// Attempt is one sign-in under way: what the browser's session must remember
// until the provider sends the browser back, and forget then.
type Attempt struct{ State, Nonce, Verifier string }

// Begin makes an attempt with random values, and the address that starts it.
// The error is [ErrDown].
func (p *Provider) Begin(ctx context.Context) (Attempt, string, error) {
	known, err := p.discover(ctx)
	if err != nil {
		return Attempt{}, "", err
	}
	a := Attempt{State: random(), Nonce: random(), Verifier: oauth2.GenerateVerifier()}
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if p.config.ACRValues != "" {
		options = append(options, oauth2.SetAuthURLParam("acr_values", p.config.ACRValues))
	}
	return a, known.flow.AuthCodeURL(a.State, options...), nil
}

// random returns 32 random bytes as 43 characters that an address may hold.
// ProConnect wants at least 32 characters.
func random() string { return oauth2.GenerateVerifier() }

// Home is the site's own address, as the provider knows it, without a path:
// https://transfert.example.
func (p *Provider) Home() string {
	u, err := url.Parse(p.config.RedirectURL)
	if err != nil {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

// LogoutURL is where the browser goes to end the provider's session too, and
// from there to after, an absolute address that the provider knows (OpenID
// Connect RP-Initiated Logout 1.0). It is "" where the provider has no such
// address, or where it is down and was never reached.
func (p *Provider) LogoutURL(ctx context.Context, idToken, after string) string {
	known, err := p.discover(ctx)
	if err != nil {
		return ""
	}
	u, err := url.Parse(known.endSession)
	if err != nil || known.endSession == "" {
		return ""
	}
	query := u.Query()
	query.Set("id_token_hint", idToken)
	query.Set("post_logout_redirect_uri", after)
	query.Set("state", random())
	u.RawQuery = query.Encode()
	return u.String()
}
