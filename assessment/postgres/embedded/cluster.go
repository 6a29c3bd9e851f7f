package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// reachableData is where root keeps the data that the server's account could not
// reach in the wanted place, under the path of that place.
const reachableData = "/var/lib/transfert"

// cluster is the directory of one major version of PostgreSQL.
type cluster struct {
	dir      string // …/postgresql/18
	binaries Binaries
}

func (c cluster) data() string { return filepath.Join(c.dir, "data") }

// findCluster finds the binaries and the directory of a server, and makes that.
func findCluster(ctx context.Context, o Options) (cluster, error) {
	binaries, err := FindBinaries(ctx)
	if err != nil {
		return cluster{}, err
	}
	home, err := dataDirectory(ctx, o)
	if err != nil {
		return cluster{}, fmt.Errorf("répertoire des données\u00a0: %w", err)
	}
	c := cluster{filepath.Join(home, "postgresql", strconv.Itoa(binaries.Major)), binaries}
	return c, makeDir(filepath.Dir(c.dir))
}

// dataDirectory returns the wanted directory or, where root's server cannot enter
// that, the one that stands for it.
func dataDirectory(ctx context.Context, o Options) (string, error) {
	wanted, err := filepath.Abs(o.Dir)
	if err != nil {
		return "", err
	}
	if err := makeDir(wanted); err != nil || serverAccount() == nil {
		return wanted, err
	}
	reachable := filepath.Join(reachableData, wanted)
	if _, err := os.Stat(reachable); err != nil {
		cmd := command(ctx, "/bin/sh", "-c", ":")
		cmd.Dir = wanted
		if err := cmd.Run(); !errors.Is(err, fs.ErrPermission) {
			return wanted, err
		}
	}
	o.Log.Info("PostgreSQL n’a pas accès au répertoire voulu", "voulu", wanted, "utilisé", reachable)
	return reachable, makeDir(reachable)
}

// prepare makes the cluster where there is none, else waits until nothing works in
// it. It refuses a cluster that another build of PostgreSQL made, and does not begin
// an empty one beside one of another major version, which would look as if the data
// were lost.
func (c cluster) prepare(ctx context.Context, o Options) error {
	if _, err := os.Stat(c.data()); err == nil {
		if err := c.checkIdentity(c.dir); err != nil {
			return err
		}
		return awaitPredecessor(ctx, c.data())
	}
	versions, err := os.ReadDir(filepath.Dir(c.dir))
	if err != nil {
		return err
	}
	for _, version := range versions {
		other := filepath.Join(filepath.Dir(c.dir), version.Name())
		if _, err := os.Stat(filepath.Join(other, "data")); err == nil {
			return c.checkIdentity(other)
		}
	}
	return c.create(ctx, o)
}

// identity is the build of PostgreSQL that makes a cluster: texts are sorted by
// the libraries of one build, and their index is corrupt for another.
func (c cluster) identity() string {
	return fmt.Sprintf("PostgreSQL %d %s %s/%s", c.binaries.Major, c.binaries.Flavour, runtime.GOOS, runtime.GOARCH)
}

// checkIdentity refuses a cluster of which another build is recorded, or none. The
// record's second line helps people to find the binaries again.
func (c cluster) checkIdentity(dir string) error {
	record, _ := os.ReadFile(filepath.Join(dir, "identity"))
	identity, bin, _ := strings.Cut(strings.TrimSpace(string(record)), "\n")
	if identity == c.identity() {
		return nil
	}
	return fmt.Errorf("%s contient les données de «\u00a0%s\u00a0», et le programme trouvé est «\u00a0%s\u00a0»\u00a0; rien n’a été modifié\u00a0: "+
		"indiquez le bon programme avec PG_BIN=%s, ou un autre répertoire avec TRANSFERT_DATA", dir, identity, c.identity(), bin)
}

// create makes an empty cluster whose texts are UTF-8 and sorted by code point;
// French order is asked for by name, COLLATE "fr-x-icu". It has another name until
// it is complete: what a killed process has left of one is no cluster.
func (c cluster) create(ctx context.Context, o Options) error {
	unfinished := filepath.Join(c.dir, "new")
	if err := awaitPredecessor(ctx, unfinished); err != nil {
		return err
	}
	err := errors.Join(os.RemoveAll(unfinished), makeDir(c.dir), makePrivateDir(unfinished))
	if err != nil {
		return err
	}
	record := c.identity() + "\n" + c.binaries.Dir + "\n"
	if err := os.WriteFile(filepath.Join(c.dir, "identity"), []byte(record), 0o644); err != nil {
		return err
	}
	args := []string{"--pgdata", unfinished, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"}
	if c.binaries.Major >= 17 {
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
	} else {
		args = append(args, "--locale=C.UTF-8")
	}
	if o.Ephemeral {
		args = append(args, "--no-sync", "--wal-segsize=1")
	}
	if _, err := run(command(ctx, filepath.Join(c.binaries.Dir, "initdb"), args...)); err != nil {
		return err
	}
	return os.Rename(unfinished, c.data())
}

// patience is how long the server of a process that was killed may take to end.
const patience = 10 * time.Second

// awaitPredecessor waits until the server of a process that was killed has left a
// cluster, and removes the lock that it may have left behind.
func awaitPredecessor(ctx context.Context, data string) error {
	_, err := os.Stat(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if _, err := run(command(ctx, "/bin/sh", "-c", unlock, "sh", data)); err == nil {
			return nil
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("%w\u00a0: un serveur PostgreSQL travaille encore dans %s", ErrInUse, data)
		}
	}
}

// longestSocket is how many bytes the path of a Unix socket may have on every
// system: 108 on Linux and 104 on macOS, with the zero at the end.
const longestSocket = 103

// makeSocketDir makes the directory of the socket, which the server's account alone
// may enter: « run » beside the cluster or, where that path is too long or has a
// comma, which separates directories in the settings and hosts in a connection
// string, a temporary directory to which « run » is a link.
func (c cluster) makeSocketDir() (string, error) {
	run := filepath.Join(c.dir, "run")
	if old, err := os.Readlink(run); err == nil {
		os.RemoveAll(old) // of a process that was killed
	}
	if err := os.RemoveAll(run); err != nil {
		return "", err
	}
	if len(run+"/.s.PGSQL.5432") <= longestSocket && !strings.Contains(run, ",") {
		return run, makePrivateDir(run)
	}
	dir, err := os.MkdirTemp("/tmp", "transfert-")
	if err != nil {
		return "", err
	}
	return dir, errors.Join(os.Symlink(dir, run), giveToServer(dir))
}

// arguments are the server's settings. They are given on its command line and
// not in a file, so that a new version of the program changes them everywhere.
func (c cluster) arguments(socketDir string, ephemeral bool) []string {
	args := []string{
		"-D", c.data(),
		"-c", "listen_addresses=",
		"-c", "unix_socket_directories=" + socketDir,
		"-c", "shared_buffers=64MB",
	}
	if ephemeral {
		return append(args, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "autovacuum=off")
	}
	return append(args, "-c", "fsync=on")
}
