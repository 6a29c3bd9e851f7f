package main

import (
	"log/slog"
	"net/http"

	"transfert/assessment/postgres"
	"transfert/web"
	"transfert/web/static"
)

// newHandler is the site on a database. It refuses to start without its assets.
func newHandler(db *database, log *slog.Logger) (http.Handler, error) {
	if err := static.Built(); err != nil {
		return nil, err
	}
	c, err := loadContent()
	if err != nil {
		return nil, err
	}
	return web.New(postgres.New(db), c, parisNow, log), nil
}
