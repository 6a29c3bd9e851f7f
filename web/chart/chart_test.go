package chart

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

func rendered(t *testing.T, view templ.Component) *goquery.Document {
	t.Helper()
	var html strings.Builder
	if err := view.Render(t.Context(), &html); err != nil {
		t.Fatal(err)
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader(html.String()))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

var (
	bars = Bars{ID: "classements", Title: "Classements", Of: "Classement", Items: []Bar{
		{"Réalisations", 12_345}, {"Partenariats <passés>", 3}, {"Non établi", 0},
	}}
	months = Bars{ID: "mois", Title: "Échéances", Of: "Mois", Beside: true, Items: []Bar{{"nov. 2026", 2}, {"déc. 2026", 4}}}
	stacks = Stacked{ID: "criteres", Title: "Critères", Of: "Critère", Parts: []string{"rempli", "non rempli", "à établir"}, Items: []Stack{
		{"Impact et adoption", []int{6, 1, 3}}, {"Un critère dont le nom est bien trop long pour tenir sur une ligne", []int{0, 0, 10}},
	}}
)

func TestEveryValueIsPrintedBesideItsMarkAndInTheTable(t *testing.T) {
	for _, test := range []struct {
		name   string
		view   templ.Component
		values string // of the image
		cells  string // of the table
		told   string
	}{
		{"bars", bars.View(), "12\u00a0345 3 0", "12\u00a0345 3 0", "Réalisations\u00a0: 12\u00a0345\u202f; Partenariats <passés>\u00a0: 3\u202f; Non établi\u00a0: 0."},
		{"bars with labels beside them", months.View(), "2 4", "2 4", "nov. 2026\u00a0: 2\u202f; déc. 2026\u00a0: 4."},
		{"stacked bars, with their key", stacks.View(), "rempli non rempli à établir 6 1 3 0 0 10", "6 1 3 0 0 10",
			"Impact et adoption\u00a0: 6 rempli, 1 non rempli, 3 à établir\u202f; Un critère dont le nom est bien trop long pour tenir sur une ligne\u00a0: 0 rempli, 0 non rempli, 10 à établir."},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := rendered(t, test.view)
			if got := strings.Join(texts(page, "svg .chart__value"), " "); got != test.values {
				t.Errorf("the image says %q", got)
			}
			if got := strings.Join(texts(page, "details table td.cell-number"), " "); got != test.cells {
				t.Errorf("the table says %q", got)
			}
			if got := page.Find("svg > desc").Text(); got != test.told {
				t.Errorf("it is told as %q", got)
			}
		})
	}
}

func texts(page *goquery.Document, selector string) []string {
	return page.Find(selector).Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

func TestImagesAreNamedAndObeyThePolicy(t *testing.T) {
	for name, view := range map[string]templ.Component{"bars": bars.View(), "months": months.View(), "stacked": stacks.View()} {
		page := rendered(t, view)
		for id := range strings.FieldsSeq(page.Find("svg[role=img][width='100%']").AttrOr("aria-labelledby", "none")) {
			if page.Find("[id='"+id+"']").Text() == "" {
				t.Errorf("%s: nothing is named %q", name, id)
			}
		}
		if n := page.Find("[style], style, script, [onclick]").Length(); n > 0 {
			t.Errorf("%s: %d inline styles or scripts", name, n)
		}
		page.Find("[fill]").Each(func(_ int, s *goquery.Selection) {
			id := strings.TrimSuffix(strings.TrimPrefix(s.AttrOr("fill", ""), "url(#"), ")")
			if page.Find("pattern[id='"+id+"']").Length() != 1 {
				t.Errorf("%s: filled with %q, which is not there", name, id)
			}
		})
	}
}

func TestMarksAreAsLongAsTheirCounts(t *testing.T) {
	for _, test := range []struct {
		name   string
		view   templ.Component
		marks  string
		widths []float64
	}{
		{"the greatest takes the place, the least can be seen, nothing is nothing", bars.View(), ".chart__mark", []float64{80, 0.5, 0}},
		{"beside their labels bars share what is left", months.View(), ".chart__mark", []float64{25, 50}},
		{"a whole is cut in proportion", stacks.View(), "svg > [width$='%']", []float64{59.4, 9.9, 29.7, 0, 0, 99}},
	} {
		t.Run(test.name, func(t *testing.T) {
			marks := rendered(t, test.view).Find(test.marks)
			if marks.Length() != len(test.widths) {
				t.Fatalf("%d marks, want %d", marks.Length(), len(test.widths))
			}
			marks.Each(func(i int, s *goquery.Selection) {
				width, x := length(t, s, "width"), length(t, s, "x")
				if width != test.widths[i] || x+width > 100 {
					t.Errorf("mark %d goes from %v over %v, want %v", i, x, width, test.widths[i])
				}
			})
		})
	}
}

// length is a length of a mark, in percent.
func length(t *testing.T, s *goquery.Selection, name string) float64 {
	t.Helper()
	value, err := strconv.ParseFloat(strings.TrimSuffix(s.AttrOr(name, ""), "%"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestNothingIsDrawnBelowTheImage(t *testing.T) {
	for name, view := range map[string]templ.Component{"bars": bars.View(), "months": months.View(), "stacked": stacks.View()} {
		page := rendered(t, view)
		height := inEm(page.Find("svg").AttrOr("height", ""))
		page.Find("svg > rect, svg > text").Each(func(_ int, s *goquery.Selection) {
			if end := inEm(s.AttrOr("y", "")) + inEm(s.AttrOr("height", "0em")); end <= 0 || end > height {
				t.Errorf("%s: a mark ends at %v of %v em", name, end, height)
			}
		})
	}
}

func inEm(value string) float64 {
	length, _ := strconv.ParseFloat(strings.TrimSuffix(value, "em"), 64)
	return length
}

func TestALongLabelTakesSeveralLines(t *testing.T) {
	for label, want := range map[string]int{"": 0, "Court": 1, "Un critère dont le nom est bien trop long pour tenir sur une ligne": 2, strings.Repeat("m", 50): 1} {
		if got := lines(label); len(got) != want || strings.Join(got, " ") != label {
			t.Errorf("%q became %q", label, got)
		}
	}
}

func TestWithoutRowsThereIsNoImage(t *testing.T) {
	for _, view := range []templ.Component{Bars{ID: "a"}.View(), Stacked{ID: "b"}.View()} {
		if n := rendered(t, view).Find("body *").Length(); n != 0 {
			t.Errorf("%d elements", n)
		}
	}
}
