package assessment

import (
	"reflect"
	"strings"
	"testing"
)

// TestEveryFieldOfFactsIsInTheSchema finds a field of a struct that the schema does not
// tell of. The other way round, the program does not start.
func TestEveryFieldOfFactsIsInTheSchema(t *testing.T) {
	var compare func(object reflect.Type, f Field, at Path)
	compare = func(object reflect.Type, f Field, at Path) {
		if f.Kind == KindList {
			object = object.Elem()
		}
		if object.Kind() != reflect.Struct || f.Kind != KindObject && f.Kind != KindList {
			return
		}
		for _, held := range reflect.VisibleFields(object) {
			if held.Anonymous {
				continue
			}
			name, _, _ := strings.Cut(held.Tag.Get("json"), ",")
			known := f.field(name)
			if known == nil {
				t.Errorf("the schema lacks %s", at.Field(name))
				continue
			}
			if at != "" && known.Label == "" {
				t.Errorf("%s has no label", at.Field(name))
			}
			compare(held.Type, *known, at.Field(name))
		}
	}
	compare(reflect.TypeFor[Facts](), factsField, "")
}

func TestThePathOfAFieldLeadsToIt(t *testing.T) {
	schema := Grid{Trajectories: []TrajectoryText{{Kind: "k", Title: "Une", LegalForms: []LegalForm{{"GIP", "Un GIP"}}}}}.Schema()
	for path, want := range map[Path]string{
		"as_of": "Date de référence", "adoption.measures": "Mesures", "adoption.measures[3]": "Mesures", "adoption.measures[3].users": "Utilisateurs",
		"indicators.series[0].readings[2].value": "Valeur", "indicators.followers[1]": "Nom ou fonction", "trajectory.legal_form": "Forme juridique",
	} {
		if f, known := schema.At(path); !known || f.Label != want {
			t.Errorf("%s: %t %q", path, known, f.Label)
		}
	}
	for _, path := range []Path{"x", "adoption.x", "adoption[0]", "adoption.measures.users", "as_of.x", "indicators.followers[1].x", "adoption.measures[0][1]"} {
		if f, known := schema.At(path); known {
			t.Errorf("%s is known as %q", path, f.Label)
		}
	}
	form, _ := schema.At("trajectory.legal_form")
	if got := form.WordLabel("GIP"); got != "Un GIP" {
		t.Errorf("a legal form of the grid is called %q", got)
	}
	if bare, _ := (Grid{}).Schema().At("trajectory.legal_form"); len(bare.Words) != 0 {
		t.Error("a grid gave its words to others")
	}
}

func TestADocumentTellsTheLineOfAField(t *testing.T) {
	doc, err := ReadDocument([]byte("{\n\"adoption\": {\n\"measures\": [{\"users\": 1},\n{\n\"users\": 2}]}}"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[Path]int{"": 0, "x": 0, "adoption": 2, "adoption.x": 2, "adoption.measures": 3, "adoption.measures[0].date": 3,
		"adoption.measures[1]": 4, "adoption.measures[1].users": 5, "adoption.measures[7].users": 3} {
		if got := doc.Line(path); got != want {
			t.Errorf("%q is on line %d, want %d", path, got, want)
		}
	}
}
