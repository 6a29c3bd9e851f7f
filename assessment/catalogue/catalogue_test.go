package catalogue

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"transfert/assessment"
)

// read returns all the entries of a document, and the error that ended them.
func read(doc string) ([]assessment.CatalogueEntry, error) {
	return readFrom(strings.NewReader(doc))
}

func readFrom(r io.Reader) ([]assessment.CatalogueEntry, error) {
	var all []assessment.CatalogueEntry
	d, err := Open("essai.json", r)
	if err != nil {
		return nil, err
	}
	for e, err := range d.Entries {
		if err != nil {
			return all, err
		}
		all = append(all, e)
	}
	return all, nil
}

// startups is startups.json with these entries.
func startups(entries ...string) string {
	return `{"links": {"self": "https://catalogue.example"}, "data": [` + strings.Join(entries, ",") + `]}`
}

// startup is an entry of startups.json whose attributes are these, besides a name.
func startup(id, attributes string) string {
	if attributes != "" {
		attributes = ", " + attributes
	}
	return fmt.Sprintf(`{"id": %q, "type": "startup", "attributes": {"name": "Relais"%s}}`, id, attributes)
}

func TestDocumentsThatAreNotTheCatalogueAreRefusedAsAWhole(t *testing.T) {
	good := startup("relais", "")
	for _, test := range []struct{ name, doc, message string }{
		{"an empty file", "", "tronqué"},
		{"white space only", "  \n", "pas du JSON"},
		{"a web page", "<!DOCTYPE html><html></html>", "pas du JSON"},
		{"a word", "null", "ce n’est pas le catalogue"},
		{"an empty object", "{}", "ce n’est pas le catalogue"},
		{"an empty array", "[]", "ce n’est pas le catalogue"},
		{"an array of numbers", "[1, 2]", "ce n’est pas le catalogue"},
		{"an array of other objects", `[{"foo": 1}]`, "ce n’est pas le catalogue"},
		{"an object of other objects", `{"message": {"foo": 1}}`, "ce n’est pas le catalogue"},
		{"an object of texts", `{"message": "not found"}`, "ce n’est pas le catalogue"},
		{"an error of JSON:API", `{"errors": [{"status": "404"}]}`, "data"},
		{"no data", `{"links": {}}`, "data"},
		{"data that is no list", `{"data": {}}`, "pas une liste"},
		{"data that is null", `{"data": null}`, "pas une liste"},
		{"included that is no list", `{"data": [], "included": "x"}`, "pas une liste"},
		{"data given twice", `{"data": [], "data": []}`, "deux fois"},
		{"data given twice, once escaped", `{"data": [], "d\u0061ta": []}`, "deux fois"},
		{"truncated between entries", startups(good)[:len(startups(good))-2], "tronqué"},
		{"truncated within an entry", startups(good)[:len(startups(good))-20], "tronqué"},
		{"truncated within a text", `{"data": [{"id": "rel`, "tronqué"},
		{"something after the end", startups(good) + " {}", "suit la fin"},
		{"two byte order marks", "\ufeff\ufeff" + startups(good), "pas du JSON"},
		{"a byte order mark alone", "\ufeff", "tronqué"},
		{"UTF-16", "\xff\xfe{\x00", "UTF-8"},
		{"Latin-1 in a text", startups(startup("relais", `"pitch": "caf`+"\xe9"+`"`)), "UTF-8"},
		{"Latin-1 far from the beginning", startups(good, startup("b", `"pitch": "`+strings.Repeat("é", headSize)+"\xe9"+`"`)), "UTF-8"},
		{"a missing comma between entries", `{"data": [` + good + " " + good + `]}`, "pas du JSON"},
		{"a missing comma within an entry", startups(`{"id": "a" "type": "startup"}`), "pas du JSON"},
		{"a syntax error after a wrong type", startups(`{"id": 12, "type": oui}`), "pas du JSON"},
		{"a trailing comma", `{"data": [` + good + `,]}`, "pas du JSON"},
		{"brackets that do not match", `{"data": [{"id": ["a"}]}`, "pas du JSON"},
		{"single quotes", `{"data": [{'id': 'a'}]}`, "pas du JSON"},
		{"a syntax error in what nobody reads", `{"links": {"self": oui}, "data": []}`, "pas du JSON"},
		{"more refused entries than a catalogue can have", startups(strings.Repeat("{},", maxRefused) + "{}"), "inacceptables"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(test.doc)
			refused, ok := errors.AsType[*assessment.DocumentError](err)
			if !ok || refused.File != "essai.json" || !strings.Contains(refused.Message, test.message) {
				t.Errorf("the error is %v, want one about %q", err, test.message)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsNotADocumentThatIsWrong(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, beginning := range []string{"", startups()[:20]} {
		_, err := readFrom(io.MultiReader(strings.NewReader(beginning), iotest.ErrReader(broken)))
		if _, wrong := errors.AsType[*assessment.DocumentError](err); wrong || !errors.Is(err, broken) {
			t.Errorf("after %q the error is %v", beginning, err)
		}
	}
}

func TestMalformedEntriesAreRefusedAndNamed(t *testing.T) {
	phase := func(name, start, end string) string {
		return startup("relais", fmt.Sprintf(`"phases": [{"name": %q, "start": %q, "end": %q}]`, name, start, end))
	}
	for _, test := range []struct{ name, entry, id, field, message string }{
		{"no id", `{"attributes": {"name": "Relais"}}`, "", "id", "manque"},
		{"a blank id", startup(" ", ""), "", "id", "manque"},
		{"an id that is a number", `{"id": 12}`, "", "id", "un nombre"},
		{"an id with a slash", startup("a/b", ""), "", "id", "acceptable"},
		{"an id that is a parent directory", startup("..", ""), "", "id", "acceptable"},
		{"an id with white space", startup("a b", ""), "", "id", "acceptable"},
		{"an id with what cannot be seen", startup("a\u200bb", ""), "", "id", "acceptable"},
		{"an id of 201 characters", startup(strings.Repeat("a", 201), ""), "", "id", "acceptable"},
		{"no name", `{"id": "relais", "attributes": {"pitch": "x"}}`, "relais", "attributes.name", "manque"},
		{"no attributes", `{"id": "relais"}`, "relais", "attributes.name", "manque"},
		{"attributes that are a list", `{"id": "relais", "attributes": []}`, "relais", "attributes", "une liste"},
		{"a name that is a number, before the id", `{"attributes": {"name": 3}, "id": "relais"}`, "relais", "attributes.name", "un nombre"},
		{"an entry that is a text", `"relais"`, "", "", "un texte"},
		{"an entry that is null", `null`, "", "id", "manque"},
		{"a key given twice", startup("relais", `"name": "Relais"`), "relais", "attributes.name", "deux fois"},
		{"a key given twice in what nobody reads", startup("relais", `"events": [{"a": 1, "a": 2}]`), "relais", "attributes.events[0].a", "deux fois"},
		{"two ids", `{"id": "a", "id": "b"}`, "", "id", "deux fois"},
		{"an escaped control character", startup("relais", `"pitch": "a\u0007b"`), "relais", "attributes.pitch", "contrôle"},
		{"a NUL", startup("relais", `"contact": "a\u0000b"`), "relais", "attributes.contact", "contrôle"},
		{"a bare control character", startup("relais", "\"pitch\": \"a\x01b\""), "relais", "attributes.pitch", "contrôle"},
		{"a bare line break", startup("relais", "\"pitch\": \"a\nb\""), "relais", "attributes.pitch", "contrôle"},
		{"half a surrogate pair", startup("relais", `"pitch": "\ud83d"`), "relais", "attributes.pitch", "Unicode"},
		{"a pitch that is too long", startup("relais", `"pitch": "`+strings.Repeat("é", maxText+1)+`"`), "relais", "attributes.pitch", "5000"},
		{"an entry that is too large", startup("relais", `"body": "`+strings.Repeat("é", maxEntrySize)+`"`), "relais", "", "1024"},
		{"an entry that is too deep", startup("relais", `"body": `+strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000)), "relais", "", "imbriquée"},
		{"another type", `{"id": "relais", "type": "incubator", "attributes": {"name": "Relais"}}`, "relais", "type", "«\u00a0incubator\u00a0»"},
		{"a type that is a number", `{"id": "relais", "type": 1, "attributes": {"name": "Relais"}}`, "relais", "type", "un nombre"},
		{"a phase that does not exist", phase("phase", "2024-02-29", ""), "relais", "attributes.phases[0].name", "«\u00a0phase\u00a0»"},
		{"a phase without a name", phase("", "2024-02-29", ""), "relais", "attributes.phases[0].name", "phase"},
		{"a phase without a start", phase("construction", "", ""), "relais", "attributes.phases[0].start", "manque"},
		{"a start that does not exist", phase("construction", "2023-02-29", ""), "relais", "attributes.phases[0].start", "2023-02-29"},
		{"a start with a time", phase("construction", "2023-02-28T00:00:00Z", ""), "relais", "attributes.phases[0].start", "date"},
		{"an end that is no date", phase("construction", "2023-02-28", "bientôt"), "relais", "attributes.phases[0].end", "bientôt"},
		{"phases that are a text", startup("relais", `"phases": "construction"`), "relais", "attributes.phases", "un texte"},
		{"a sponsor that is an object", startup("relais", `"sponsors": [{}]`), "relais", "attributes.sponsors[0]", "un objet"},
		{"a sponsor that is no id", startup("relais", `"sponsors": ["dinum", "a b"]`), "relais", "attributes.sponsors[1]", "acceptable"},
	} {
		t.Run(test.name, func(t *testing.T) {
			all, err := read(startups(startup("avant", ""), test.entry, startup("apres", "")))
			if err != nil || len(all) != 3 || all[0].Startup == nil || all[1].Refusal == nil || all[2].Startup == nil {
				t.Fatalf("the entries are %+v, %v", all, err)
			}
			got := *all[1].Refusal
			if got.File != "essai.json" || got.Index != 1 || got.ID != test.id || got.Field != test.field ||
				!strings.Contains(got.Message, test.message) {
				t.Errorf("the refusal is %+v", got)
			}
		})
	}
}

func TestOfTwoEntriesWithOneIDTheFirstIsKept(t *testing.T) {
	for _, test := range []struct{ name, doc string }{
		{"startups", startups(startup("autre", ""), startup("relais", ""), startup("relais", ""))},
		{"startups, but for white space", startups(startup("autre", ""), startup("relais", ""), startup(" relais ", ""))},
		{"startups, but for the Unicode form", startups(startup("autre", ""), startup("relay\u00e9", ""), startup("relaye\u0301", ""))},
		{"startups, of which the first is refused", startups(startup("autre", ""), startup("relais", `"phases": 1`), startup("relais", ""))},
		{"organisations", `[{"id": "a", "name": "A"}, {"id": "relais", "name": "R"}, {"id": "relais", "name": "R"}]`},
		{"incubators", `{"a": {"title": "A"}, "relais": {"title": "R"}, "relais": {"title": "R"}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			all, err := read(test.doc)
			if err != nil || len(all) != 3 || all[2].Refusal == nil {
				t.Fatalf("the entries are %+v, %v", all, err)
			}
			r := all[2].Refusal
			if !strings.HasPrefix(r.ID, "rela") || r.Index != 2 || r.Field != "id" || !strings.Contains(r.Message, "entrée 2") || !strings.Contains(r.Message, "entrée 1") {
				t.Errorf("the refusal is %+v", r)
			}
		})
	}
}

func TestAByteOrderMarkBeforeADocumentIsSkipped(t *testing.T) {
	for _, doc := range []string{startups(startup("relais", "")), `[{"id": "dgx", "name": "Direction"}]`, `{"fabrique": {"title": "La Fabrique"}}`} {
		plain, err := read(doc)
		if err != nil {
			t.Fatal(err)
		}
		marked, err := read("\ufeff" + doc)
		if err != nil || !reflect.DeepEqual(marked, plain) {
			t.Errorf("%s: %+v (%v)", doc, marked, err)
		}
	}
}
