package checklist

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/content"
)

// indicatorForm is a draft with one indicator.
var indicatorForm = newForm(map[assessment.Path]string{"indicators.series[0].name": "Satisfaction (sur 5)"})

// tableOf is the table of a list; that of the only indicator's readings by "readings".
func tableOf(t testing.TB, list string) Table {
	t.Helper()
	for _, table := range indicatorForm.Tables() {
		if string(table.List) == list || list == "readings" && table.Indicator != "" {
			return table
		}
	}
	t.Fatalf("no table of %s", list)
	return Table{}
}

// shown writes rows on a line each: the line that they stand on, then their cells.
func shown(p table, t Table) string {
	var lines []string
	for _, row := range p.rows {
		cells := []string{string(rune('0' + row.line))}
		for _, c := range t.Fields {
			cells = append(cells, row.value(c))
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

func TestRowsOfASpreadsheetAreRead(t *testing.T) {
	for _, test := range []struct{ name, list, text, want string }{
		{"tabs, as they are copied", "user_tests.sessions", "12/08/2026\t5\thttps://a.example\n30/04/2026\t\t\n", "1|12/08/2026|5|https://a.example\n2|30/04/2026||"},
		{"semicolons and a decimal comma", "readings", "31/01/2026;4,1\n31/10/2026;4,3", "1|31/01/2026|4,1\n2|31/10/2026|4,3"},
		{"commas", "readings", "2026-01-31,4.1\n2026-10-31,4.3", "1|2026-01-31|4.1\n2|2026-10-31|4.3"},
		{"commas in a text between tabs", "communication.actions", "18/06/2026\tBilan, publié; lu", "1|18/06/2026|Bilan, publié; lu|"},
		{"commas in a text between semicolons", "communication.actions", "18/06/2026;Bilan, publié\n19/06/2026;Vidéo, film", "1|18/06/2026|Bilan, publié|\n2|19/06/2026|Vidéo, film|"},
		{"a date alone", "user_tests.sessions", "12 août 2026\n1er mars 2026", "1|12 août 2026||\n2|1er mars 2026||"},
		{"titles of the form in another order", "user_tests.sessions", "PARTICIPANTS;Date\n5;12/08/2026", "2|12/08/2026|5|"},
		{"titles of the document", "adoption.measures", "date,users,target_population\n2026-09-30,10540,31000", "2|2026-09-30|10540|31000|"},
		{"titles without accents and apostrophes", "evolutions.releases", "date\tce qui a change\trepond a un retour\n02/09/2026\tExport\tOui", "2|02/09/2026|Export|true|"},
		{"titles only the first of which is known", "user_tests.sessions", "Date;Lieu\n12/08/2026;Lyon", "2|12/08/2026||"},
		{"titles of our own export that mean something else", "communication.actions", "Date;Type;Intitulé\n18/06/2026;infolettre;Bilan", "2|18/06/2026|Bilan|"},
		{"a title given twice", "user_tests.sessions", "Date;Date\n12/08/2026;30/04/2026", "2|12/08/2026||"},
		{"flags in the words of people", "evolutions.releases", "1/1/2026;a;x\n2/1/2026;b;Vrai\n3/1/2026;c;NON\n4/1/2026;d;faux\n5/1/2026;e;peut-être",
			"1|1/1/2026|a|true|\n2|2/1/2026|b|true|\n3|3/1/2026|c||\n4|4/1/2026|d||\n5|5/1/2026|e|peut-être|"},
		{"empty lines and rows count as lines and are no rows", "user_tests.sessions", "\n12/08/2026;5\n\n ;;\n30/04/2026;7\n", "2|12/08/2026|5|\n5|30/04/2026|7|"},
		{"lines of Windows, with a byte order mark", "user_tests.sessions", "\ufeffDate;Participants\r\n12/08/2026;5\r\n", "2|12/08/2026|5|"},
		{"lines of an old Macintosh", "user_tests.sessions", "12/08/2026;5\r30/04/2026;7", "1|12/08/2026|5|\n2|30/04/2026|7|"},
		{"a cell of two lines", "communication.actions", "18/06/2026;\"Bilan\nannuel\"\n19/06/2026;Vidéo", "1|18/06/2026|Bilan annuel|\n3|19/06/2026|Vidéo|"},
		{"quotes in quotes", "communication.actions", "18/06/2026\t\"\"\"Bilan\"\" annuel\"", "1|18/06/2026|\"Bilan\" annuel|"},
		{"quotes that were not doubled", "communication.actions", "18/06/2026\t\"Bilan\" annuel\n19/06/2026\tUn écran de 5\"\n20/06/2026\tFin", "1|18/06/2026|\"Bilan\" annuel|\n2|19/06/2026|Un écran de 5\"|\n3|20/06/2026|Fin|"},
		{"a quote that nothing closes", "communication.actions", "18/06/2026\t\"Bilan\n19/06/2026\tVidéo", "1|18/06/2026|\"Bilan|\n2|19/06/2026|Vidéo|"},
		{"names, with a comma in them", "indicators.followers", "Camille Durand, coach\nResponsable produit", "1|Camille Durand, coach\n2|Responsable produit"},
		{"names under a title", "indicators.followers", "Nom ou fonction\nCamille", "2|Camille"},
		{"an apostrophe that guards a text", "communication.actions", "18/06/2026;'=Bilan\n19/06/2026;'Bilan'", "1|18/06/2026|=Bilan|\n2|19/06/2026|'Bilan'|"},
		{"nothing", "communication.actions", "\n\n", ""},
		{"titles alone", "communication.actions", "Date;Intitulé", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			table := tableOf(t, test.list)
			p := table.read(test.text, "le-service")
			if got := shown(p, table); got != test.want || len(p.errs) > 0 {
				t.Errorf("%q\nwant %q, errors %v", got, test.want, p.errs)
			}
		})
	}
}

// ourExport is what LibreOffice writes as CSV from the workbook of our own facts, in
// French and in English, with rows of two services and three kinds.
const ourExport = `ghid,nom,critere,type,date,utilisateurs,utilisateurs_potentiels,participants,indicateur,valeur,intitule,preuve,date_de_reference,decide_le
le-service,Le service,Impact et adoption,mesure,2026-09-30,10540,31000,,,,,https://a.example,2026-11-20,2026-11-20
le-service,Le service,Indicateurs d’impact,relevé,2026-02-15,,,,Satisfaction (sur 5),"4,1",,,2026-11-20,2026-11-20
le-service,Le service,Indicateurs d’impact,relevé,2026-10-31,,,,Démarches,1310,,,2026-11-20,2026-11-20
le-service,Le service,Retours et tests,séance de test,2026-08-12,,,5,,,,,2026-11-20,2026-11-20
un-autre,Un autre,Retours et tests,séance de test,2026-04-30,,,7,,,,,2026-11-20,2026-11-20
le-service,Le service,Communication,action de communication,2026-06-18,,,,,,"Bilan, publié",https://a.example,2026-11-20,2026-11-20
`

func TestOurOwnExportIsReadBackListByList(t *testing.T) {
	for list, want := range map[string]string{
		"adoption.measures":     "2|2026-09-30|10540|31000|https://a.example",
		"readings":              "3|2026-02-15|4,1",
		"user_tests.sessions":   "5|2026-08-12|5|",
		"communication.actions": "7|2026-06-18|Bilan, publié|https://a.example",
		"evolutions.releases":   "",
		"indicators.followers":  "",
	} {
		table := tableOf(t, list)
		p := table.read(ourExport, "le-service")
		if got := shown(p, table); got != want || p.elsewhere != 6-len(p.rows) || len(p.ignored) > 0 {
			t.Errorf("%s: %q and %d elsewhere, want %q", list, got, p.elsewhere, want)
		}
	}
}

func TestFilesOfSpreadtablesAreDecoded(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, c := range "é\t1" {
		utf16 = append(utf16, byte(c), byte(c>>8))
	}
	for name, file := range map[string][]byte{
		"UTF-8": []byte("é\t1"), "Windows-1252": {0xe9, '\t', '1'}, "UTF-16 with its mark": utf16,
	} {
		if got := plainText(decoded(file)); got != "é\t1" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestTheExampleOfEveryTableIsTaken(t *testing.T) {
	for _, table := range indicatorForm.Tables() {
		if _, result, errs := indicatorForm.Paste(table, table.Example, "le-service", law(t)); len(errs) > 0 || result.Added != 1 {
			t.Errorf("%s: %v, %d added", table.List, errs, result.Added)
		}
	}
}

// law is that of 20 November 2026, under the grids of the project.
func law(t testing.TB) Law {
	t.Helper()
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	return Law{Grids: grids, Today: assessment.NewDate(2026, time.November, 20)}
}

// draftOf is the form of a draft of these facts.
func draftOf(t testing.TB, doc string) Form {
	t.Helper()
	facts, err := assessment.ParseFacts([]byte(doc), law(t).Grids, assessment.Override{AsOf: law(t).Today})
	if err != nil {
		t.Fatal(err)
	}
	return FormOf(schema, facts)
}

func TestWrongRowsAreToldByLine(t *testing.T) {
	for _, test := range []struct {
		name, list, text string
		want             []LineError
	}{
		{"all of them at once, in their order", "user_tests.sessions", "Participants;Date\n5;31/02/2026\n7;12/08/2026\n\nsix;30/04/2026\n;21/11/2026", []LineError{
			{Line: 2, Column: "Date", Typed: "31/02/2026", Message: "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour)."},
			{Line: 5, Column: "Participants", Typed: "six", Message: "Un nombre entier est attendu, écrit avec des chiffres seulement."},
			{Line: 6, Column: "Date", Typed: "21/11/2026", Message: "Cette date est à venir : une évaluation ne retient que des faits passés."},
		}},
		{"a cell that is missing", "adoption.measures", "30/09/2026;10 540", []LineError{{Line: 1, Column: "Utilisateurs potentiels", Message: "Ce champ est obligatoire."}}},
		{"a cell too many", "readings", "30/09/2026;4,1\n31/10/2026;4,1;bien", []LineError{{Line: 2, Message: "Il y a plus de cellules que de colonnes : 3 pour 2."}}},
		{"two cells that contradict each other", "adoption.measures", "30/09/2026;31 000;10 540", []LineError{
			{Line: 1, Column: "Utilisateurs", Typed: "31 000", Message: "Il ne peut pas y avoir plus d’utilisateurs que d’utilisateurs potentiels."}}},
		{"a flag that is none", "evolutions.releases", "02/09/2026;Export;parfois", []LineError{
			{Line: 1, Column: "Répond à un retour", Typed: "parfois", Message: "Oui ou non (true ou false) est attendu."}}},
		{"a flag alone", "evolutions.releases", "02/09/2026;Export\n;;oui", []LineError{{Line: 2, Column: "Date", Message: "Ce champ est obligatoire."}}},
		{"a name too long", "indicators.followers", strings.Repeat("é", 5001), []LineError{
			{Line: 1, Column: "Nom ou fonction", Typed: strings.Repeat("é", 5001), Message: "Ce texte est trop long : 5 000 caractères au plus."}}},
		{"more rows than a list takes", "user_tests.sessions", strings.Repeat("12/08/2026\n", 201), []LineError{{Message: "La liste est trop longue : 200 lignes au plus."}}},
		{"far too many lines", "user_tests.sessions", strings.Repeat("\n", 20_001), []LineError{{Message: "C’est trop : 20 000 lignes au plus. Gardez celles de ce service."}}},
		{"no row at all", "user_tests.sessions", "Date;Participants\n\n", []LineError{{Message: "Collez des lignes ou choisissez un fichier qui en contient."}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, errs := draftOf(t, "{}").Paste(tableOf(t, test.list), test.text, "le-service", law(t))
			if !slices.Equal(errs, test.want) {
				t.Errorf("%+v\nwant %+v", errs, test.want)
			}
		})
	}
}

func TestRowsThatAreInTheDraftAreNotAddedTwice(t *testing.T) {
	d := draftOf(t, `{"user_tests": {"sessions": [{"date": "2026-08-12", "participants": 5}]}}`)
	form, result, errs := d.Paste(tableOf(t, "user_tests.sessions"), "12 août 2026;5\n12/08/2026;6\n2026-08-12;6\n30/04/2026", "le-service", law(t))
	if len(errs) > 0 || result.Added != 2 || result.Doubled != 2 || form.Filled("user_tests.sessions") != 3 {
		t.Fatalf("%+v, %v", result, errs)
	}
	if form.Value("user_tests.sessions[1].participants") != "6" || form.Value("user_tests.sessions[2].date") != "30/04/2026" {
		t.Errorf("%v", form.Values())
	}
}

func TestTheListMayBecomeTooLongWithTheDraft(t *testing.T) {
	row := `{"date": "2026-08-12"}`
	d := draftOf(t, `{"user_tests": {"sessions": [`+strings.Repeat(row+",", 198)+row+`]}}`)
	_, _, errs := d.Paste(tableOf(t, "user_tests.sessions"), "30/04/2026\n01/05/2026", "le-service", law(t))
	want := []LineError{{Message: "La liste est trop longue : 200 lignes au plus. Le brouillon en a déjà 199."}}
	if !slices.Equal(errs, want) {
		t.Errorf("%+v", errs)
	}
}

// FuzzPasted pastes anything anywhere: what is wrong is told on a line that exists,
// and what is taken makes valid facts.
func FuzzPasted(f *testing.F) {
	f.Add("12/08/2026\t5\n30/04/2026\t7", byte(2))
	f.Add("Date;Valeur\r\n31/01/2026;\"4,\r\n1\"\r\n\r\nhier;x", byte(1))
	f.Add("\ufeff\"a\n\"\"b\",\t;\"\r;;oui", byte(4))
	f.Add(ourExport, byte(5))
	tables := indicatorForm.Tables()
	law, d := law(f), draftOf(f, "{}")
	f.Fuzz(func(t *testing.T, text string, which byte) {
		table := tables[int(which)%len(tables)]
		form, result, errs := d.Paste(table, text, "le-service", law)
		for _, e := range errs {
			if last := strings.Count(plainText(text), "\n") + 1; e.Line < 0 || e.Line > last || e.Message == "" {
				t.Errorf("line %d of %d: %q", e.Line, last, e.Message)
			}
		}
		if len(errs) > 0 {
			return
		}
		if table.Indicator == "" { // whose indicator the draft does not have
			if _, _, err := form.Facts(law); err != nil {
				t.Errorf("%v\n%v", err, maps.All(form.Values()))
			}
		}
		if form.Filled(table.List) != result.Added {
			t.Errorf("%d rows, %d added", form.Filled(table.List), result.Added)
		}
	})
}

// BenchmarkWide reads the widest table that a form may send, a line of half a million
// cells.
func BenchmarkWide(b *testing.B) {
	text := strings.Repeat("a\t", 1<<19)
	for b.Loop() {
		tableOf(b, "adoption.measures").read(text, "carnet-de-quai")
	}
}
