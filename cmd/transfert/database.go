package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/embedded"
)

// database is the one that the program works on, with its schema up to date.
type database struct {
	*pgxpool.Pool
	server    *embedded.Server
	migration postgres.Migration // what opening it did to the schema
}

// openDatabase opens the database of DATABASE_URL, or starts the program's own.
func openDatabase(ctx context.Context, log *slog.Logger) (*database, error) {
	server, err := embedded.Open(ctx, log)
	if err != nil {
		return nil, fmt.Errorf("la base de données ne démarre pas\u00a0: %w", err)
	}
	db := &database{server: server}
	if err := db.connect(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (db *database) connect(ctx context.Context) (err error) {
	if db.Pool, err = postgres.Open(ctx, db.server.URL()); err != nil {
		return fmt.Errorf("l’adresse de la base de données ne convient pas\u00a0: %w", err)
	}
	if err := db.Ping(ctx); err != nil {
		return fmt.Errorf("la base de données ne répond pas\u00a0: %w", err)
	}
	if db.migration, err = postgres.Migrate(ctx, db.Pool); err != nil {
		return fmt.Errorf("le schéma de la base de données n’a pas pu être mis à jour\u00a0: %w", err)
	}
	return nil
}

// pools are the connections of a process that serves pages, in the place of those
// that opened the database.
func (db *database) pools(ctx context.Context) (*postgres.Pools, error) {
	db.Pool.Close()
	pools, err := postgres.OpenPools(ctx, db.server.URL())
	if err != nil {
		return nil, fmt.Errorf("l’adresse de la base de données ne convient pas\u00a0: %w", err)
	}
	return pools, nil
}

// errDatabaseStopped says that pages could no longer be served: a supervisor
// starts the program again, or the person who reads it does.
var errDatabaseStopped = errors.New("la base de données du programme s’est arrêtée : relancez le programme, les données sont conservées")

// whileServed returns a context that also ends when the program's own server does.
func (db *database) whileServed(ctx context.Context) (context.Context, context.CancelFunc) {
	alive, stop := context.WithCancel(ctx)
	go func() {
		select {
		case <-db.server.Done():
			stop()
		case <-alive.Done():
		}
	}()
	return alive, stop
}

// Close waits for the connections to come back and stops what openDatabase has
// started.
func (db *database) Close() error {
	if db.Pool != nil {
		db.Pool.Close()
	}
	return db.server.Stop()
}
