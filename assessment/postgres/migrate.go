package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"transfert/migrations"
)

// Migration is what [Migrate] did.
type Migration struct {
	Version int64    `json:"version"` // of the schema, now
	Applied []string `json:"applied"` // the files that were run, in order
}

// Migrate brings the schema up to date. Any number of processes may start at
// once: a PostgreSQL advisory lock lets one of them work, and the others wait for
// it, up to ten minutes, and find nothing left to do.
func Migrate(ctx context.Context, pool *pgxpool.Pool) (Migration, error) {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 600))
	if err != nil {
		return Migration{}, fmt.Errorf("migrate: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations.Files, goose.WithSessionLocker(locker))
	if err != nil {
		return Migration{}, fmt.Errorf("migrate: %w", err)
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return Migration{}, fmt.Errorf("migrate: %w", err)
	}
	done := Migration{Applied: make([]string, len(results))}
	for i, r := range results {
		done.Applied[i] = r.Source.Path
	}
	if done.Version, err = provider.GetDBVersion(ctx); err != nil {
		return Migration{}, fmt.Errorf("migrate: %w", err)
	}
	return done, nil
}
