package openidtest

import (
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// request is a sign-in under way at the provider: what the site asked, and who
// answered.
type request struct {
	*oidc.AuthRequest
	id     string
	at     time.Time
	person person
}

func (r *request) GetID() string          { return r.id }
func (r *request) GetAMR() []string       { return nil }
func (r *request) GetAudience() []string  { return []string{r.ClientID} }
func (r *request) GetAuthTime() time.Time { return r.at }
func (r *request) GetClientID() string    { return r.ClientID }
func (r *request) GetNonce() string       { return r.Nonce }
func (r *request) GetScopes() []string    { return r.Scopes }
func (r *request) GetSubject() string     { return r.person.subject() }
func (r *request) Done() bool             { return r.person.email != "" }

// GetACR is the level that the site prefers: everybody here is that well known.
func (r *request) GetACR() string {
	if len(r.ACRValues) == 0 {
		return ""
	}
	return r.ACRValues[0]
}

func (r *request) GetCodeChallenge() *oidc.CodeChallenge {
	if r.CodeChallenge == "" {
		return nil
	}
	return &oidc.CodeChallenge{Challenge: r.CodeChallenge, Method: r.CodeChallengeMethod}
}

// client is the site as the provider knows it.
type client struct{ redirectURL, home string }

func (c client) GetID() string                        { return clientID }
func (c client) RedirectURIs() []string               { return []string{c.redirectURL} }
func (c client) PostLogoutRedirectURIs() []string     { return nil }
func (c client) RedirectURIGlobs() []string           { return nil }
func (c client) PostLogoutRedirectURIGlobs() []string { return []string{c.home + "*"} }
func (c client) ApplicationType() op.ApplicationType  { return op.ApplicationTypeWeb }
func (c client) AuthMethod() oidc.AuthMethod          { return oidc.AuthMethodBasic }
func (c client) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}
func (c client) GrantTypes() []oidc.GrantType         { return []oidc.GrantType{oidc.GrantTypeCode} }
func (c client) LoginURL(id string) string            { return "/login?id=" + id }
func (c client) AccessTokenType() op.AccessTokenType  { return op.AccessTokenTypeBearer }
func (c client) IDTokenLifetime() time.Duration       { return time.Minute }
func (c client) DevMode() bool                        { return true }
func (c client) IsScopeAllowed(string) bool           { return true }
func (c client) IDTokenUserinfoClaimsAssertion() bool { return false }
func (c client) ClockSkew() time.Duration             { return 0 }

func (c client) RestrictAdditionalIdTokenScopes() func([]string) []string     { return unrestricted }
func (c client) RestrictAdditionalAccessTokenScopes() func([]string) []string { return unrestricted }

func unrestricted(scopes []string) []string { return scopes }
