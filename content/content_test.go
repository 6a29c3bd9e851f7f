package content_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"transfert/content"
)

func TestEmbeddedContentHoldsTheGridOfTheRules(t *testing.T) {
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	grid, ok := c.Grids.Version("2026-1")
	if !ok {
		t.Fatal("no grid 2026-1")
	}
	p := grid.Parameters
	for _, parameter := range []struct {
		name      string
		got, want int
	}{
		{"adoption minimum", p.Adoption.MinimumPercent, 30},
		{"adoption max_age", int(p.Adoption.MaxAge), 12},
		{"indicators window", int(p.Indicators.Window), 12},
		{"user tests every", int(p.UserTests.Every), 4},
		{"user tests over", int(p.UserTests.Over), 6},
		{"user tests remind_after", int(p.UserTests.RemindAfter), 3},
		{"evolutions every", int(p.Evolutions.Every), 6},
		{"evolutions over", int(p.Evolutions.Over), 6},
		{"evolutions feedback_window", int(p.Evolutions.FeedbackWindow), 12},
		{"communication every", int(p.Communication.Every), 12},
		{"communication over", int(p.Communication.Over), 0},
		{"licences", len(p.OpenSource.Licences), 38},
		{"criteria", len(grid.Criteria), 6},
		{"trajectories", len(grid.Trajectories), 4},
	} {
		if parameter.got != parameter.want {
			t.Errorf("%s: %d, want %d", parameter.name, parameter.got, parameter.want)
		}
	}
	dedicated, _ := grid.Trajectory("dedicated-structure")
	if len(dedicated.LegalForms) != 5 {
		t.Errorf("dedicated structure has legal forms %v, want five", dedicated.LegalForms)
	}
}

func TestGridsComeOldestFirst(t *testing.T) {
	files := embeddedFiles(t)
	for _, version := range []string{"2026-10", "2026-2"} {
		doc := strings.Replace(string(files["grids/2026-1.yaml"].Data), "version: 2026-1", "version: "+version, 1)
		files["grids/"+version+".yaml"] = &fstest.MapFile{Data: []byte(doc)}
	}
	c, err := content.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	var versions []string
	for _, g := range c.Grids {
		versions = append(versions, g.Version)
	}
	if got := strings.Join(versions, " "); got != "2026-1 2026-2 2026-10" {
		t.Errorf("order %s", got)
	}
	if c.Grids.Newest().Version != "2026-10" {
		t.Errorf("newest is %s", c.Grids.Newest().Version)
	}
}

func TestBadContentIsRefusedByFileAndReason(t *testing.T) {
	const grid, page = "grids/2026-1.yaml", "page/02-impact.md"
	for _, test := range []struct {
		name, file, old, new, want string
	}{
		{"an unknown key", grid, "max_age: 12", "max_age: 12\n    colour: red", `unknown field "colour"`},
		{"a key given twice", grid, "max_age: 12", "max_age: 12\n    max_age: 13", `"max_age" already defined`},
		{"a word where a number is due", grid, "max_age: 12", "max_age: twelve", "cannot unmarshal"},
		{"a version other than the file's", grid, "version: 2026-1", "version: 2027-1", `version: "2027-1", but`},
		{"no months", grid, "window: 12", "window: 0", "parameters.indicators.window: 0 months"},
		{"a parameter forgotten", grid, "    remind_after: 3\n", "", "parameters.user_tests.remind_after: 0 months"},
		{"more than everybody", grid, "minimum_percent: 30", "minimum_percent: 130", "parameters.adoption.minimum_percent: 130"},
		{"an unknown licence", grid, "- MIT\n", "- MTI\n", `parameters.open_source.licences[4]: "MTI" is not on the SPDX list`},
		{"a licence twice", grid, "- MIT\n", "- CECILL-B\n", `licences[4]: "CECILL-B" is there twice`},
		{"a criterion unknown to the engine", grid, "id: evolutions", "id: evolution", "criteria: [adoption indicators user_tests evolution "},
		{"a criterion without a title", grid, "title: Code ouvert", "title: ''", "criteria[5].title: missing"},
		{"a kind of trajectory twice", grid, "kind: maintenance-handover", "kind: integrated-team", `trajectories[1].kind: "integrated-team" is there twice`},
		{"no undecided trajectory", grid, "kind: undecided", "kind: later", `trajectories: "undecided" is missing`},
		{"a section without front matter", page, "---\n", "", "does not begin with a front matter"},
		{"an unknown key of a section", page, "id: impact", "id: impact\ncolour: red", `unknown field "colour"`},
		{"an unknown criterion", page, "criterion: adoption", "criterion: adopt", `criterion: "adopt" is not one of`},
		{"an anchor with a space", page, "id: impact", "id: an impact", `id: "an impact" is not made of`},
		{"an anchor twice", page, "id: impact", "id: phase", `id: "phase" is there twice`},
		{"a section without title", page, "title: Un", "title: ''\n#", "title: missing"},
		{"raw HTML", page, "Deux nombres", "<b>Deux</b> nombres", "raw HTML"},
		{"a heading above the section's own", page, "Deux nombres", "# Deux nombres", "a heading of level 1"},
		{"a legal form twice", grid, "id: SAS", "id: GIP", `trajectories[2].legal_forms[2].id: "GIP" is there twice`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := embeddedFiles(t)
			doc := string(files[test.file].Data)
			if !strings.Contains(doc, test.old) {
				t.Fatalf("%s does not hold %q", test.file, test.old)
			}
			files[test.file].Data = []byte(strings.Replace(doc, test.old, test.new, 1))
			_, err := content.Load(files)
			if err == nil {
				t.Fatal("accepted")
			}
			if !strings.HasPrefix(err.Error(), test.file+": ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want it to name %s and %q", err, test.file, test.want)
			}
		})
	}
}

func TestEveryCriterionHasItsPassage(t *testing.T) {
	files := embeddedFiles(t)
	delete(files, "page/10-code.md")
	const want = `page: no section tells about the criterion "open_source"`
	if _, err := content.Load(files); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestPageTellsEveryFactOfItsSource(t *testing.T) {
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	for _, s := range c.Sections {
		page.WriteString(s.Title + s.HTML)
	}
	for _, fact := range []string{
		"administration porteuse", "30\u00a0%", "autonomie", "passage en maintenance", "équipe pluridisciplinaire",
		"GIP", "SCIC", "SAS", "SCN", "Quelques années après", "quantitatifs", "qualitatifs", "Au moins une personne",
		"page de statistiques", "trois à quatre mois", "retours des utilisateurs", "actions de communication",
		"open source", "Réalisations", "Partenariats passés",
		`<a href="https://beta.gouv.fr/approche/transfert">Phase de transfert</a>`,
	} {
		if !strings.Contains(strings.ToLower(page.String()), strings.ToLower(fact)) {
			t.Errorf("the page does not tell %q", fact)
		}
	}
}

func TestContentWithoutGridIsRefused(t *testing.T) {
	if _, err := content.Load(fstest.MapFS{}); err == nil || err.Error() != "grids: no *.yaml file" {
		t.Errorf("error %v", err)
	}
}

// embeddedFiles returns the embedded content as files that a test may change.
func embeddedFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(content.Embedded(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		doc, err := fs.ReadFile(content.Embedded(), name)
		files[name] = &fstest.MapFile{Data: doc}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
