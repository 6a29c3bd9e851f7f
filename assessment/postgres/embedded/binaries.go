package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
)

// oldest is the first major version of PostgreSQL that the migrations run on.
const oldest = 15

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
// may copy them where that account can reach them.
func FindBinaries(ctx context.Context) (Binaries, error) {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		b, err := inspect(ctx, dir)
		if err != nil {
			return Binaries{}, fmt.Errorf("PG_BIN=%s ne convient pas\u00a0: %w", dir, err)
		}
		return b, nil
	}
	problem := errNoBinaries
	for _, dir := range candidates() {
		b, err := inspect(ctx, dir)
		if err == nil {
			return b, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			problem = fmt.Errorf("%w\u00a0; %s ne convient pas\u00a0: %w", problem, dir, err)
		}
	}
	return Binaries{}, problem
}

// inspect reads what the binaries of a directory say of themselves, copying
// them first where the server's account may not run them in place.
func inspect(ctx context.Context, dir string) (Binaries, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Binaries{}, err
	}
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Binaries{}, err
	}
	b, err := askVersion(ctx, dir)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		if dir, err = copyBinaries(dir); err == nil {
			b, err = askVersion(ctx, dir)
		}
	}
	if err == nil && b.Major < oldest {
		err = fmt.Errorf("%s est trop ancien, il faut PostgreSQL %d au moins", b, oldest)
	}
	return b, err
}

// versionLine is what postgres -V prints: the version, and the distributor
// where there is one, as in « postgres (PostgreSQL) 15.14 (Debian 15.14-0) ».
var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) ((\d+)\S*)(?: \((\w+))?`)

func askVersion(ctx context.Context, dir string) (Binaries, error) {
	npm, err := linkLibraries(filepath.Dir(dir))
	if err != nil {
		return Binaries{}, err
	}
	owner, err := serverAccount()
	if err != nil {
		return Binaries{}, err
	}
	out, err := owner.run(ctx, filepath.Join(dir, "postgres"), "-V")
	if err != nil {
		return Binaries{}, err
	}
	m := versionLine.FindStringSubmatch(out)
	if m == nil {
		return Binaries{}, fmt.Errorf("version illisible\u00a0: %q", out)
	}
	b := Binaries{Dir: dir, Version: m[1], Flavour: m[3]}
	b.Major, err = strconv.Atoi(m[2])
	switch {
	case npm:
		b.Flavour = "npm"
	case b.Flavour == "":
		b.Flavour = "source"
	}
	return b, err
}
