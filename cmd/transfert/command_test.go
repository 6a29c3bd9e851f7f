package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

// asProgram makes the test binary run as transfert itself, for tests that send
// signals to a process.
const asProgram = "RUN_AS_TRANSFERT"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	postgrestest.Main(m)
}

// program returns a process that runs transfert.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// outcome is what a run of transfert leaves.
type outcome struct {
	code     int
	out, err string
}

// transfert runs the program in this process.
func transfert(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), streams{strings.NewReader(stdin), &out, &errs}, args)
	return outcome{code, out.String(), errs.String()}
}

func TestHelp(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		code int
		out  string // part of standard output; "" for an error
	}{
		{"of the program", []string{"--help"}, 0, "Commandes"},
		{"of the program, in short", []string{"-h"}, 0, "Commandes"},
		{"of the program, as a word", []string{"help"}, 0, "Commandes"},
		{"of a command", []string{"evaluate", "--help"}, 0, "--as-of DATE"},
		{"of a command, in short", []string{"migrate", "-h"}, 0, "--json"},
		{"of a command, as a word", []string{"help", "serve"}, 0, "--listen ADRESSE"},
		{"of a command that does not exist", []string{"help", "nothing"}, 2, ""},
		{"for nothing at all", nil, 2, ""},
		{"for another command", []string{"nothing"}, 2, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, "", test.args...)
			if got.code != test.code || !strings.Contains(got.out, test.out) {
				t.Errorf("%+v", got)
			}
			if (got.out == "") != (test.out == "") || (got.err == "") != (test.out != "") {
				t.Errorf("said in the wrong place: %+v", got)
			}
		})
	}
}

func TestEveryCommandIsInTheHelpAndHasItsOwn(t *testing.T) {
	overview := transfert(t, "", "--help").out
	for _, c := range commands() {
		if !strings.Contains(overview, "\n  "+c.name+" ") {
			t.Errorf("%s is not in the help", c.name)
		}
		if own := transfert(t, "", c.name, "--help").out; !strings.Contains(own, c.summary) || !strings.Contains(own, "--help") {
			t.Errorf("help of %s:\n%s", c.name, own)
		}
	}
}

func TestWrongOptionsAreToldInFrench(t *testing.T) {
	for _, test := range []struct{ name, args, want string }{
		{"an option that does not exist", "migrate --nothing", "l’option «\u00a0--nothing\u00a0» n’existe pas"},
		{"a short option that does not exist", "migrate -x", "l’option «\u00a0-x\u00a0» n’existe pas"},
		{"a value that is missing", "serve --listen", "l’option «\u00a0--listen\u00a0» demande une valeur"},
		{"a value that is missing of a short option", "export -o", "l’option «\u00a0-o\u00a0» demande une valeur"},
		{"a value of another type", "migrate --json=perhaps", "la valeur «\u00a0perhaps\u00a0» ne convient pas à l’option «\u00a0--json\u00a0»"},
		{"an option that is badly written", "migrate --=x", "l’option «\u00a0--=x\u00a0» est mal écrite"},
		{"an argument too many", "migrate now", "l’argument «\u00a0now\u00a0» est de trop"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, "", strings.Fields(test.args)...)
			if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
		})
	}
}
