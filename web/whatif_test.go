package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"transfert/web/page"
)

// whatIf asks « Et si… » of an assessment with another form than the page's.
func (s site) whatIf(path string, change map[string]string) answer {
	s.t.Helper()
	form := s.get(path).fields()
	for name, value := range change {
		form.Set(name, value)
	}
	return s.post(path, form)
}

// seen follows an answer to where it leads.
func (s site) seen(a answer) answer {
	s.t.Helper()
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("%d %s", a.status, a.text("main"))
	}
	return s.get(a.location)
}

// compared is a line of the table of verdicts, cell by cell.
func (a answer) compared(head string) string {
	return a.line(`table tr:has(th:contains("` + head + `")) > *`)
}

// line are the texts of some elements, one after the other.
func (a answer) line(selector string) string {
	texts := a.Find(selector).Map(func(_ int, e *goquery.Selection) string { return strings.Join(strings.Fields(e.Text()), " ") })
	return strings.Join(texts, " | ")
}

func TestAWhatIfStandsBesideTheAssessmentThatItStartsFrom(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	first := s.get(path)
	if first.status != http.StatusOK || first.value("as_of") != "20/11/2026" || first.value("adoption.measures[0].users") != "10540" {
		t.Fatalf("%d, as of %q", first.status, first.value("as_of"))
	}
	if !strings.Contains(first.text(".fr-text--lead"), "Rien n’est enregistré, et ceci n’est pas une évaluation.") {
		t.Errorf("it begins with %q", first.text(".fr-text--lead"))
	}
	if first.Find("#comparaison, #verdict").Length() != 0 {
		t.Error("a verdict is shown before anything was changed")
	}
	then := s.seen(s.whatIf(path, map[string]string{
		"adoption.measures[0].users": "3 000", "communication.actions[0].date": "18/07/2026", "observed_since": "01/11/2026"}))
	if got := then.text("#comparaison-titre"); got != "Aujourd’hui, ce serait « Partenariats passés » au lieu de « Réalisations »" {
		t.Errorf("headline %q", got)
	}
	for head, want := range map[string]string{
		"Classement": "Classement | Réalisations | Partenariats passés Changé",
		"Jusqu’au":   "Jusqu’au | 12 décembre 2026 | Sans échéance Changé",
		"1.":         "1. Impact et adoption | Rempli jusqu’au 30 septembre 2027 | Non rempli jusqu’au 30 septembre 2027 Changé",
		"5.":         "5. Communication | Rempli jusqu’au 18 juin 2027 | Rempli jusqu’au 1er novembre 2027 Plus tard",
		"6.":         "6. Code ouvert | Rempli, sans échéance | Rempli, sans échéance",
		"Prêt":       "Prêt pour le transfert | Oui | Non Changé",
	} {
		if got := then.compared(head); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := then.line("thead th"); got != "Verdict | Évaluation au 20 novembre 2026 | Et si, le 20 novembre 2026" {
		t.Errorf("columns %q", got)
	}
	for _, want := range []string{
		"Modifié : mesure du 30/09/2026, utilisateurs : 3 000", "(auparavant : utilisateurs : 10 540",
		"Ajouté : action du 18/07/2026", "Ajouté : régularité jugée depuis : 01/11/2026",
	} {
		if !strings.Contains(then.text("main"), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if got := then.text("#verdict"); !strings.Contains(got, "Partenariats passés") {
		t.Errorf("verdict %q", got)
	}
}

func TestTimeAloneStandsBetweenTheVerdicts(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	then := s.seen(s.whatIf(path, map[string]string{"as_of": "20/12/2026", "user_tests.sessions[2].date": "01/12/2026"}))
	if got := then.line("thead th"); got != "Verdict | Évaluation au 20 novembre 2026 | Sans rien de nouveau, le 20 décembre 2026 | Et si, le 20 décembre 2026" {
		t.Errorf("columns %q", got)
	}
	if got := then.compared("Classement"); got != "Classement | Réalisations | Partenariats passés Changé | Réalisations" {
		t.Errorf("%q", got)
	}
	if got := then.text("#comparaison-titre"); got != "« Réalisations » jusqu’au 2 mars 2027, au lieu du 12 décembre 2026" {
		t.Errorf("headline %q", got)
	}
	if got := then.line(".beside__part:first-child li"); got != "Jusqu’au 12 décembre 2026 : « Réalisations » | À partir du 13 décembre 2026 : « Partenariats passés » (non rempli : « Retours et tests utilisateurs »)" {
		t.Errorf("now %q", got)
	}
}

func TestPlannedTestsAndReleasesFollowTheGrid(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	tests := s.seen(s.whatIf(path, map[string]string{"intent": "plan:sessions"}))
	for i, want := range []string{"30/04/2026", "12/08/2026", "12/12/2026", "12/04/2027", "12/08/2027", ""} {
		if got := tests.value(fmt.Sprintf("user_tests.sessions[%d].date", i)); got != want {
			t.Errorf("session %d: %q, want %q", i+1, got, want)
		}
	}
	if got := tests.value("as_of"); got != "20/11/2027" {
		t.Errorf("as of %q", got)
	}
	if got := tests.compared("3."); got != "3. Retours et tests utilisateurs | Rempli jusqu’au 12 décembre 2026 | Non rempli, sans échéance Changé | Rempli jusqu’au 12 décembre 2027 Plus tard" {
		t.Errorf("%q", got)
	}
	form := tests.fields()
	form.Set("intent", "plan:releases")
	both := s.seen(s.post(path, form))
	if both.value("evolutions.releases[2].date") != "02/03/2027" || both.value("evolutions.releases[3].date") != "02/09/2027" ||
		both.Find(`[name="evolutions.releases[3].from_user_feedback"][checked]`).Length() != 1 {
		t.Errorf("releases %q and %q", both.value("evolutions.releases[2].date"), both.value("evolutions.releases[3].date"))
	}
	if got := both.value("user_tests.sessions[4].date"); got != "12/08/2027" {
		t.Errorf("the tests became %q", got)
	}
}

func TestFactsAfterTheDateOfReferenceAreTold(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	planned := s.seen(s.whatIf(path, map[string]string{"intent": "plan:sessions"})).fields()
	planned.Set("as_of", "20/12/2026")
	early := s.seen(s.post(path, planned))
	if got := early.line("#a-venir li"); got != "Retours et tests utilisateurs, séance 4 : 12 avril 2027 | Retours et tests utilisateurs, séance 5 : 12 août 2027" {
		t.Errorf("it tells %q", got)
	}
	button := early.Find("#a-venir button[form=grille]")
	if got := strings.TrimSpace(button.Text()); got != "Juger au 12/08/2027" {
		t.Errorf("it offers %q", got)
	}
	form := early.fields()
	form.Set("intent", button.AttrOr("value", ""))
	late := s.seen(s.post(path, form))
	if late.value("as_of") != "12/08/2027" || late.Find("#a-venir").Length() != 0 || late.value("user_tests.sessions[4].date") != "12/08/2027" {
		t.Errorf("as of %q, %q", late.value("as_of"), late.text("#a-venir"))
	}
}

func TestARefusedWhatIfKeepsWhatWasTyped(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	for _, intent := range []string{"judge", "plan:sessions", "download", "at:2027-01-01"} {
		refused := s.whatIf(path, map[string]string{"intent": intent, "as_of": "31/02/2027", "adoption.comment": "À revoir"})
		if refused.status != http.StatusUnprocessableEntity || refused.value("as_of") != "31/02/2027" || refused.text(`[name="adoption.comment"]`) != "À revoir" {
			t.Errorf("%s: %d, as of %q", intent, refused.status, refused.value("as_of"))
		}
	}
	more := s.whatIf(path, map[string]string{"intent": "add:user_tests.sessions", "as_of": "31/02/2027"})
	if more.status != http.StatusOK || more.Find(`[name="user_tests.sessions[2].date"][autofocus]`).Length() != 1 || more.value("as_of") != "31/02/2027" {
		t.Errorf("a row more: %d", more.status)
	}
}

// uploaded posts a form with a file, as a browser does.
func (s site) uploaded(path string, form url.Values, file string) answer {
	s.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name := range form {
		_ = w.WriteField(name, form.Get(name)) // into memory
	}
	part, err := w.CreateFormFile("fichier", "faits.json")
	if err != nil {
		s.t.Fatal(err)
	}
	_, _ = part.Write([]byte(file))
	_ = w.Close()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.do(r)
}

func TestAWhatIfIsKeptInAFile(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	planned := s.whatIf(path, map[string]string{"intent": "plan:sessions"})
	file := s.get(planned.location + "&format=json")
	if got := file.header.Get("Content-Disposition"); got != `attachment; filename="faits-et-si-2027-11-20.json"` {
		t.Errorf("disposition %q", got)
	}
	if got := file.header.Get("Content-Type"); got != "application/json" || !json.Valid([]byte(file.body)) {
		t.Errorf("%s %q", got, file.body)
	}
	form := s.get(path).fields()
	form.Set("intent", "open")
	if opened := s.uploaded(path, form, file.body); opened.location != planned.location {
		t.Errorf("the file leads to %d %q, not to %q", opened.status, opened.location, planned.location)
	}
	form.Set("adoption.comment", "Déjà\r\nécrit")
	for file, want := range map[string]string{
		`{"as_of": "2026-11-20", "user_tests": {"sessions": [{"date": "hier"}]}, "x": 1}`: "Retours et tests utilisateurs, séance 1, date (user_tests.sessions[0].date) : ",
		`{"as_of": "2026-11-20", "user_tests": {"lieu": 1}}`:                              "Retours et tests utilisateurs (user_tests.lieu) : ce champ n’existe pas.",
		`{"as_of": "2026-11-20", "x": 1}`:                                                 "x : Ce champ n’existe pas.",
		`bonjour`:                                                                         "Le document n’est pas un objet JSON complet",
		``:                                                                                "Choisissez un fichier qui n’est pas vide.",
	} {
		refused := s.uploaded(path, form, file)
		if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.text("#erreurs"), want) || refused.Find("#fichier[aria-invalid]").Length() != 1 {
			t.Errorf("%q: %d %q", file, refused.status, refused.text("#erreurs"))
		}
		if got := strings.TrimPrefix(refused.Find(`[name="adoption.comment"]`).Text(), "\n"); got != "Déjà\nécrit" {
			t.Errorf("%q: the form holds %q", file, got)
		}
	}
	if without := s.post(path, form); without.status != http.StatusUnprocessableEntity {
		t.Errorf("without a file: %d", without.status)
	}
	if big := s.uploaded(path, form, strings.Repeat(" ", 2<<20)); big.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a file of two megabytes: %d", big.status)
	}
}

func TestWhatIsTooLongForAnAddressIsShownAndDownloaded(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	long := map[string]string{}
	random := rand.New(rand.NewPCG(2026, 5)) // which nothing compresses
	for i := range 200 {
		row := fmt.Sprintf("adoption.measures[%d].", i)
		long[row+"date"], long[row+"users"] = "30/09/2026", fmt.Sprint(i)
		long[row+"target_population"] = fmt.Sprint(1000 + random.IntN(999_999_000))
		long[row+"evidence_url"] = fmt.Sprintf("https://preuve.example/%x%x", random.Uint64(), random.Uint64())
	}
	shown := s.whatIf(path, long)
	if shown.status != http.StatusOK || shown.Find("#comparaison").Length() != 1 || shown.Find("#trop-long").Length() != 1 {
		t.Fatalf("%d to %d characters, %s", shown.status, len(shown.location), shown.text("#erreurs"))
	}
	long["intent"] = "download"
	file := s.whatIf(path, long)
	if !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") || !strings.Contains(file.body, `"users": 199`) {
		t.Errorf("%d %q", file.status, file.header.Get("Content-Disposition"))
	}
}

// TestAWhatIfStoresNothing asks in a transaction that refuses to write.
func TestAWhatIfStoresNothing(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	s.drafted(accented)
	if _, err := s.tx.Exec(t.Context(), "SET TRANSACTION READ ONLY"); err != nil {
		t.Fatal(err)
	}
	kept := func() (all string) {
		for _, path := range []string{"/export/classements.jsonl", "/export/faits.jsonl", "/export/registre.jsonl", "/administration/journal", draftPath} {
			all += s.get(path).body
		}
		return all
	}
	before := kept()
	for _, path := range []string{page.WhatIfPath(id), draftPath + "/et-si"} {
		for _, intent := range []string{"judge", "plan:sessions", "plan:releases", "at:2027-01-01"} {
			if shown := s.seen(s.whatIf(path, map[string]string{"intent": intent, "adoption.measures[0].users": "12"})); shown.status != http.StatusOK {
				t.Errorf("%s %s: %d", path, intent, shown.status)
			}
		}
		s.whatIf(path, map[string]string{"intent": "download"})
		s.uploaded(path, url.Values{"intent": {"open"}}, `{"as_of": "2026-11-20"}`)
	}
	if kept() != before {
		t.Error("something is stored")
	}
}

func TestADraftHasItsWhatIf(t *testing.T) {
	s := newSite(t)
	if got := s.get(draftPath + "/et-si"); got.status != http.StatusNotFound {
		t.Errorf("without a draft: %d", got.status)
	}
	s.drafted(accented)
	draft := s.get(draftPath)
	if draft.Find(`a[href="`+draftPath+`/et-si"]`).Length() != 1 {
		t.Error("the draft does not lead there")
	}
	then := s.seen(s.whatIf(draftPath+"/et-si", map[string]string{"open_source.licence": "CC-BY-NC-4.0"}))
	if got := then.line("thead th"); got != "Verdict | Brouillon au 20 novembre 2026 | Et si, le 20 novembre 2026" {
		t.Errorf("columns %q", got)
	}
}

func TestAVisitorAsksWhatIfOfWhatIsPublished(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	s.publish(id)
	shared := s.whatIf(page.WhatIfPath(id), map[string]string{"intent": "plan:sessions"}).location
	visitor := s.visitor()
	if got := visitor.get(shared); got.status != http.StatusOK || got.value("user_tests.sessions[4].date") != "12/08/2027" {
		t.Errorf("what was shared: %d", got.status)
	}
	if visitor.get(accented).Find(`a[href="`+page.WhatIfPath(id)+`"]`).Length() != 1 {
		t.Error("the startup does not lead there")
	}
	// Whoever follows the indicators is named to nobody, but is not forgotten.
	own := visitor.seen(visitor.whatIf(page.WhatIfPath(id), map[string]string{"as_of": "21/11/2026"}))
	if strings.Contains(own.body, "Responsable produit") {
		t.Error("a visitor reads who follows the indicators")
	}
	if got := own.compared("2."); !strings.Contains(got, "Rempli jusqu’au 15 septembre 2027 | Rempli jusqu’au 15 septembre 2027 | Rempli") || strings.Contains(got, "Changé") {
		t.Errorf("%q", got)
	}
}

func TestAnAddressThatWasCutOffSaysWhatToDo(t *testing.T) {
	s := newSite(t)
	path := page.WhatIfPath(s.sign(accented))
	shared := s.whatIf(path, map[string]string{"intent": "plan:sessions"}).location
	cut := s.get(shared[:len(shared)-9])
	if cut.status != http.StatusBadRequest || !strings.Contains(cut.text("main"), "la fin de l’adresse a été coupée") {
		t.Errorf("%d %q", cut.status, cut.text("main"))
	}
}
