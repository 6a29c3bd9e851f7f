package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
)

// reachableData is where root keeps the data that the server's account could not
// reach in the wanted place, under the path of that place.
const reachableData = "/var/lib/transfert"

// locate finds the binaries, the account and the directory of a server, and
// makes the directory's parent.
func locate(ctx context.Context, o Options) (cluster, error) {
	owner, err := serverAccount()
	if err != nil {
		return cluster{}, err
	}
	binaries, err := FindBinaries(ctx)
	if err != nil {
		return cluster{}, err
	}
	home, err := place(ctx, o.Dir, owner, o.Log)
	if err != nil {
		return cluster{}, fmt.Errorf("répertoire des données\u00a0: %w", err)
	}
	c := cluster{dir: versionDir(home, binaries), owner: owner, binaries: binaries}
	return c, makeReachable(filepath.Dir(c.dir))
}

// place returns the data directory: the wanted one or, where root's server
// cannot enter that, the one that stands for it.
func place(ctx context.Context, wanted string, owner account, log *slog.Logger) (string, error) {
	wanted, err := filepath.Abs(wanted)
	if err != nil {
		return "", err
	}
	if err := makeReachable(wanted); err != nil || owner.Credential == nil {
		return wanted, err
	}
	reachable := filepath.Join(reachableData, wanted)
	if _, err := os.Stat(reachable); err != nil {
		err := owner.checkAccess(ctx, wanted)
		if !errors.Is(err, fs.ErrPermission) {
			return wanted, err
		}
	}
	log.Info("PostgreSQL n’a pas accès au répertoire voulu", "voulu", wanted, "utilisé", reachable)
	return reachable, makeReachable(reachable)
}

// versionDir is where a data directory keeps the cluster of some binaries.
func versionDir(home string, b Binaries) string {
	return filepath.Join(home, "postgresql", strconv.Itoa(b.Major))
}

// makeReachable makes a directory and its missing parents for everybody to
// enter, whatever the umask.
func makeReachable(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := makeReachable(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(dir, 0o755)
}
