package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/embedded"
)

// cluster is the throw-away server of this test binary. Its template1 is
// migrated and never connected to.
type cluster struct {
	*embedded.Server
	admin *pgxpool.Pool
	dir   string
}

var running atomic.Pointer[cluster]

// server starts the server of this test binary, once.
var server = sync.OnceValues(func() (*cluster, error) {
	c, err := start(context.Background())
	if err != nil {
		return nil, fmt.Errorf("postgrestest: %w", err)
	}
	running.Store(c)
	return c, nil
})

// stop ends the server, if there is one, and removes its files.
func stop() {
	c := running.Load()
	if c == nil {
		return
	}
	if err := c.remove(); err != nil {
		fmt.Fprintln(os.Stderr, "postgrestest:", err)
	}
}

func (c *cluster) remove() error {
	return errors.Join(c.Stop(), os.RemoveAll(c.dir))
}

func start(ctx context.Context) (*cluster, error) {
	root, err := openScratch()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	root.sweep()
	template, err := root.template(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := root.mkdir("run-")
	if err != nil {
		return nil, err
	}
	if err := exec.Command("cp", "-a", template+"/.", dir).Run(); err != nil { // the owners and their rights too
		return nil, errors.Join(fmt.Errorf("copy of %s: %w", template, err), os.RemoveAll(dir))
	}
	s, err := embedded.Start(ctx, embedded.Options{Dir: dir, Ephemeral: true})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	admin, err := pgxpool.New(ctx, s.URL())
	if err != nil {
		return nil, errors.Join(err, s.Stop(), os.RemoveAll(dir))
	}
	return &cluster{s, admin, dir}, nil
}

// template returns the directory of a stopped server whose template1 has the
// schema, making it where this version of the schema has none yet.
func (root scratch) template(ctx context.Context) (string, error) {
	key, err := schemaKey(ctx)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(root.dir, "template-"+key)
	if touch(dir) == nil {
		return dir, nil
	}
	unfinished, err := root.mkdir("run-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	if err := migrated(ctx, unfinished); err != nil {
		return "", err
	}
	return dir, os.Rename(unfinished, dir)
}

// migrated makes a data directory whose template1 has the schema.
func migrated(ctx context.Context, dir string) error {
	s, err := embedded.Start(ctx, embedded.Options{Dir: dir, Ephemeral: true})
	if err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, withDatabase(s.URL(), "template1"))
	if err == nil {
		_, err = postgres.Migrate(ctx, pool)
		pool.Close()
	}
	return errors.Join(err, s.Stop())
}
