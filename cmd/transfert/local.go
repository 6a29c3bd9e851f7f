package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"

	"transfert/web/openid"
)

// listen opens an address. Without a provider of identities, a visitor may be
// anybody: then only addresses of this machine are accepted.
func listen(address string, provider *openid.Provider) (net.Listener, error) {
	addr, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, usage("l’adresse d’écoute «\u00a0%s\u00a0» n’est pas de la forme hôte:port\u00a0: %w", address, err)
	}
	if provider == nil && !addr.IP.IsLoopback() {
		return nil, usage("l’adresse d’écoute «\u00a0%s\u00a0» est accessible depuis d’autres machines\u00a0; sans fournisseur d’identité "+
			"(variables TRANSFERT_OIDC_…), seules celles de la machine elle-même conviennent, comme %s", address, defaultListen)
	}
	listener, err := net.ListenTCP("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("l’adresse d’écoute %s est déjà prise par un autre programme\u00a0; choisissez-en une autre avec --listen", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("impossible d’écouter sur %s\u00a0: %w", addr, err)
	}
	return listener, nil
}

// onlyLocal refuses requests that name another host than this machine: a site
// whose name is made to point here must not act for its visitors (DNS
// rebinding).
func onlyLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		if !strings.EqualFold(host, "localhost") && !ip.IsLoopback() {
			http.Error(w, "Ce serveur ne répond qu’à la machine elle-même.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
