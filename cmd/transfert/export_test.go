package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"transfert/assessment/postgres/postgrestest"
)

func TestExportWritesTheClassifications(t *testing.T) {
	url := postgrestest.URL(t)
	t.Setenv("DATABASE_URL", url)
	connection, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	_, err = connection.Exec(t.Context(), `INSERT INTO startups VALUES ('pix', 'Pix', '', '', '', '', '', '', '', '', 'pix', NULL, '2026-11-01', '')`)
	if err = errors.Join(err, connection.Close(t.Context())); err != nil {
		t.Fatal(err)
	}

	printed := transfert(t, "", "export")
	if printed.code != 0 || !strings.HasPrefix(printed.out, "\ufeffghid;nom;") || !strings.Contains(printed.out, "\npix;Pix;") {
		t.Errorf("%+v", printed)
	}

	file := filepath.Join(t.TempDir(), "classements.csv")
	if got := transfert(t, "", "export", "--output", file); got.code != 0 || got.out != "" {
		t.Errorf("%+v", got)
	}
	if written, err := os.ReadFile(file); err != nil || string(written) != printed.out {
		t.Errorf("the file holds %q (%v), want %q", written, err, printed.out)
	}
}

func TestExportWritesWhatItsOptionsAskFor(t *testing.T) {
	url := postgrestest.URL(t)
	t.Setenv("DATABASE_URL", url)
	connection, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	_, err = connection.Exec(t.Context(), `INSERT INTO startups SELECT id, 'Service ' || id, '', '', '', '', '', '', '', '', id, gone, '2026-11-01', ''
		FROM (VALUES ('pix', NULL), ('osmose', NULL), ('parti', '2026-10-01'::date)) s (id, gone)`)
	if _, also := connection.Exec(t.Context(), `INSERT INTO startup_incubators VALUES ('pix', 0, 'atelier')`); err != nil || also != nil {
		t.Fatal(err, also)
	}
	if err := connection.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, args string
		code       int
		out        string // its beginning
		lines      int
	}{
		{"all startups, those too that left the catalogue", "--format jsonl", 0, `{"ghid":"osmose"`, 3},
		{"those of a filter", "--format jsonl --filtre incubateur=atelier&phase=toutes", 0, `{"ghid":"pix"`, 1},
		{"a filter leaves out what left the catalogue", "--format jsonl --filtre phase=toutes", 0, `{"ghid":"osmose"`, 2},
		{"the register", "--de registre --au 2026-11-20", 0, "\ufeffinscription;ghid;nom;", 1},
		{"the facts", "--de faits", 0, "\ufeffghid;nom;critere;", 1},
		{"a workbook", "--format xlsx", 0, "PK", 0},
		{"what changed, with what was before", "--depuis 2026-11-01 --au 2026-11-20", 0, "\ufeffghid;nom;", 1},
		{"no changes from a day that comes later", "--depuis 2026-11-21 --au 2026-11-20", exitUsage, "", 0},
		{"no day that does not exist", "--depuis 2026-02-30", exitUsage, "", 0},
		{"no other subject", "--de comptes", exitUsage, "", 0},
		{"no other form", "--format pdf", exitUsage, "", 0},
		{"no filter that does not exist", "--filtre incubateurs=atelier", exitUsage, "", 0},
		{"no word that names nothing", "--filtre phase=vieille", exitUsage, "", 0},
		{"no filter that asks for nothing", "--filtre incubateur=", exitUsage, "", 0},
		{"no filter that cannot be read", "--filtre q=%zz", exitUsage, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, "", append([]string{"export"}, strings.Fields(test.args)...)...)
			if got.code != test.code || !strings.HasPrefix(got.out, test.out) || (got.err != "") != (test.code != 0) {
				t.Fatalf("%+v", got)
			}
			if n := strings.Count(got.out, "\n"); test.lines > 0 && n != test.lines {
				t.Errorf("%d lines:\n%s", n, got.out)
			}
		})
	}
}

func TestExportSaysWhichFileItCannotWrite(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	got := transfert(t, "", "export", "-o", "/nowhere/classements.csv")
	if got.code != exitUsage || !strings.Contains(got.err, "«\u00a0/nowhere/classements.csv\u00a0» ne peut pas être écrit") {
		t.Errorf("%+v", got)
	}
}

func TestExportSaysThatAFileIsNotWhole(t *testing.T) {
	file := filepath.Join(t.TempDir(), "classements.csv")
	lost := errors.New("connection lost")
	err := toFile(file, func(io.Writer) error { return lost })
	if !errors.Is(err, lost) || !strings.Contains(err.Error(), "classements.csv\u00a0» est incomplet") {
		t.Errorf("got %v", err)
	}
}
