package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows say which packages of this module each package may import: the data's
// way through the tree (README, layout). A trailing /… means everything below.
var arrows = map[string][]string{
	"cmd/transfert":                    {"…"},
	"cmd/gallery":                      {"web/gallery", "web/static"},
	"assessment":                       {},
	"assessment/catalogue":             {"assessment"},
	"assessment/checklist":             {"assessment"},
	"assessment/export":                {"assessment"},
	"assessment/postgres":              {"assessment", "migrations"},
	"assessment/postgres/embedded":     {},
	"assessment/postgres/postgrestest": {"assessment/postgres", "assessment/postgres/embedded", "migrations"},
	"content":                          {"assessment"},
	"migrations":                       {},
	"web":                              {"assessment", "assessment/checklist", "assessment/export", "content", "web/…"},
	"web/api":                          {"assessment", "assessment/export", "web/page"},
	"web/page":                         {"assessment", "assessment/checklist", "content", "web/chart", "web/dsfr", "web/static"},
	"web/chart":                        {"web/dsfr"},
	"web/dsfr":                         {},
	"web/static":                       {},
	"web/gallery":                      {"assessment", "assessment/checklist", "content", "web", "web/…"},
	"web/browser":                      {},
	"web/openid":                       {},
	"web/openid/openidtest":            {"web/openid"},
}

// onlyThere lists modules that a single part of the tree may know.
var onlyThere = map[string]string{
	"github.com/jackc/pgx":          "assessment/postgres cmd/transfert",
	"github.com/pressly/goose":      "assessment/postgres",
	"github.com/spf13/pflag":        "cmd/transfert",
	"github.com/go-chi/chi":         "web",
	"github.com/danielgtaylor/huma": "web/api",
	"github.com/coreos/go-oidc":     "web/openid",
	"github.com/zitadel/oidc":       "web/openid/openidtest",
	"net/http":                      "web cmd assessment/catalogue",
}

// pure is what the domain may import: the standard library and the lists of
// SPDX ids.
const pure = "github.com/github/go-spdx"

const module = "transfert"

func TestImportsFollowTheArrowsOfTheDesign(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if filepath.Ext(file) != ".go" {
			return nil
		}
		files++
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		checkImports(t, file, filepath.ToSlash(relative))
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d sources read: %v", files, err)
	}
}

func checkImports(t *testing.T, file, relative string) {
	source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	from, test := path.Dir(relative), strings.HasSuffix(relative, "_test.go")
	if _, known := arrows[from]; !known && !test {
		t.Errorf("%s: package %s has no place in the arrows", relative, from)
	}
	for _, spec := range source.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
		}
		if fault := forbidden(from, imported, test); fault != "" {
			t.Errorf("%s imports %s: %s", relative, imported, fault)
		}
	}
}

// forbidden says why a package may not import another one, or "". Tests may know
// every package of the module: they put real parts together.
func forbidden(from, imported string, test bool) string {
	if to, ours := strings.CutPrefix(imported, module+"/"); ours {
		allowed := func(arrow string) bool {
			below, whole := strings.CutSuffix(arrow, "…")
			return arrow == to || whole && strings.HasPrefix(to, below)
		}
		if !test && !slices.ContainsFunc(arrows[from], allowed) {
			return "no arrow leads there"
		}
		return ""
	}
	if standard := !strings.Contains(strings.Split(imported, "/")[0], "."); from == "assessment" && !test &&
		!standard && !strings.HasPrefix(imported, pure) {
		return "the domain is pure"
	}
	for library, places := range onlyThere {
		within := func(place string) bool { return from == place || strings.HasPrefix(from, place+"/") }
		if (imported == library || strings.HasPrefix(imported, library+"/")) && !test &&
			!slices.ContainsFunc(strings.Fields(places), within) {
			return "it belongs to " + places + " alone"
		}
	}
	return ""
}

func TestForbiddenArrows(t *testing.T) {
	for _, test := range []struct {
		name, from, imported string
		test, forbidden      bool
	}{
		{"the domain knows the standard library", "assessment", "time", false, false},
		{"the domain knows the lists of SPDX ids", "assessment", pure + "/v2/spdxexp/spdxlicenses", false, false},
		{"the domain knows no other library", "assessment", "github.com/goccy/go-yaml", false, true},
		{"the domain knows no other package", "assessment", "transfert/content", false, true},
		{"the domain knows no network", "assessment", "net/http", false, true},
		{"the store knows the domain", "assessment/postgres", "transfert/assessment", false, false},
		{"the store knows no screens", "assessment/postgres", "transfert/web", false, true},
		{"the screens know no store", "web", "transfert/assessment/postgres", false, true},
		{"the screens know no pgx", "web", "github.com/jackc/pgx/v5", false, true},
		{"pages know no HTTP handlers", "web/page", "transfert/web", false, true},
		{"tests put real parts together", "web", "transfert/assessment/postgres/postgrestest", true, false},
		{"the program knows everything", "cmd/transfert", "transfert/web", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if fault := forbidden(test.from, test.imported, test.test); (fault != "") != test.forbidden {
				t.Errorf("got %q", fault)
			}
		})
	}
}
