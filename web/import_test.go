package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

const importPath = draftPath + "/import"

// upload posts a form with a file, as a browser does.
func (s site) upload(path string, fields map[string]string, name, content string) answer {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range fields {
		if err := form.WriteField(field, value); err != nil {
			s.t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile(name, "fichier")
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = file.Write([]byte(content)) // a buffer takes all
	_ = form.Close()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return s.do(r)
}

// pastes sends rows for a list.
func (s site) pastes(list, rows string) answer {
	s.t.Helper()
	return s.upload(importPath, map[string]string{"intent": "paste", "list": list, "rows": rows}, "rows_file", "")
}

func TestPastedRowsFillInTheDraftAndStoreNothing(t *testing.T) {
	s := newSite(t)
	s.drafted(accented)
	if link := s.get(draftPath).Find(`a[href="` + importPath + `"]`); link.Length() != 1 {
		t.Error("the draft does not lead to the import")
	}
	page := s.pastes("user_tests.sessions", "Date\tParticipants\n12/08/2026\t5\n01/02/2026\t8\n")
	const said = "Une ligne est ajoutée aux séances de test. Une ligne y était déjà. Relisez, puis enregistrez."
	if page.status != http.StatusOK || page.text("#faits-importes") != said {
		t.Fatalf("%d %q %s", page.status, page.text("#faits-importes"), page.text("#erreurs"))
	}
	if page.value("user_tests.sessions[2].date") != "01/02/2026" || page.value("user_tests.sessions[2].participants") != "8" {
		t.Error("the row is not in the form")
	}
	if got := page.text("#enregistrement"); got != "Les faits importés ne sont pas encore enregistrés." {
		t.Errorf("saved: %q", got)
	}
	if s.get(draftPath).value("user_tests.sessions[2].date") != "" {
		t.Error("the row is stored already")
	}
	if saved := s.post(draftPath, page.fields()); saved.status != http.StatusSeeOther {
		t.Fatalf("saving: %d %s", saved.status, saved.text("#erreurs"))
	}
	if s.get(draftPath).value("user_tests.sessions[2].participants") != "8" {
		t.Error("the row is not stored")
	}
}

func TestWrongRowsStayAsTheyWerePasted(t *testing.T) {
	s := newSite(t)
	const rows = "12/08/2026;5\n31/02/2026;6\n<b>;x\n"
	page := s.pastes("user_tests.sessions", rows)
	if page.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", page.status)
	}
	if got := strings.TrimPrefix(page.Find(`[name="rows"]`).Text(), "\n"); got != rows {
		t.Errorf("the rows became %q", got)
	}
	if got := page.Find(`[name="list"] option[selected]`).AttrOr("value", ""); got != "user_tests.sessions" {
		t.Errorf("the list became %q", got)
	}
	var told []string
	for _, link := range page.Find(`#erreurs a[href="#rows"]`).EachIter() {
		told = append(told, link.Text())
	}
	want := []string{
		"Ligne 2, date « 31/02/2026 » : cette date n’existe pas ou n’est pas écrite comme 31/08/2026 (jour, mois, année).",
		"Ligne 3, date « <b> » : cette date n’existe pas ou n’est pas écrite comme 31/08/2026 (jour, mois, année).",
		"Ligne 3, participants « x » : un nombre entier est attendu, écrit avec des chiffres seulement.",
	}
	if got := strings.ReplaceAll(strings.Join(told, "\n"), "\u00a0", " "); got != strings.Join(want, "\n") {
		t.Errorf("told:\n%s", got)
	}
	if got := page.text("#rows-erreur"); got != "Les lignes 2 et 3 sont à corriger." {
		t.Errorf("below the field: %q", got)
	}
}

func TestAFileOfRowsIsShownWhereItIsWrong(t *testing.T) {
	s := newSite(t)
	page := s.upload(importPath, map[string]string{"intent": "paste", "list": "user_tests.sessions"}, "rows_file", "Date;Participants\r\nhier;\xe9")
	if got := strings.TrimPrefix(page.Find(`[name="rows"]`).Text(), "\n"); page.status != http.StatusUnprocessableEntity || got != "Date;Participants\nhier;é" {
		t.Errorf("%d %q", page.status, got)
	}
}

func TestAWorkbookIsNotReadAsText(t *testing.T) {
	s := newSite(t)
	s.drafted(accented)
	page := s.upload(importPath, map[string]string{"intent": "paste", "list": "user_tests.sessions", "rows": "12/08/2026"}, "rows_file", s.get("/export/faits.xlsx").body)
	if page.status != http.StatusUnprocessableEntity || !strings.HasPrefix(page.text("#erreurs a"), "Ce fichier est un classeur") || page.text(`[name="rows"]`) != "12/08/2026" {
		t.Errorf("%d %q", page.status, page.text("#erreurs"))
	}
}

func TestRowsNeedAListAndAListNeedsRows(t *testing.T) {
	s := newSite(t)
	for _, test := range []struct{ list, rows, want string }{
		{"", "12/08/2026", "Choisissez à quelle liste ces lignes s’ajoutent."},
		{"indicators.series[0].readings:Démarches", "12/08/2026;1", "Choisissez à quelle liste ces lignes s’ajoutent."},
		{"user_tests.sessions", " \n", "Collez des lignes ou choisissez un fichier qui en contient."},
	} {
		if page := s.pastes(test.list, test.rows); page.status != http.StatusUnprocessableEntity || page.text("#erreurs a") != test.want {
			t.Errorf("%q: %d %q", test.list, page.status, page.text("#erreurs"))
		}
	}
}

func TestReadingsGoToTheIndicatorOfThatName(t *testing.T) {
	s := newSite(t)
	s.drafted(accented)
	page := s.pastes("indicators.series[1].readings:Satisfaction", "20/10/2026\t4,5")
	if page.value("indicators.series[1].readings[2].value") != "4,5" {
		t.Errorf("%d %s", page.status, page.text("#erreurs"))
	}
	const said = "Une ligne est ajoutée aux relevés de l’indicateur « Satisfaction ». Relisez, puis enregistrez."
	if got := strings.ReplaceAll(page.text("#faits-importes"), "\u00a0", " "); got != said {
		t.Errorf("%q", got)
	}
}

func TestTheExportOfFactsIsPastedBack(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	form := s.get(draftPath).fields()
	for name := range form {
		if strings.Contains(name, "[") {
			form.Del(name)
		}
	}
	form.Set("indicators.series[0].name", "Satisfaction")
	form.Set("indicators.series[0].nature", "qualitative")
	form.Set("indicators.series[0].better", "up")
	if saved := s.post(draftPath, form); saved.status != http.StatusSeeOther {
		t.Fatalf("emptied: %d %s", saved.status, saved.text("#erreurs"))
	}
	export := s.get("/export/faits.csv").body
	for list, want := range map[string]string{
		"adoption.measures": "Une ligne est ajoutée", "user_tests.sessions": "2 lignes sont ajoutées", "evolutions.releases": "2 lignes sont ajoutées",
		"communication.actions": "Une ligne est ajoutée", "indicators.series[0].readings:Satisfaction": "2 lignes sont ajoutées",
	} {
		page := s.upload(importPath, map[string]string{"intent": "paste", "list": list}, "rows_file", export)
		if !strings.HasPrefix(page.text("#faits-importes"), want) {
			t.Errorf("%s: %d %q %s", list, page.status, page.text("#faits-importes"), page.text("#erreurs"))
		}
	}
}

func TestAFileOfFactsReplacesWhatItGives(t *testing.T) {
	s := newSite(t)
	s.drafted(accented)
	page := s.upload(importPath, map[string]string{"intent": "open"}, "facts_file",
		`{"user_tests": {"answer": "no"}, "open_source": null, "observed_since": "2026-01-31"}`)
	const said = "Ces parties viennent du fichier et remplacent celles du brouillon : « Régularité jugée depuis » et « Retours et tests utilisateurs ». " +
		"Les autres n’ont pas changé. Relisez, puis enregistrez."
	if got := strings.ReplaceAll(page.text("#faits-importes"), "\u00a0", " "); page.status != http.StatusOK || got != said {
		t.Fatalf("%d %q %s", page.status, got, page.text("#erreurs"))
	}
	if page.value("user_tests.sessions[1].date") != "" || page.value("user_tests.feedback_channel") != "" {
		t.Error("the draft's tests are still there")
	}
	if page.value("observed_since") != "31/01/2026" || page.value("as_of") != "20/11/2026" || page.value("open_source.licence") != "MIT" {
		t.Errorf("since %q, on %q, %q", page.value("observed_since"), page.value("as_of"), page.value("open_source.licence"))
	}
	if saved := s.post(draftPath, page.fields()); saved.status != http.StatusSeeOther {
		t.Errorf("saving: %d %s", saved.status, saved.text("#erreurs"))
	}
}

func TestTheExampleOfTheContractIsOpened(t *testing.T) {
	s := newSite(t)
	doc, err := os.ReadFile("../assessment/testdata/contract/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	page := s.upload(importPath, map[string]string{"intent": "open"}, "facts_file", string(doc))
	if page.value("indicators.series[1].readings[0].value") != "4,1" || page.value("trajectory.host") != "Direction métier" {
		t.Fatalf("%d %s", page.status, page.text("#erreurs"))
	}
	if saved := s.post(draftPath, page.fields()); saved.status != http.StatusSeeOther {
		t.Errorf("saving: %d %s", saved.status, saved.text("#erreurs"))
	}
}

func TestAWrongFileOfFactsIsToldByLine(t *testing.T) {
	s := newSite(t)
	for _, test := range []struct{ name, doc, want string }{
		{"fields", "{\n \"user_tests\": {\n  \"sessions\": [\n   {\"date\": \"2026-08-12\"},\n   {\"date\": \"31/02/2026\",\n    \"participants\": 0}\n  ]\n }\n}",
			"Ligne 5, Retours et tests utilisateurs, séance 2, date : cette date n’existe pas ou n’est pas écrite comme 31/08/2026 (jour, mois, année)." +
				"Ligne 6, Retours et tests utilisateurs, séance 2, participants : ce nombre est trop petit : 1 au moins."},
		{"a field that is missing", "{\n\"adoption\": {\"measures\": [\n{\"users\": 1, \"target_population\": 2}]}}", "Ligne 3, Impact et adoption, mesure 1, date : ce champ est obligatoire."},
		{"a field that does not exist", "{\n\n\"user_tests\": {\"séances\": []}}", "Ligne 3, « user_tests.séances » : ce champ n’existe pas."},
		{"a criterion that is none", "{\n\"user_tests\": 12}", "Ligne 2, Retours et tests utilisateurs : un objet est attendu."},
		{"a comma too many", "{\n\"user_tests\": {},\n}", "Ligne 2 : le document n’est pas un objet JSON complet, seul dans le fichier."},
		{"a file that was cut", "{\n\"user_tests\": {\n", "Ligne 3 : le document n’est pas un objet JSON complet, seul dans le fichier."},
		{"two documents", "{}\n{}", "Ligne 2 : le document n’est pas un objet JSON complet, seul dans le fichier."},
		{"a list", "[]", "Le document n’est pas un objet JSON."},
		{"nothing at all", "", "Choisissez un fichier de faits, qui ne soit pas vide."},
		{"nothing for a draft", "{\"grid\": \"2026-1\"}", "Ce fichier ne donne ni critère, ni trajectoire, ni date."},
	} {
		page := s.upload(importPath, map[string]string{"intent": "open"}, "facts_file", test.doc)
		if got := strings.ReplaceAll(page.text("#erreurs li"), "\u00a0", " "); page.status != http.StatusUnprocessableEntity || got != test.want {
			t.Errorf("%s: %d %q", test.name, page.status, got)
		}
	}
}
