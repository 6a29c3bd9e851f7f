package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// The identity of a cluster is the build of PostgreSQL that made it: texts are
// sorted by the libraries of one build, and their index is corrupt for another.

func (c cluster) identityFile() string { return filepath.Join(c.dir, "identity") }

// identity is that of the binaries at hand. Its second line is not compared: it
// helps people to find the binaries again.
func (c cluster) identity() string {
	b := c.binaries
	return fmt.Sprintf("PostgreSQL %d %s %s/%s\n%s\n", b.Major, b.Flavour, runtime.GOOS, runtime.GOARCH, b.Dir)
}

// checkIdentity refuses a cluster that another build of PostgreSQL made.
func (c cluster) checkIdentity() error {
	text, err := os.ReadFile(c.identityFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	theirs, bin, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	ours, _, _ := strings.Cut(c.identity(), "\n")
	if theirs == ours {
		return nil
	}
	return fmt.Errorf("%s contient les données de «\u00a0%s\u00a0», et le programme trouvé est «\u00a0%s\u00a0»\u00a0; rien n’a été modifié\u00a0: "+
		"indiquez le bon programme avec PG_BIN=%s, ou un autre répertoire avec TRANSFERT_DATA", c.dir, theirs, ours, bin)
}

// checkOtherMajors refuses to begin an empty cluster beside one of another major
// version, which would look as if the data were lost.
func (c cluster) checkOtherMajors() error {
	others, err := filepath.Glob(filepath.Join(filepath.Dir(c.dir), "*", "data"))
	if err != nil || len(others) == 0 {
		return err
	}
	c.dir = filepath.Dir(others[0])
	return c.checkIdentity()
}

// checkOwner refuses a cluster of another system account, as PostgreSQL would.
func (c cluster) checkOwner() error {
	info, err := os.Stat(c.data())
	if err != nil {
		return err
	}
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok || status.Uid == c.owner.uid() {
		return nil
	}
	return fmt.Errorf("les données de %s appartiennent au compte %d, et PostgreSQL se lancerait sous le compte %d\u00a0: "+
		"reprenez le compte d’avant, ou indiquez un autre répertoire avec TRANSFERT_DATA", c.dir, status.Uid, c.owner.uid())
}
