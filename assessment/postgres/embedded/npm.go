package embedded

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// linkLibraries makes the symbolic links that an npm package cannot carry and
// lists in pg-symlinks.json. It reports whether the installation, the parent of
// a bin directory, is such a package.
func linkLibraries(installation string) (bool, error) {
	list, err := os.ReadFile(filepath.Join(installation, "pg-symlinks.json"))
	if err != nil {
		return false, nil
	}
	var links []struct{ Source, Target string } // paths in the package: native/lib/…
	if err := json.Unmarshal(list, &links); err != nil {
		return true, fmt.Errorf("pg-symlinks.json\u00a0: %w", err)
	}
	for _, link := range links {
		err := os.Symlink(filepath.Base(link.Source), filepath.Join(installation, "..", link.Target))
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return true, err
		}
	}
	return true, nil
}

// reachableCache is where root keeps the npm packages that the server's account
// cannot reach in place.
const reachableCache = "/var/cache/transfert"

// copyPackage copies an npm package, given its bin directory, to where the server's
// account can run it, once, and returns the copy's bin directory.
func copyPackage(bin string) (string, error) {
	postgres, err := os.Stat(filepath.Join(bin, "postgres"))
	if err != nil {
		return "", err
	}
	installed := sha256.Sum256(fmt.Append(nil, bin, postgres.Size(), postgres.ModTime().UnixNano()))
	copied := filepath.Join(reachableCache, fmt.Sprintf("postgresql-%x", installed[:6]))
	if _, err := os.Stat(copied); err == nil {
		return filepath.Join(copied, "bin"), nil
	}
	if err := makeDir(reachableCache); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(reachableCache, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	native := filepath.Join(unfinished, "native")
	if err := os.CopyFS(native, os.DirFS(filepath.Dir(bin))); err != nil {
		return "", fmt.Errorf("copie des programmes de PostgreSQL\u00a0: %w", err)
	}
	err = filepath.WalkDir(native, func(name string, _ fs.DirEntry, _ error) error { return os.Chmod(name, 0o755) }) // whatever the umask
	if err != nil {
		return "", err
	}
	if err := os.Rename(native, copied); err != nil && !errors.Is(err, fs.ErrExist) { // another process may have been quicker
		return "", err
	}
	return filepath.Join(copied, "bin"), nil
}
