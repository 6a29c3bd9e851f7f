package openid_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"transfert/web/openid"
	"transfert/web/openid/openidtest"
)

// says returns an alteration that sets one claim; nil takes it out.
func says(name string, value any) openidtest.Alteration {
	return openidtest.Alteration{Claims: func(claims map[string]any) {
		if claims[name] = value; value == nil {
			delete(claims, name)
		}
	}}
}

func TestWhatTheProviderMaySay(t *testing.T) {
	var (
		forged  = openidtest.Alteration{Forged: true}
		refused = openid.ErrRefused
		down    = openid.ErrDown
	)
	for _, test := range []struct {
		name              string
		jwt               bool
		idToken, userinfo openidtest.Alteration
		want              error
	}{
		{name: "userinfo may be JSON"},
		{name: "userinfo may be a signed JWT", jwt: true},
		{name: "a signed userinfo may leave out its issuer", jwt: true, userinfo: says("iss", nil)},
		{name: "a signed userinfo may leave out its audience", jwt: true, userinfo: says("aud", nil)},
		{name: "an ID token may be for this client among others", idToken: says("aud", []string{"other", "transfert"})},
		{name: "an e-mail address may be verified", userinfo: says("email_verified", true)},

		{name: "an ID token with another nonce is refused", idToken: says("nonce", "another"), want: refused},
		{name: "an ID token without a nonce is refused", idToken: says("nonce", nil), want: refused},
		{name: "an expired ID token is refused", idToken: says("exp", time.Now().Add(-time.Minute).Unix()), want: refused},
		{name: "an ID token without expiry is refused", idToken: says("exp", nil), want: refused},
		{name: "an ID token for another client is refused", idToken: says("aud", "other"), want: refused},
		{name: "an ID token of another issuer is refused", idToken: says("iss", "https://other.example"), want: refused},
		{name: "an ID token about nobody is refused", idToken: says("sub", nil), want: refused},
		{name: "an ID token signed by another key is refused", idToken: forged, want: refused},

		{name: "a JWT signed by another key is refused", jwt: true, userinfo: forged, want: refused},
		{name: "a JWT about somebody else is refused", jwt: true, userinfo: says("sub", "other"), want: refused},
		{name: "a JWT of another issuer is refused", jwt: true, userinfo: says("iss", "https://other.example"), want: refused},
		{name: "a JWT for another client is refused", jwt: true, userinfo: says("aud", "other"), want: refused},
		{name: "JSON about somebody else is refused", userinfo: says("sub", "other"), want: refused},
		{name: "JSON about nobody is refused", userinfo: says("sub", nil), want: refused},
		{name: "nobody signs in without an e-mail address", userinfo: says("email", nil), want: openid.ErrAddress},
		{name: "nobody signs in with a blank e-mail address", userinfo: says("email", " "), want: openid.ErrAddress},
		{name: "nobody signs in with an unverified e-mail address", userinfo: says("email_verified", false), want: openid.ErrAddress},
		{name: "an unverified e-mail address may be told in a string", userinfo: says("email_verified", "false"), want: openid.ErrAddress},
		{name: "an address that is no text is nonsense", userinfo: says("email", 3), want: down},
	} {
		t.Run(test.name, func(t *testing.T) {
			provider, site := start(t)
			provider.UserinfoJWT, provider.IDToken, provider.Userinfo = test.jwt, test.idToken, test.userinfo
			who, err := signIn(t, site)
			check(t, err, test.want)
			if (who.Email != "") != (err == nil) || err != nil && strings.Contains(err.Error(), "eyJ") {
				t.Errorf("got %+v with error %v", who, err)
			}
		})
	}
}

// docs/design.md, levels of assurance.
func TestLevels(t *testing.T) {
	for _, test := range []struct{ setting, reached, least string }{ // least is what a refusal asks for
		{"eidas1", "eidas1", ""},
		{"eidas1", "eidas1-mfa", ""},
		{"eidas1", "eidas2", ""},
		{"eidas1", "eidas3", ""},
		{"eidas1", "eidas0", "eidas1"},
		{"eidas1", "eidas0-mfa", "eidas1"},
		{"eidas1", "", "eidas1"},
		{"eidas1", "https://proconnect.gouv.fr/assurance/self-asserted", "eidas1"},
		{"eidas0", "eidas0", ""},
		{"eidas0-mfa", "eidas1", ""},
		{"eidas1-mfa", "eidas1", "eidas1-mfa"},
		{"eidas3", "eidas2", "eidas3"},
		{"eidas2 eidas1-mfa", "eidas1-mfa", ""},
		{"eidas2 eidas1-mfa", "eidas3", ""},
		{"eidas2 eidas1-mfa", "eidas1", "eidas1-mfa"},
		{"own-level", "own-level", ""},
		{"own-level", "eidas3", "own-level"},
		{"own-level", "", "own-level"},
		{"own-level eidas2", "own-level", ""},
		{"own-level eidas2", "eidas3", ""},
		{"own-level eidas2", "eidas1", "eidas2"},
		{"", "eidas0", ""},
		{"", "own-level", ""},
		{"", "", ""},
	} {
		t.Run(test.setting+" asked, "+test.reached+" reached", func(t *testing.T) {
			provider, _ := start(t)
			provider.IDToken = says("acr", test.reached)
			if test.reached == "" {
				provider.IDToken = says("acr", nil)
			}
			config := provider.Config(retour)
			config.ACRValues = test.setting
			_, err := signIn(t, openid.New(config))
			if test.least == "" {
				check(t, err, nil)
				return
			}
			check(t, err, openid.ErrRefused)
			low, ok := errors.AsType[openid.LevelError](err)
			if !ok || low.Reached != test.reached || low.Least != test.least {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		name   string
		claims map[string]any
		want   string
	}{
		{"given and usual names make the name", map[string]any{"family_name": "Autre"}, "Camille Martin"},
		{"the family name stands for a missing usual name",
			map[string]any{"usual_name": "", "family_name": "Durand"}, "Camille Durand"},
		{"a usual name is enough", map[string]any{"given_name": ""}, "Martin"},
		{"a whole name is better than a given name", map[string]any{"usual_name": "", "name": "Camille M."}, "Camille M."},
		{"a given name is better than none", map[string]any{"usual_name": ""}, "Camille"},
		{"nobody needs a name", map[string]any{"given_name": "", "usual_name": ""}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			provider, site := start(t)
			provider.Userinfo.Claims = func(claims map[string]any) {
				for name, value := range test.claims {
					claims[name] = value
				}
			}
			who, err := signIn(t, site)
			check(t, err, nil)
			if who.Name != test.want {
				t.Errorf("got %q, want %q", who.Name, test.want)
			}
		})
	}
}

func TestAddressesAreComparedInLowerCase(t *testing.T) {
	provider, site := start(t)
	provider.Userinfo = says("email", " Camille.MARTIN@Ministere.example\n")
	who, err := signIn(t, site)
	check(t, err, nil)
	if who.Email != "camille.martin@ministere.example" {
		t.Errorf("got %q", who.Email)
	}
}
