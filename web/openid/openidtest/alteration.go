package openidtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/zitadel/oidc/v3/pkg/crypto"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Alteration is how an answer of the provider differs from the right one.
type Alteration struct {
	// Claims changes the claims before they are signed; nil leaves them.
	Claims func(map[string]any)
	// Forged has them signed by another key than the one that is published,
	// under the latter's id.
	Forged bool
}

func (a Alteration) change(claims map[string]any) {
	if a.Claims != nil {
		a.Claims(claims)
	}
}

// alter answers with what change makes of the library's answer, unless that is
// an error.
func (p *Provider) alter(w http.ResponseWriter, r *http.Request, change func([]byte) (kind string, body []byte, err error)) {
	right := httptest.NewRecorder()
	p.library.ServeHTTP(right, r)
	kind, body := right.Header().Get("Content-Type"), right.Body.Bytes()
	if right.Code == http.StatusOK {
		var err error
		if kind, body, err = change(body); err != nil {
			panic(fmt.Errorf("openidtest: %w", err))
		}
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(right.Code)
	_, _ = w.Write(body) // the test sees what is missing
}

func (p *Provider) alterTokens(body []byte) (string, []byte, error) {
	var tokens, claims map[string]any
	if err := json.Unmarshal(body, &tokens); err != nil {
		return "", nil, err
	}
	if _, err := oidc.ParseToken(fmt.Sprint(tokens["id_token"]), &claims); err != nil {
		return "", nil, err
	}
	p.IDToken.change(claims)
	signed, err := p.sign(claims, p.IDToken.Forged)
	if err != nil {
		return "", nil, err
	}
	tokens["id_token"] = signed
	body, err = json.Marshal(tokens)
	return "application/json", body, err
}

func (p *Provider) alterUserinfo(body []byte) (string, []byte, error) {
	var claims map[string]any
	if err := json.Unmarshal(body, &claims); err != nil {
		return "", nil, err
	}
	if p.UserinfoJWT {
		claims["iss"], claims["aud"] = p.URL, clientID
	}
	p.Userinfo.change(claims)
	if p.UserinfoJWT {
		signed, err := p.sign(claims, p.Userinfo.Forged)
		return "application/jwt", []byte(signed), err
	}
	body, err := json.Marshal(claims)
	return "application/json", body, err
}

func (p *Provider) sign(claims map[string]any, forged bool) (string, error) {
	by := p.store.current()
	if forged {
		by.private = newKey().private
	}
	signer, err := op.SignerFromKey(by)
	if err != nil {
		return "", err
	}
	return crypto.Sign(claims, signer)
}
