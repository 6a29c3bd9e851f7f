package web_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The generated code names its templates by their path from the root of the
// module, so that the copy has the same folders.
func TestGeneratedCodeIsThatOfTheTemplates(t *testing.T) {
	fresh := t.TempDir()
	templates, err := filepath.Glob("*/*.templ")
	if err != nil || len(templates) == 0 {
		t.Fatalf("no templates found (%v)", err)
	}
	for _, name := range templates {
		copyFile(t, name, filepath.Join(fresh, "web", name))
	}
	out, err := exec.Command("go", "tool", "templ", "generate", "-path", fresh).CombinedOutput()
	if err != nil {
		t.Fatalf("go tool templ generate: %v\n%s", err, out)
	}
	for _, name := range templates {
		name = strings.TrimSuffix(name, ".templ") + "_templ.go"
		want, err := os.ReadFile(filepath.Join(fresh, "web", name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("web/%s is not what its template generates: run make generate (%v)", name, err)
		}
	}
}

func TestGeneratedCodeHasATemplate(t *testing.T) {
	generated, err := filepath.Glob("*/*_templ.go")
	if err != nil {
		t.Fatal(err)
	}
	orphans := slices.DeleteFunc(generated, func(name string) bool {
		_, err := os.Stat(strings.TrimSuffix(name, "_templ.go") + ".templ")
		return err == nil
	})
	if len(orphans) > 0 {
		t.Errorf("generated from templates that are gone: delete %s", strings.Join(orphans, ", "))
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
