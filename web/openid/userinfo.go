package openid

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// claims are what the provider tells of a person at its userinfo endpoint
// (OpenID Connect Core 1.0, section 5.1). usual_name is ProConnect's.
type claims struct {
	Subject       string `json:"sub"`
	Email         string `json:"email"`
	EmailVerified any    `json:"email_verified"` // some providers write "false"
	GivenName     string `json:"given_name"`
	UsualName     string `json:"usual_name"`
	FamilyName    string `json:"family_name"`
	Name          string `json:"name"`
}

// ask returns what the provider tells of the person, as JSON or as a signed JWT
// (section 5.3.2). go-oidc's own UserInfo verifies of the latter the signature
// alone, and quotes answers in its errors.
func (p *Provider) ask(ctx context.Context, known *metadata, token *oauth2.Token) (claims, error) {
	kind, body, err := p.fetch(ctx, known.userinfo, token)
	var failure status
	if errors.As(err, &failure) && failure < http.StatusInternalServerError {
		return claims{}, refused("userinfo: %w", failure)
	}
	if err != nil {
		return claims{}, down("userinfo", err)
	}
	if kind == "application/jwt" {
		return p.signed(ctx, known, string(body))
	}
	var who claims
	if err := json.Unmarshal(body, &who); err != nil {
		return claims{}, down("userinfo", err)
	}
	return who, nil
}

// fetch returns the media type and the body of the userinfo endpoint's answer.
func (p *Provider) fetch(ctx context.Context, address string, token *oauth2.Token) (string, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", nil, err
	}
	token.SetAuthHeader(request)
	answer, err := p.client.Do(request)
	if err != nil {
		return "", nil, err
	}
	body, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return "", nil, err
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	return kind, body, err
}

// signed verifies an answer that is a JWT. Its issuer and audience need not be
// there, but must be right; unlike an ID token it need not expire.
func (p *Provider) signed(ctx context.Context, known *metadata, raw string) (claims, error) {
	token, err := known.verify(ctx, raw, oidc.Config{
		SkipIssuerCheck: true, SkipClientIDCheck: true, SkipExpiryCheck: true,
	}, p.config.Issuer)
	if err != nil {
		return claims{}, err
	}
	if token.Issuer != "" && token.Issuer != p.config.Issuer {
		return claims{}, refused("userinfo of issuer %q", token.Issuer)
	}
	if len(token.Audience) > 0 && !slices.Contains(token.Audience, p.config.ClientID) {
		return claims{}, refused("userinfo for %q", token.Audience)
	}
	var who claims
	if err := token.Claims(&who); err != nil {
		return claims{}, down("userinfo", err)
	}
	return who, nil
}

// identity makes an identity of the claims, which must be about the subject of
// the ID token (section 5.3.2).
func (c claims) identity(subject string) (Identity, error) {
	email := strings.ToLower(strings.TrimSpace(c.Email))
	switch {
	case c.Subject != subject:
		return Identity{}, refused("userinfo of somebody else")
	case email == "", c.EmailVerified == false, c.EmailVerified == "false":
		return Identity{}, ErrAddress
	}
	return Identity{Subject: subject, Email: email, Name: c.name()}, nil
}

func (c claims) name() string {
	last := cmp.Or(c.UsualName, c.FamilyName)
	if last == "" {
		return cmp.Or(c.Name, c.GivenName)
	}
	return strings.TrimSpace(c.GivenName + " " + last)
}
