package main

import (
	"errors"
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

func TestExportSaysWhichFileItCannotWrite(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	for _, test := range []struct{ name, file, want string }{
		{"in a directory that does not exist", "/nowhere/classements.csv", "ne peut pas être écrit"},
		{"on a disk that is full", "/dev/full", "est incomplet"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := transfert(t, "", "export", "-o", test.file)
			if got.code == 0 || !strings.Contains(got.err, test.file) || !strings.Contains(got.err, test.want) {
				t.Errorf("%+v", got)
			}
		})
	}
}
