package openid

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// Config is what the administrator says of the provider.
type Config struct {
	// Issuer is the provider's address, exactly as it writes it itself.
	Issuer string
	// ClientID and ClientSecret are what the provider knows this site by.
	ClientID, ClientSecret string
	// RedirectURL is where the provider sends the browser back to,
	// https://…/connexion/retour; the site's own address comes from it.
	RedirectURL string
	// Scopes are what is asked of the person's identity; openid is always
	// among them.
	Scopes []string
	// ACRValues are the levels of assurance that are asked for, separated by
	// spaces. The lowest is the least that is accepted, and a level that is not
	// compared is accepted where it is named; without any, all are.
	ACRValues string
}

const prefix = "TRANSFERT_OIDC_"

// ConfigFrom reads the configuration from the environment: TRANSFERT_OIDC_ISSUER,
// _CLIENT_ID, _CLIENT_SECRET, _REDIRECT_URL, _SCOPES ("openid email given_name
// usual_name" where empty) and _ACR_VALUES ("eidas1" where not set). Without any
// of them there is no provider and ok is false. The error names, in French,
// every variable that is missing or wrong.
func ConfigFrom(lookup func(string) (string, bool)) (c Config, ok bool, err error) {
	get := func(name string) string { value, _ := lookup(prefix + name); return value }
	names := []string{"ISSUER", "CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URL", "SCOPES", "ACR_VALUES"}
	if !slices.ContainsFunc(names, func(name string) bool { return get(name) != "" }) {
		return Config{}, false, nil
	}
	var faults []error
	for _, name := range names[:4] {
		if get(name) == "" {
			faults = append(faults, fmt.Errorf("la variable %s%s manque", prefix, name))
		}
	}
	for _, name := range []string{"ISSUER", "REDIRECT_URL"} {
		if address := get(name); address != "" && !absolute(address) {
			faults = append(faults, fmt.Errorf("%s%s : « %s » n’est pas une adresse complète en https:// "+
				"(http:// n’est admis que pour cette machine, par exemple localhost)", prefix, name, address))
		}
	}
	if len(faults) > 0 {
		return Config{}, false, errors.Join(faults...)
	}
	level, set := lookup(prefix + "ACR_VALUES")
	if !set {
		level = "eidas1"
	}
	return Config{
		Issuer: get("ISSUER"), ClientID: get("CLIENT_ID"), ClientSecret: get("CLIENT_SECRET"),
		RedirectURL: get("REDIRECT_URL"),
		Scopes:      scopes(cmp.Or(get("SCOPES"), "openid email given_name usual_name")),
		ACRValues:   strings.TrimSpace(level),
	}, true, nil
}

// scopes splits what is separated by spaces, and adds the scope without which
// OAuth 2.0 is not OpenID Connect.
func scopes(written string) []string {
	list := strings.Fields(written)
	if slices.Contains(list, "openid") {
		return list
	}
	return append([]string{"openid"}, list...)
}

// absolute says whether an address is complete and safe from eavesdroppers:
// https anywhere, http on this machine alone.
func absolute(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

func loopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
