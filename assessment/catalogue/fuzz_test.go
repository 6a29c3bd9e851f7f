package catalogue

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzOpen reads anything without a panic, and what it accepts can be kept: valid
// UTF-8, an id, a name, phases with a start.
func FuzzOpen(f *testing.F) {
	f.Add(startups(startup("a", `"link": "/x", "phases": [{"name": "opere", "start": "2020-01-01"}]`), `{"id": 1}`))
	f.Add(`{"data": [], "included": [{"id": "x", "type": "incubator", "attributes": {"title": "\ud800"}}]}`)
	f.Add(`[{"id": "a", "name": "l&#39;A"}, null, {"id": "a", "id": "b"}]`)
	f.Add(`{"x": {"startups": [[[]]], "title": "\u0000"}, "y": 3}`)
	f.Fuzz(func(t *testing.T, doc string) {
		all, _ := read(doc)
		for _, e := range all {
			switch {
			case e.Startup != nil:
				s := e.Startup
				if s.ID == "" || s.Name == "" || !utf8.ValidString(s.ID+s.Name+s.Pitch+s.Link) || strings.Contains(s.Pitch, "\x00") {
					t.Errorf("accepted: %+v", s)
				}
				for _, p := range s.Phases {
					if p.Start.IsZero() {
						t.Errorf("accepted: %+v", s)
					}
				}
			case e.Organisation != nil && (e.Organisation.ID == "" || e.Organisation.Name == ""):
				t.Errorf("accepted: %+v", e.Organisation)
			case e.Incubator != nil && e.Incubator.ID == "":
				t.Errorf("accepted: %+v", e.Incubator)
			case e.Refusal != nil && !utf8.ValidString(e.Refusal.ID+e.Refusal.Field+e.Refusal.Message):
				t.Errorf("refused: %+v", *e.Refusal)
			}
		}
	})
}
