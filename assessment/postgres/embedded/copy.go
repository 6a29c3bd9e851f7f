package embedded

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// reachableCache is where root keeps binaries that the server's account cannot
// reach in place.
const reachableCache = "/var/cache/transfert"

// copyBinaries copies an installation of PostgreSQL, given its bin directory, to
// where the server's account can run it, once, and returns the copy's bin
// directory.
func copyBinaries(dir string) (string, error) {
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	installation := filepath.Join(cache, "postgresql-"+fingerprint(dir))
	bin := filepath.Join(installation, "bin")
	if _, err := os.Stat(bin); err == nil {
		return bin, nil
	}
	if err := makeReachable(cache); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(cache, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	if err := copyInstallation(unfinished, filepath.Dir(dir)); err != nil {
		return "", fmt.Errorf("copie des programmes de PostgreSQL dans %s\u00a0: %w", cache, err)
	}
	err = os.Rename(unfinished, installation)
	if _, there := os.Stat(bin); there == nil { // another process may have been quicker
		return bin, nil
	}
	return bin, err
}

// copyInstallation copies what PostgreSQL needs to run, and gives it to the
// server's account.
func copyInstallation(to, from string) error {
	for _, name := range []string{"bin", "lib", "share"} {
		err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name)))
		if err != nil {
			return err
		}
	}
	list, err := os.ReadFile(filepath.Join(from, "pg-symlinks.json"))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, "pg-symlinks.json"), list, 0o644)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	owner, err := serverAccount()
	if err != nil {
		return err
	}
	return owner.give(to)
}

// cacheDir is where copies of binaries are kept.
func cacheDir() (string, error) {
	if os.Geteuid() == 0 {
		return reachableCache, nil
	}
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, "transfert"), err
}

// fingerprint tells one installation, in one state, from all others.
func fingerprint(dir string) string {
	program := filepath.Join(dir, "postgres")
	about := program
	if info, err := os.Stat(program); err == nil {
		about = fmt.Sprint(program, info.Size(), info.ModTime().UnixNano())
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(about)))[:12]
}
