package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// design holds the tables of docs/design.md: what each package of this module may
// import of it, and where alone a library may be imported.
type design struct{ arrows, places map[string][]string }

func readDesign(t *testing.T) design {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "design.md"))
	if err != nil {
		t.Fatal(err)
	}
	d := design{table(string(text), "| package | may import"), table(string(text), "| library | only in")}
	if len(d.arrows) == 0 || len(d.places) == 0 {
		t.Fatalf("docs/design.md has %d arrows and %d places", len(d.arrows), len(d.places))
	}
	return d
}

var quoted = regexp.MustCompile("`([^`]+)`")

// table reads the code words of a table of two columns that begins with a header:
// those of its second column, by each one of its first.
func table(markdown, header string) map[string][]string {
	_, rest, _ := strings.Cut(markdown, "\n"+header)
	rows, _, _ := strings.Cut(rest, "\n\n")
	words := map[string][]string{}
	for row := range strings.Lines(rows) {
		keys, values, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
		var all []string
		for _, value := range quoted.FindAllStringSubmatch(values, -1) {
			all = append(all, value[1])
		}
		for _, key := range quoted.FindAllStringSubmatch(keys, -1) {
			words[key[1]] = all
		}
	}
	return words
}

// pure says what the pure packages may import besides the standard library: the
// domain the lists of SPDX ids, its French nothing.
var pure = map[string][]string{"assessment": {spdx}, "assessment/french": nil}

const spdx = "github.com/github/go-spdx"

const module = "transfert"

func TestImportsFollowTheArrowsOfTheDesign(t *testing.T) {
	root, d := filepath.Join("..", ".."), readDesign(t)
	found := map[string]bool{}
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
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		found[path.Dir(relative)] = true
		d.checkImports(t, file, relative)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range d.arrows {
		if !found[name] {
			t.Errorf("docs/design.md has arrows of %s, which is no package", name)
		}
	}
}

func (d design) checkImports(t *testing.T, file, relative string) {
	source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	from := path.Dir(relative)
	if _, known := d.arrows[from]; !known {
		t.Errorf("%s: package %s has no arrows in docs/design.md", relative, from)
	}
	for _, spec := range source.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
		}
		if fault := d.forbidden(from, imported); fault != "" && !strings.HasSuffix(relative, "_test.go") {
			t.Errorf("%s imports %s: %s", relative, imported, fault)
		}
	}
}

// forbidden says why a package may not import another one, or "".
func (d design) forbidden(from, imported string) string {
	if to, ours := strings.CutPrefix(imported, module+"/"); ours {
		allowed := func(arrow string) bool {
			below, whole := strings.CutSuffix(arrow, "…")
			return arrow == to || whole && strings.HasPrefix(to, below)
		}
		if !slices.ContainsFunc(d.arrows[from], allowed) {
			return "no arrow leads there"
		}
		return ""
	}
	libraries, isPure := pure[from]
	known := func(library string) bool { return strings.HasPrefix(imported, library) }
	standard := !strings.Contains(strings.Split(imported, "/")[0], ".")
	if isPure && !standard && !slices.ContainsFunc(libraries, known) {
		return "the domain is pure"
	}
	within := func(name, parent string) bool { return name == parent || strings.HasPrefix(name, parent+"/") }
	for library, places := range d.places {
		if within(imported, library) && !slices.ContainsFunc(places, func(place string) bool { return within(from, place) }) {
			return "it belongs to " + strings.Join(places, ", ") + " alone"
		}
	}
	return ""
}

func TestForbiddenArrows(t *testing.T) {
	d := readDesign(t)
	for _, test := range []struct {
		name, from, imported string
		forbidden            bool
	}{
		{"the domain knows the standard library", "assessment", "time", false},
		{"the domain knows the lists of SPDX ids", "assessment", spdx + "/v2/spdxexp/spdxlicenses", false},
		{"the domain knows no other library", "assessment", "github.com/goccy/go-yaml", true},
		{"the domain knows no other package", "assessment", "transfert/content", true},
		{"the domain knows its French", "assessment", "transfert/assessment/french", false},
		{"its French knows the standard library", "assessment/french", "strings", false},
		{"its French knows no library", "assessment/french", spdx + "/v2/spdxexp/spdxlicenses", true},
		{"its French knows no other package", "assessment/french", "transfert/assessment", true},
		{"the domain knows no network", "assessment", "net/http", true},
		{"the store knows the domain", "assessment/postgres", "transfert/assessment", false},
		{"the store knows no screens", "assessment/postgres", "transfert/web", true},
		{"the screens know no store", "web", "transfert/assessment/postgres", true},
		{"the screens know no pgx", "web", "github.com/jackc/pgx/v5", true},
		{"pages know no HTTP handlers", "web/page", "transfert/web", true},
		{"the screens know their own packages", "web", "transfert/web/openid", false},
		{"what is below a library is of it", "web/page", "github.com/jackc/pgx/v5/pgxpool", true},
		{"a library of a similar name is another one", "web/page", "github.com/go-chi/chitchat", false},
		{"the program knows everything", "cmd/transfert", "transfert/web", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if fault := d.forbidden(test.from, test.imported); (fault != "") != test.forbidden {
				t.Errorf("got %q", fault)
			}
		})
	}
}
