package embedded

import (
	"cmp"
	"context"
	"log/slog"
	"os"
)

// Open returns the database to use: the one of DATABASE_URL where that is set,
// and nothing is started then, else a server of its own on the data directory
// that TRANSFERT_DATA names, « ./var » by default. Call Stop in both cases.
func Open(ctx context.Context, log *slog.Logger) (*Server, error) {
	if url := os.Getenv("DATABASE_URL"); url != "" {
		return &Server{url: url}, nil
	}
	return Start(ctx, Options{Dir: cmp.Or(os.Getenv("TRANSFERT_DATA"), "./var"), Log: log})
}
