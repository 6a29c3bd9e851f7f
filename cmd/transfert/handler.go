package main

import (
	"log/slog"
	"net/http"
	"time"

	"transfert/assessment/postgres"
	"transfert/web"
	"transfert/web/download"
	"transfert/web/openid"
	"transfert/web/static"
)

// downloads bound what waits on disk for clients that read slowly. The slowest that is
// served takes a little over two kilobytes in a second.
var downloads = download.Limits{Files: 64, Bytes: 2 << 30, Stall: 30 * time.Second}

// newHandler is the site on a database, with a provider of identities or nil for none,
// and then with the accounts of the demonstration where it is one. It refuses to start without its assets.
func newHandler(pools *postgres.Pools, provider *openid.Provider, demonstration bool, log *slog.Logger) (http.Handler, error) {
	if err := static.Built(); err != nil {
		return nil, err
	}
	c, err := loadContent()
	if err != nil {
		return nil, err
	}
	return web.Site{
		Store: pools.Store(), Content: c, Sessions: pools.Sessions(web.SessionIdle), Downloads: download.NewSpool(downloads),
		Health: pools.Health, Provider: provider, Demonstration: demonstration, Now: parisNow, Log: log,
	}.Handler(), nil
}
