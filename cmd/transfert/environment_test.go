package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

func TestAMistypedVariableIsRefusedWithTheNearestName(t *testing.T) {
	for _, test := range []struct{ name, nearest string }{ // "" for what is none of the program's business
		{"DATABSE_URL", "DATABASE_URL"},
		{"DATABASE_URLS", "DATABASE_URL"},
		{"DATABASE_ULR", "DATABASE_URL"},
		{"DATABASE_URI", "DATABASE_URL"},
		{"TRANSFERT_LISTEM", "TRANSFERT_LISTEN"},
		{"TRANSFERT_LISTNE", "TRANSFERT_LISTEN"},
		{"TRANSFERT_CONTENTS", "TRANSFERT_CONTENT"},
		{"TRANSFERT_OIDC_ISSUR", "TRANSFERT_OIDC_ISSUER"},
		{"TRANSFERT_OIDC_SECRET", "TRANSFERT_OIDC_SCOPES"},
		{"TRANSFERT_PORT", "TRANSFERT_DATA"},
		{"TRANSFER_LISTEN", "TRANSFERT_LISTEN"},
		{"TRANFSERT_DATA", "TRANSFERT_DATA"},
		{"DATABASE", ""},
		{"DATABASE_PORT", ""},
		{"DATA_BASE_URLS", ""},
		{"TMPDIRS", ""},
		{"PG_BINS", ""},
		{"PGBIN", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv(test.name, "value")
			t.Setenv("DATABASE_URL", "postgres:///transfert?host=/nowhere")
			for _, command := range []string{"serve", "demo", "migrate"} {
				got := transfert(t, "", command)
				refused := strings.Contains(got.err, "la variable "+test.name+" n’existe pas")
				if refused != (test.nearest != "") {
					t.Errorf("%s: %+v", command, got)
				}
				if refused && (got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "«\u00a0"+test.nearest+"\u00a0»")) {
					t.Errorf("%s: %+v", command, got)
				}
			}
		})
	}
}

func TestHelpNeedsNoRightEnvironment(t *testing.T) {
	t.Setenv("TRANSFERT_LISTEM", "value")
	for _, args := range []string{"--help", "serve --help"} {
		if got := transfert(t, "", strings.Fields(args)...); got.code != 0 {
			t.Errorf("%s: %+v", args, got)
		}
	}
}

// A variable that the program reads and the list does not have would be refused, or
// mistyped in silence.
func TestEveryVariableThatIsReadIsInTheList(t *testing.T) {
	read := regexp.MustCompile(`(?:Getenv|LookupEnv)\("([A-Z_]+)"\)`)
	err := filepath.WalkDir("../..", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		for _, found := range read.FindAllSubmatch(source, -1) {
			if !slices.ContainsFunc(variables, func(v variable) bool { return v.name == string(found[1]) }) {
				t.Errorf("%s reads %s", path, found[1])
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	overview := transfert(t, "", "--help").out
	for _, v := range variables {
		if !strings.Contains(overview, "\n  "+v.name+" ") {
			t.Errorf("%s is not in the help", v.name)
		}
	}
}

// start starts a program and returns its lines.
func start(t *testing.T, cmd *exec.Cmd) <-chan string {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 2)
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			lines <- scanner.Text()
		}
	}()
	return lines
}

func TestServeSaysOnItsFirstLineWhichDatabaseItMade(t *testing.T) {
	for _, test := range []struct {
		name, database string
		said           bool
	}{
		{"without DATABASE_URL", "", true},
		{"with DATABASE_URL", postgrestest.URL(t), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil { // PostgreSQL does not run as root
				t.Fatal(err)
			}
			cmd := program(t, "serve", "--listen", "127.0.0.1:0")
			cmd.Env = append(cmd.Env, "DATABASE_URL="+test.database, "TRANSFERT_DATA="+dir)
			lines := start(t, cmd)
			first := <-lines
			want := "DATABASE_URL n’est pas définie\u00a0: les données sont dans une base PostgreSQL que le programme démarre, sous " + dir + "/"
			if strings.HasPrefix(first, want) != test.said || !test.said && !strings.Contains(first, "http://") {
				t.Errorf("%q", first)
			}
			if test.said && !strings.Contains(<-lines, "http://") {
				t.Error("the address does not follow")
			}
			if err := errors.Join(cmd.Process.Signal(syscall.SIGTERM), cmd.Wait()); err != nil {
				t.Error(err)
			}
		})
	}
}
