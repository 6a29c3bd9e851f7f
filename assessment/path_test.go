package assessment

import (
	"slices"
	"testing"
)

func TestPathsOfOthersAreRead(t *testing.T) {
	for text, want := range map[string]bool{
		"as_of": true, "adoption.measures[0].date": true, "indicators.series[3].readings[9999].value": true, "indicators.followers[2]": true,
		"": false, ".": false, "a.": false, "a..b": false, "A": false, "é": false, "a[": false, "a[]": false, "a[x]": false, "a[-1]": false,
		"a[01]": false, "a[10000]": false, "a[0]b": false, "a[0][1]": false, "[0]": false, "a b": false,
	} {
		if _, got := ParsePath(text); got != want {
			t.Errorf("%q is a path: %t", text, got)
		}
	}
}

func TestAPathIsTakenApart(t *testing.T) {
	p := Path("indicators.series[3].readings[12].value")
	if rows := p.Rows(); !slices.Equal(rows, []Path{"indicators.series[3]", "indicators.series[3].readings[12]"}) {
		t.Errorf("rows %q", rows)
	}
	if list, i, isRow := p.Parent().List(); list != "indicators.series[3].readings" || i != 12 || !isRow {
		t.Errorf("list %q, row %d", list, i)
	}
	if _, _, isRow := p.List(); isRow {
		t.Error("a field is taken for a row")
	}
	for other, within := range map[Path]bool{"": true, "indicators": true, "indicators.series": true, "indicators.series[3]": true, p: true,
		"indicators.ser": false, "indicators.series[3].readings[1]": false, "adoption": false} {
		if p.Within(other) != within {
			t.Errorf("within %q: %t", other, !within)
		}
	}
	rest, _ := p.After("indicators.series[3]")
	if got := Path("indicators.series[0]").Join(rest); got != "indicators.series[0].readings[12].value" {
		t.Errorf("moved to %q", got)
	}
	var built Path
	for _, step := range p.Steps() {
		if built = built.Field(step.Name); step.Index >= 0 {
			built = built.Row(step.Index)
		}
	}
	if built != p {
		t.Errorf("put together again: %q", built)
	}
}

// FuzzPath takes apart whatever is accepted, and puts it together again.
func FuzzPath(f *testing.F) {
	f.Add("indicators.series[3].readings[12].value")
	f.Add("a[0]b")
	f.Add("[")
	f.Fuzz(func(t *testing.T, text string) {
		raw := Path(text) // of a document, which names its fields as it likes
		raw.Steps()
		raw.Rows()
		raw.List()
		raw.Part()
		factsField.At(raw)
		p, ok := ParsePath(text)
		if !ok {
			return
		}
		var built Path
		for _, step := range p.Steps() {
			if built = built.Field(step.Name); step.Index >= 0 {
				built = built.Row(step.Index)
			}
		}
		if built != p || !p.Within(p.Parent()) {
			t.Errorf("%q became %q", p, built)
		}
	})
}
