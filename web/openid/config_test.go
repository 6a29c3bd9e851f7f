package openid_test

import (
	"reflect"
	"strings"
	"testing"

	"transfert/web/openid"
)

func TestConfigFrom(t *testing.T) {
	whole := map[string]string{
		"ISSUER": "https://idp.example/api/v2", "CLIENT_ID": "transfert", "CLIENT_SECRET": "secret", "REDIRECT_URL": retour,
	}
	with := func(changes ...string) map[string]string {
		env := map[string]string{}
		for name, value := range whole {
			env[name] = value
		}
		for i := 0; i < len(changes); i += 2 {
			env[changes[i]] = changes[i+1]
		}
		return env
	}
	config := openid.Config{
		Issuer: "https://idp.example/api/v2", ClientID: "transfert", ClientSecret: "secret", RedirectURL: retour,
		Scopes: []string{"openid", "email", "given_name", "usual_name"}, ACRValues: "eidas1",
	}
	local, other := config, config
	local.Issuer, local.RedirectURL = "http://127.0.0.1:9000", "http://localhost:8080/connexion/retour"
	other.Scopes, other.ACRValues = []string{"openid", "email"}, "eidas1-mfa eidas2"
	unchecked := config
	unchecked.ACRValues = ""
	for _, test := range []struct {
		name   string
		env    map[string]string
		want   openid.Config
		faults []string // variables that the error names
	}{
		{"nothing said is no provider", nil, openid.Config{}, nil},
		{"what is needed has defaults for the rest", whole, config, nil},
		{"this machine needs no https", with("ISSUER", local.Issuer, "REDIRECT_URL", local.RedirectURL), local, nil},
		{"openid is always among the scopes", with("SCOPES", "email", "ACR_VALUES", "eidas1-mfa eidas2"), other, nil},
		{"an empty level is none", with("ACR_VALUES", " "), unchecked, nil},
		{"an empty level alone is no provider", map[string]string{"ACR_VALUES": ""}, openid.Config{}, nil},
		{"a part is not enough", map[string]string{"CLIENT_ID": "transfert"}, openid.Config{}, []string{"ISSUER", "CLIENT_SECRET", "REDIRECT_URL"}},
		{"an option is not enough", map[string]string{"SCOPES": "openid"}, openid.Config{}, []string{"ISSUER", "CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URL"}},
		{"an empty secret is none", with("CLIENT_SECRET", ""), openid.Config{}, []string{"CLIENT_SECRET"}},
		{"an issuer is elsewhere in https", with("ISSUER", "http://idp.example"), openid.Config{}, []string{"ISSUER"}},
		{"a site is elsewhere in https", with("REDIRECT_URL", "http://localhost.example/"), openid.Config{}, []string{"REDIRECT_URL"}},
		{"a path is no address", with("REDIRECT_URL", "/connexion/retour"), openid.Config{}, []string{"REDIRECT_URL"}},
		{"a name is no address", with("ISSUER", "idp.example"), openid.Config{}, []string{"ISSUER"}},
		{"an address has a host", with("ISSUER", "https:///api"), openid.Config{}, []string{"ISSUER"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok, err := openid.ConfigFrom(func(name string) (string, bool) {
				value, set := test.env[strings.TrimPrefix(name, "TRANSFERT_OIDC_")]
				return value, set
			})
			if !reflect.DeepEqual(got, test.want) || ok != (test.want.Issuer != "") || (err != nil) != (test.faults != nil) {
				t.Fatalf("got %+v, %v, %v", got, ok, err)
			}
			for _, name := range test.faults {
				if !strings.Contains(err.Error(), "TRANSFERT_OIDC_"+name) {
					t.Errorf("%q does not name %s", err, name)
				}
			}
			if err != nil && strings.Count(err.Error(), "TRANSFERT_") != len(test.faults) {
				t.Errorf("%q names more than %v", err, test.faults)
			}
		})
	}
}
