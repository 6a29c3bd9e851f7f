package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// asRoot reports whether the test runs as root; what it is about concerns nobody
// else, and that is said.
func asRoot(t *testing.T) bool {
	root := os.Geteuid() == 0
	if !root {
		fmt.Printf("%s did not run: it is about root\n", t.Name())
	}
	return root
}

// closedDir returns a directory that only root can enter.
func closedDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(tempDir(t), "closed")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDataThatTheServersAccountCannotReachGoElsewhere(t *testing.T) {
	if !asRoot(t) {
		return
	}
	t.Parallel()
	dir := filepath.Join(closedDir(t), "var")
	elsewhere := filepath.Join(reachableData, dir)
	t.Cleanup(func() { removeUpTo(t, elsewhere, reachableData) })
	first := start(t, dir)
	keep(t, first.URL())
	if c := clusterOf(t, dir); !strings.HasPrefix(c.data(), elsewhere) {
		t.Errorf("the data are in %s", c.data())
	}
	stop(t, first)
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	kept(t, start(t, dir).URL())
}

func TestBinariesThatTheServersAccountCannotReachAreCopied(t *testing.T) {
	if !asRoot(t) {
		return
	}
	binaries, err := FindBinaries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if binaries.Flavour != "npm" {
		fmt.Printf("%s did not run: it is about PostgreSQL from npm, not %s\n", t.Name(), binaries)
		return
	}
	dir := filepath.Join(closedDir(t), "native")
	if err := os.Symlink(filepath.Dir(binaries.Dir), dir); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PG_BIN", filepath.Join(dir, "bin"))
	copied := findTogether(t)
	t.Cleanup(func() { removeUpTo(t, filepath.Dir(copied.Dir), reachableCache) })
	if !strings.HasPrefix(copied.Dir, reachableCache) || copied.String() != binaries.String() {
		t.Errorf("%s in %s", copied, copied.Dir)
	}
	keep(t, start(t, tempDir(t)).URL())
}

// findTogether finds the binaries as several programs do that start at once.
func findTogether(t *testing.T) (b Binaries) {
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			found, err := FindBinaries(t.Context())
			if err != nil {
				t.Error(err)
			}
			if i == 0 {
				b = found
			}
		})
	}
	all.Wait()
	return b
}

func TestDataOfAnotherAccountAreRefused(t *testing.T) {
	if !asRoot(t) {
		return
	}
	t.Parallel()
	dir := tempDir(t)
	stop(t, start(t, dir))
	if err := os.Chown(clusterOf(t, dir).data(), 12345, 12345); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Options{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "Permission denied") { // PostgreSQL's words, from its log
		t.Errorf("error: %v", err)
	}
}

func TestWithoutAnAccountOfThatNameTheServerIsNobodys(t *testing.T) {
	if got := accountNamed("no such account"); got.Uid != nobody || got.Gid != nobody {
		t.Errorf("the account is %+v", got)
	}
}

// removeUpTo removes a directory, and its parents as long as they are empty, up
// to and with last.
func removeUpTo(t *testing.T, dir, last string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Error(err)
	}
	for dir != last && os.Remove(filepath.Dir(dir)) == nil {
		dir = filepath.Dir(dir)
	}
}
