package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"transfert/assessment"
)

// Section is one passage of the transfer-phase page, under a heading of level
// two. It is written in Markdown, its title and the rest in a YAML front matter.
type Section struct {
	ID        string                 `yaml:"id"` // its anchor on the page
	Title     string                 `yaml:"title"`
	Criterion assessment.CriterionID `yaml:"criterion"` // the criterion it tells about, "" for none
	HTML      string                 `yaml:"-"`         // its text, without the title, safe to put on a page
}

// TrajectoriesID is the anchor of the section on the trajectories.
const TrajectoriesID = "trajectoires"

var anchorForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// loadSections reads page/*.md in the order of the files' names.
func loadSections(fsys fs.FS) ([]Section, error) {
	names, err := fs.Glob(fsys, "page/*.md")
	if err != nil {
		return nil, err
	}
	var sections []Section
	for _, name := range names {
		section, err := loadSection(fsys, name)
		if err == nil && slices.ContainsFunc(sections, func(s Section) bool { return s.ID == section.ID }) {
			err = fmt.Errorf("id: %q is there twice", section.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sections = append(sections, section)
	}
	for _, id := range assessment.CriterionIDs() {
		if !slices.ContainsFunc(sections, func(s Section) bool { return s.Criterion == id }) {
			return nil, fmt.Errorf("page: no section tells about the criterion %q", id)
		}
	}
	return sections, nil
}

func loadSection(fsys fs.FS, name string) (Section, error) {
	doc, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Section{}, err
	}
	rest, opened := bytes.CutPrefix(doc, []byte("---\n"))
	head, body, closed := bytes.Cut(rest, []byte("\n---\n"))
	if !opened || !closed {
		return Section{}, errors.New("does not begin with a front matter between two lines ---")
	}
	var section Section
	if err := yaml.NewDecoder(bytes.NewReader(head), yaml.Strict()).Decode(&section); err != nil {
		return Section{}, err
	}
	if err := checkSection(section); err != nil {
		return Section{}, err
	}
	section.HTML, err = render(body)
	return section, err
}

func checkSection(s Section) error {
	errs := checkTexts("", named{"title", s.Title})
	if !anchorForm.MatchString(s.ID) {
		errs = append(errs, fmt.Errorf("id: %q is not made of lower-case letters, digits and hyphens", s.ID))
	}
	if s.Criterion != "" && !slices.Contains(assessment.CriterionIDs(), s.Criterion) {
		errs = append(errs, fmt.Errorf("criterion: %q is not one of %v", s.Criterion, assessment.CriterionIDs()))
	}
	return errors.Join(errs...)
}

// render turns Markdown into HTML. It refuses raw HTML, which goldmark would
// drop without a word, and headings that break the order of the page.
func render(markdown []byte) (string, error) {
	doc := goldmark.DefaultParser().Parse(text.NewReader(markdown))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.RawHTML, *ast.HTMLBlock:
			return ast.WalkStop, errors.New("raw HTML is not allowed, only Markdown")
		case *ast.Heading:
			if n.Level < 3 {
				return ast.WalkStop, fmt.Errorf("a heading of level %d: the title is the section's, those in the text begin with ###", n.Level)
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", err
	}
	var html bytes.Buffer
	err = goldmark.New().Renderer().Render(&html, markdown, doc)
	return html.String(), err
}
