package main

import (
	"log/slog"
	"net/http"

	"github.com/alexedwards/scs/pgxstore"

	"transfert/assessment/postgres"
	"transfert/web"
	"transfert/web/openid"
	"transfert/web/static"
)

// newHandler is the site on a database, with a provider of identities or, for nil,
// with the accounts of the demonstration. It refuses to start without its assets.
// stop ends what works for it in the background.
func newHandler(db *database, provider *openid.Provider, log *slog.Logger) (handler http.Handler, stop func(), err error) {
	if err := static.Built(); err != nil {
		return nil, nil, err
	}
	c, err := loadContent()
	if err != nil {
		return nil, nil, err
	}
	sessions := pgxstore.New(db.Pool)
	site := web.Site{Store: postgres.New(db), Content: c, Sessions: sessions, Provider: provider, Now: parisNow, Log: log}
	return site.Handler(), sessions.StopCleanup, nil
}
