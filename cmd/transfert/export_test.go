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
