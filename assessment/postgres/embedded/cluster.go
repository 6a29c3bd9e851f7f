package embedded

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// cluster is the directory of one major version of PostgreSQL.
type cluster struct {
	dir      string // …/postgresql/18
	owner    account
	binaries Binaries
}

func (c cluster) data() string { return filepath.Join(c.dir, "data") }

// prepare makes the cluster where there is none, and refuses data that other
// binaries or another account made.
func (c cluster) prepare(ctx context.Context, o Options) error {
	_, err := os.Stat(c.data())
	if err == nil {
		return errors.Join(c.checkIdentity(), c.checkOwner())
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := c.checkOtherMajors(); err != nil {
		return err
	}
	if err := makeReachable(c.dir); err != nil {
		return err
	}
	if err := os.WriteFile(c.identityFile(), []byte(c.identity()), 0o644); err != nil {
		return err
	}
	return c.create(ctx, o)
}

// create makes an empty cluster under another name until it is complete: what a
// killed process has left of one is no cluster.
func (c cluster) create(ctx context.Context, o Options) error {
	unfinished := filepath.Join(c.dir, "new")
	err := awaitPredecessor(ctx, unfinished, c.owner)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if err := c.initialise(ctx, unfinished, o.Ephemeral); err != nil {
		return err
	}
	return os.Rename(unfinished, c.data())
}

// initialise makes an empty cluster whose texts are UTF-8 and sorted by code
// point; French order is asked for by name, COLLATE "fr-x-icu".
func (c cluster) initialise(ctx context.Context, dir string, ephemeral bool) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if err := c.owner.give(dir); err != nil {
		return err
	}
	args := []string{"--pgdata", dir, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"}
	if c.binaries.Major >= 17 {
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
	} else {
		args = append(args, "--locale=C.UTF-8")
	}
	if ephemeral {
		args = append(args, "--no-sync", "--wal-segsize=1")
	}
	_, err := c.owner.run(ctx, filepath.Join(c.binaries.Dir, "initdb"), args...)
	return err
}
