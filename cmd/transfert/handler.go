package main

import (
	"log/slog"
	"net/http"
)

func newHandler(db *database, log *slog.Logger) (http.Handler, error) {
	return http.NotFoundHandler(), nil
}
