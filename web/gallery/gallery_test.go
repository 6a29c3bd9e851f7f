package gallery

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"transfert/web/static"
)

func TestMain(m *testing.M) {
	if err := static.Built(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestEveryPageIsInOrder(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range append(Pages(), Page{"index", "", index(Pages())}) {
		if seen[p.Path()] {
			t.Errorf("two pages are called %s", p.Path())
		}
		seen[p.Path()] = true
		t.Run(p.Kind+"/"+p.State, func(t *testing.T) {
			var html bytes.Buffer
			if err := p.View.Render(t.Context(), &html); err != nil {
				t.Fatal(err)
			}
			doc, err := goquery.NewDocumentFromReader(&html)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range faults(doc) {
				t.Error(fault)
			}
		})
	}
}

// faults lists what is wrong with the headings and ids of a page, and which of its
// references lead nowhere.
func faults(doc *goquery.Document) []string {
	found := headingFaults(doc)
	ids := map[string]int{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) { ids[e.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			found = append(found, fmt.Sprintf("the id %q is on %d elements", id, n))
		}
	}
	for _, name := range []string{"for", "form", "aria-labelledby", "aria-describedby", "aria-controls"} {
		doc.Find("[" + name + "]").Each(func(_ int, e *goquery.Selection) {
			for _, id := range strings.Fields(e.AttrOr(name, "")) {
				if ids[id] == 0 {
					found = append(found, fmt.Sprintf("%s leads to no %q", name, id))
				}
			}
		})
	}
	doc.Find(`a[href^="#"]`).Each(func(_ int, e *goquery.Selection) {
		if id, err := url.PathUnescape(e.AttrOr("href", "")[1:]); err != nil || ids[id] == 0 {
			found = append(found, fmt.Sprintf("a link leads to no %q", id))
		}
	})
	return found
}

// headingFaults holds headings to one of level 1, and to no level without the one
// above it.
func headingFaults(doc *goquery.Document) []string {
	var found []string
	if n := doc.Find("h1").Length(); n != 1 {
		found = append(found, fmt.Sprintf("%d h1", n))
	}
	level := 0
	doc.Find("h1, h2, h3, h4, h5, h6").Each(func(_ int, h *goquery.Selection) {
		next := int(goquery.NodeName(h)[1] - '0')
		if next > level+1 {
			found = append(found, fmt.Sprintf("h%d follows h%d: %s", next, level, h.Text()))
		}
		level = next
	})
	return found
}

func TestFaultsAreFound(t *testing.T) {
	for _, test := range []struct{ name, html, want string }{
		{"no title", `<p>a</p>`, "0 h1"},
		{"two titles", `<h1>a</h1><h1>b</h1>`, "2 h1"},
		{"a level is missing", `<h1>a</h1><h3>b</h3>`, "h3 follows h1"},
		{"an id twice", `<h1 id="a">a</h1><p id="a"></p>`, `the id "a" is on 2 elements`},
		{"an id in two words", `<h1 id="a b">a</h1>`, `the id "a b"`},
		{"a label without its field", `<h1>a</h1><label for="b"></label>`, `for leads to no "b"`},
		{"a button without its form", `<h1>a</h1><button form="b"></button>`, `form leads to no "b"`},
		{"a name that is nowhere", `<h1>a</h1><p aria-labelledby="b"></p>`, `aria-labelledby leads to no "b"`},
		{"the second of two descriptions", `<h1 id="b">a</h1><p aria-describedby="b c"></p>`, `aria-describedby leads to no "c"`},
		{"nothing to control", `<h1>a</h1><p aria-controls="b"></p>`, `aria-controls leads to no "b"`},
		{"a link within the page", `<h1>a</h1><a href="#b"></a>`, `a link leads to no "b"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(test.html))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(faults(doc), "\n"); !strings.HasPrefix(got, test.want) || strings.Contains(got, "\n") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestLongTextsAreAsLongAsTheCataloguesOwn(t *testing.T) {
	if id, title := utf8.RuneCountInString(longID), utf8.RuneCountInString(longTitle); id != 88 || title != 152 {
		t.Errorf("an id of %d characters, a title of %d", id, title)
	}
}
