package openid

import (
	"context"
	"errors"

	"github.com/coreos/go-oidc/v3/oidc"
)

// subject verifies an ID token (OpenID Connect Core 1.0, section 3.1.3.7) and
// returns whom it is about.
func (p *Provider) subject(ctx context.Context, known *metadata, raw, nonce string) (string, error) {
	token, err := known.verify(ctx, raw, oidc.Config{ClientID: p.config.ClientID}, p.config.Issuer)
	if err != nil {
		return "", err
	}
	var level struct {
		ACR string `json:"acr"`
	}
	if err := token.Claims(&level); err != nil {
		return "", down("ID token", err)
	}
	switch {
	case !same(token.Nonce, nonce):
		return "", refused("nonce of another attempt")
	case token.Subject == "":
		return "", refused("ID token about nobody")
	}
	return token.Subject, checkLevel(p.config.ACRValues, level.ACR)
}

// verify returns a token that the provider signed.
func (m *metadata) verify(ctx context.Context, raw string, config oidc.Config, issuer string) (*oidc.IDToken, error) {
	config.SupportedSigningAlgs = m.algorithms
	keys := &witness{KeySet: m.keys}
	token, err := oidc.NewVerifier(issuer, keys, &config).Verify(ctx, raw)
	switch {
	case err == nil:
		return token, nil
	case keys.unreachable != nil:
		return nil, down("keys", unquoted(keys.unreachable))
	default:
		return nil, refused("token: %w", err)
	}
}

// witness is a set of keys that remembers why it could not be fetched, of which
// the verifier keeps the text alone.
type witness struct {
	oidc.KeySet
	unreachable error
}

// VerifySignature is the key set's own. Its errors wrap another one where the
// keys could not be fetched, and none where the signature is wrong.
func (w *witness) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	payload, err := w.KeySet.VerifySignature(ctx, jwt)
	w.unreachable = errors.Unwrap(err)
	return payload, err
}
