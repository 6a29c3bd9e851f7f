package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// cluster is the directory of one major version of PostgreSQL.
type cluster struct {
	dir      string // …/postgresql/18
	owner    account
	binaries Binaries
}

func (c cluster) data() string     { return filepath.Join(c.dir, "data") }
func (c cluster) identity() string { return filepath.Join(c.dir, "identity") }

// prepare makes the cluster where there is none, empty or, in tests, as a copy
// of template. It refuses data that other binaries made.
func (c cluster) prepare(ctx context.Context, o Options) error {
	_, err := os.Stat(c.data())
	if err == nil {
		return c.checkIdentity()
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
	if err := os.WriteFile(c.identity(), []byte(c.ownIdentity()), 0o644); err != nil {
		return err
	}
	unfinished := filepath.Join(c.dir, "new")
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if o.Template != "" {
		err = c.copyTemplate(unfinished, o.Template)
	} else {
		err = c.initialise(ctx, unfinished, o.Ephemeral)
	}
	if err != nil {
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

// copyTemplate copies the cluster of a stopped server.
func (c cluster) copyTemplate(dir, template string) error {
	original := cluster{dir: versionDir(template, c.binaries)}
	if err := os.CopyFS(dir, os.DirFS(original.data())); err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return err
	}
	return c.owner.give(dir)
}

// ownIdentity says which binaries can work on a cluster: texts are sorted by the
// libraries of one build, and an index sorted by another's is corrupt. The last
// line helps people find the binaries again.
func (c cluster) ownIdentity() string {
	b := c.binaries
	return fmt.Sprintf("PostgreSQL %d %s %s/%s\n%s\n", b.Major, b.Flavour, runtime.GOOS, runtime.GOARCH, b.Dir)
}

// checkIdentity refuses a cluster that another build of PostgreSQL made, or
// another system account.
func (c cluster) checkIdentity() error {
	text, err := os.ReadFile(c.identity())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	theirs, bin, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	ours, _, _ := strings.Cut(c.ownIdentity(), "\n")
	if theirs != ours {
		return fmt.Errorf("%s contient les données de « %s », et le programme trouvé est « %s » ; rien n’a été modifié : "+
			"indiquez le bon programme avec PG_BIN=%s, ou un autre répertoire avec TRANSFERT_DATA", c.dir, theirs, ours, bin)
	}
	return c.checkOwner()
}

// checkOtherMajors refuses to start an empty cluster beside one of another major
// version, which would look as if the data were lost.
func (c cluster) checkOtherMajors() error {
	others, err := filepath.Glob(filepath.Join(filepath.Dir(c.dir), "*", "data"))
	if err != nil || len(others) == 0 {
		return err
	}
	other := cluster{dir: filepath.Dir(others[0]), owner: c.owner, binaries: c.binaries}
	return other.checkIdentity()
}

// versionDir is where a data directory keeps the cluster of some binaries.
func versionDir(home string, b Binaries) string {
	return filepath.Join(home, "postgresql", strconv.Itoa(b.Major))
}

// place returns the data directory: the wanted one, or for root, where the
// server's account cannot enter that, one of the same name that it can.
func place(ctx context.Context, wanted string, owner account, log *slog.Logger) (string, error) {
	wanted, err := filepath.Abs(wanted)
	if err != nil {
		return "", err
	}
	if err := makeReachable(wanted); err != nil {
		return "", err
	}
	err = owner.canEnter(ctx, wanted)
	if owner.Credential == nil || !errors.Is(err, fs.ErrPermission) {
		return wanted, err
	}
	reachable := filepath.Join(reachableData, wanted)
	log.Info("le compte de PostgreSQL n’a pas accès au répertoire voulu", "voulu", wanted, "utilisé", reachable)
	return reachable, makeReachable(reachable)
}
