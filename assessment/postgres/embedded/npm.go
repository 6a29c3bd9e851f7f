package embedded

import (
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
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var links []struct{ Source, Target string } // paths from the package's root: native/lib/…
	if err := json.Unmarshal(list, &links); err != nil {
		return true, fmt.Errorf("pg-symlinks.json\u00a0: %w", err)
	}
	root, err := os.OpenRoot(installation)
	if err != nil {
		return true, err
	}
	defer root.Close()
	for _, link := range links {
		target, err := filepath.Rel("native", link.Target)
		if err != nil {
			return true, err
		}
		err = root.Symlink(filepath.Base(link.Source), target)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return true, err
		}
	}
	return true, nil
}
