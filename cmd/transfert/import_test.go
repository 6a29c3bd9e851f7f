package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment/postgres/postgrestest"
)

// catalogueOf is startups.json with these entries, each an id.
func catalogueOf(ids ...string) string {
	for i, id := range ids {
		ids[i] = fmt.Sprintf(`{"id": %q, "attributes": {"name": "Service"}}`, id)
	}
	return `{"data": [` + strings.Join(ids, ", ") + `]}`
}

func TestImportSaysWhatItDid(t *testing.T) {
	refused := strings.Replace(catalogueOf("relais", "balise"), `"name": "Service"`, `"name": 3`, 1)
	for _, test := range []struct {
		name, stdin string
		args        []string
		code        int
		out, err    string // parts of what is said
	}{
		{"a new catalogue", catalogueOf("relais"), []string{"-"}, 0, "1 ajoutées, 0 modifiées, 0 inchangées, 0 retirées, 0 refusées", ""},
		{"a refused entry", refused, []string{"-"}, 3, "1 ajoutées", "entrée standard, entrée 0 («\u00a0relais\u00a0»), attributes.name\u00a0: "},
		{"a link without https", strings.Replace(catalogueOf("relais"), `}}`, `, "link": "/x"}}`, 1), []string{"-"}, 0, "1 ajoutées", "attributes.link"},
		{"a web page", "<html>", []string{"-"}, 1, "", "rien n’a changé\u00a0: entrée standard\u00a0: ce n’est pas du JSON"},
		{"a truncated document", catalogueOf("relais")[:40], []string{"-"}, 1, "", "rien n’a changé\u00a0: entrée standard\u00a0: le document est tronqué"},
		{"a file that does not exist", "", []string{"nulle-part.json"}, 2, "", "nulle-part.json\u00a0: ce fichier n’existe pas"},
		{"a directory", "", []string{"."}, 2, "", "lecture impossible"},
		{"an option that does not exist", "", []string{"--vite"}, 2, "", "--vite"},
		{"an address that is none", "", []string{"http://[/"}, 2, "", "mal écrite"},
		{"a server that is not there", "", []string{"http://127.0.0.1:1/"}, 2, "", "ne peut pas être joint"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("DATABASE_URL", postgrestest.URL(t))
			got := transfert(t, test.stdin, append([]string{"import"}, test.args...)...)
			if got.code != test.code || !strings.Contains(got.out, test.out) || !strings.Contains(got.err, test.err) {
				t.Errorf("%+v", got)
			}
			if (got.out == "") != (test.out == "") || (got.err == "") != (test.err == "") {
				t.Errorf("said in the wrong place: %+v", got)
			}
		})
	}
}

func TestImportReportsInJSON(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	for _, test := range []struct{ name, doc, want string }{
		{"a new catalogue", catalogueOf("relais"),
			`{"added": 1, "changed": 0, "unchanged": 0, "withdrawn": 0, "renamed": 0, "refused": [], "warnings": []}`},
		{"a duplicate, another startup gone", strings.ReplaceAll(catalogueOf("balise", "balise"), "Service", "Balise"),
			`{"added": 1, "changed": 0, "unchanged": 0, "withdrawn": 1, "renamed": 0, "refused": [{"file": "entrée standard", "id": "balise", "index": 1,
			"field": "id", "message": "l’entrée 1 porte le même identifiant que l’entrée 0"}], "warnings": []}`},
	} {
		got := transfert(t, test.doc, "import", "--json", "-")
		var want bytes.Buffer
		if err := json.Indent(&want, []byte(strings.ReplaceAll(test.want, "\n\t\t\t", " ")), "", "  "); err != nil {
			t.Fatal(err)
		}
		if got.out != want.String()+"\n" {
			t.Errorf("%s: %s", test.name, got.out)
		}
	}
}

func TestAnImportThatWithdrawsTooMuchHasToBeConfirmed(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	whole := manyIDs(29)
	for _, step := range []struct {
		name string
		ids  []string
		args []string
		code int
		want string // on standard output and error
	}{
		{"the first one", whole, nil, 0, "29 ajoutées"},
		{"one of twenty-nine", whole[:1], nil, 1, "rien n’a changé\u00a0: entrée standard\u00a0: 28 services sur 29 seraient retirés du catalogue"},
		{"what to check is said", whole[:1], nil, 1, "Vérifiez que le document est entier"},
		{"and how to confirm", whole[:1], nil, 1, "--confirm-withdrawals"},
		{"four, more than a tenth", whole[:25], nil, 1, "4 services sur 29"},
		{"three, more than a tenth", whole[:26], nil, 0, "3 retirées"},
		{"it is confirmed", whole[:1], []string{"--confirm-withdrawals"}, 0, "25 retirées"},
		{"many come back", whole, nil, 0, "28 modifiées"},
	} {
		got := transfert(t, catalogueOf(slices.Clone(step.ids)...), append(append([]string{"import"}, step.args...), "-")...)
		if got.code != step.code || !strings.Contains(got.out+got.err, step.want) {
			t.Errorf("%s: %+v", step.name, got)
		}
	}
	hundred := manyIDs(50)
	if got := transfert(t, catalogueOf(slices.Clone(hundred)...), "import", "-"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	if got := transfert(t, catalogueOf(hundred[:45]...), "import", "-"); got.code != 0 || !strings.Contains(got.out, "5 retirées") {
		t.Errorf("a tenth is not more than a tenth: %+v", got)
	}
}

func TestImportReadsSeveralDocumentsAtOnce(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	file := filepath.Join(t.TempDir(), "startups.json")
	if err := os.WriteFile(file, []byte(catalogueOf("relais")), 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/organisations.json":
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `[{"id": "dgx", "name": "Direction"}]`)
		case "/coupe.json":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `[{"id": "dgx", "name": "Autre"}`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	for _, test := range []struct {
		name     string
		args     []string
		code     int
		out, err string
	}{
		{"a file, an address and standard input", []string{file, server.URL + "/organisations.json", "-"}, 0, "3 ajoutées", ""},
		{"one that is missing", []string{file, server.URL + "/nulle-part.json"}, 2, "", "404 Not Found"},
		{"one that breaks off", []string{server.URL + "/coupe.json"}, 1, "", "s’est interrompue"},
		{"again", []string{file}, 0, "1 inchangées", ""},
	} {
		got := transfert(t, `{"fabrique": {"title": "La Fabrique"}}`, append([]string{"import"}, test.args...)...)
		if got.code != test.code || !strings.Contains(got.out, test.out) || !strings.Contains(got.err, test.err) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

func TestAProgressLineAppearsAfterASecond(t *testing.T) {
	for _, test := range []struct {
		name string
		runs time.Duration
		want string
	}{
		{"a quick import shows none", 900 * time.Millisecond, ""},
		{"a slow one shows one line, written anew", 2500 * time.Millisecond,
			"\rImport en cours depuis 1\u00a0s\u00a0: 7 entrées lues…\rImport en cours depuis 2\u00a0s\u00a0: 7 entrées lues…\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				done := showProgress(&out, func() int64 { return 7 })
				time.Sleep(test.runs)
				done()
				if out.String() != test.want {
					t.Errorf("it says %q", out.String())
				}
			})
		})
	}
}

func TestAnImportKilledHalfWayLeavesThePreviousCatalogue(t *testing.T) {
	url := postgrestest.URL(t)
	t.Setenv("DATABASE_URL", url)
	if got := transfert(t, catalogueOf("relais"), "import", "-"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	db, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(t.Context())

	killed := program(t, "import", "-")
	stdin, err := killed.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	half := strings.TrimSuffix(catalogueOf(manyIDs(5_000)...), "]}")
	if _, err := io.WriteString(stdin, half); err != nil {
		t.Fatal(err)
	}
	waitUntil(t, db, `SELECT EXISTS (SELECT FROM pg_stat_progress_copy WHERE datname = current_database() AND tuples_processed > 0)`)
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	killed.Wait() // says only that it was killed
	waitUntil(t, db, `SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'
		AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`)

	var kept int
	if err := db.QueryRow(t.Context(), `SELECT count(*) FROM startups`).Scan(&kept); err != nil || kept != 1 {
		t.Errorf("%d startups are kept, %v", kept, err)
	}
	if got := transfert(t, catalogueOf("relais", "balise"), "import", "-"); !strings.Contains(got.out, "1 ajoutées, 0 modifiées, 1 inchangées") {
		t.Errorf("the next import: %+v", got)
	}
}

func manyIDs(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("service-%d", i)
	}
	return ids
}

// waitUntil asks the database until the answer is true.
func waitUntil(t *testing.T, db *pgx.Conn, question string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for answer := false; !answer; {
		if err := db.QueryRow(ctx, question).Scan(&answer); err != nil {
			t.Fatal(err)
		}
	}
}
