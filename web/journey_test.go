package web_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

const draftPath = accented + "/evaluation"

// filled answers every criterion so that the verdict is « Réalisations ».
func filled(form url.Values) url.Values {
	for name, value := range map[string]string{
		"as_of": "20/11/2026", "adoption.answer": "yes", "adoption.measures[0].date": "30/09/2026",
		"adoption.measures[0].users": "10 540", "adoption.measures[0].target_population": "31 000",
		"indicators.answer": "yes", "indicators.followers[0]": "Responsable produit", "indicators.stats_url": "https://territoires.example/stats",
		"indicators.series[0].name": "Démarches", "indicators.series[0].nature": "quantitative", "indicators.series[0].better": "up",
		"indicators.series[0].readings[0].date": "31/01/2026", "indicators.series[0].readings[0].value": "820",
		"indicators.series[0].readings[1].date": "31/10/2026", "indicators.series[0].readings[1].value": "1 310",
		"indicators.series[1].name": "Satisfaction", "indicators.series[1].nature": "qualitative", "indicators.series[1].better": "up",
		"indicators.series[1].readings[0].date": "15/02/2026", "indicators.series[1].readings[0].value": "4,1",
		"indicators.series[1].readings[1].date": "15/09/2026", "indicators.series[1].readings[1].value": "4,3",
		"user_tests.answer": "yes", "user_tests.feedback_channel": "Formulaire",
		"user_tests.sessions[0].date": "30 avril 2026", "user_tests.sessions[1].date": "12/08/2026", "user_tests.sessions[1].participants": "5",
		"evolutions.answer": "yes", "evolutions.releases[0].date": "20/03/2026", "evolutions.releases[1].date": "2026-09-02",
		"evolutions.releases[1].from_user_feedback": "true",
		"communication.answer":                      "yes", "communication.actions[0].date": "18/06/2026",
		"open_source.answer": "yes", "open_source.repository_url": "https://git.example/territoires", "open_source.licence": "MIT",
		"trajectory.kind": "integrated-team",
	} {
		form.Set(name, value)
	}
	return form
}

func TestAStartupIsAssessedFromTheListToTheExport(t *testing.T) {
	s := newSite(t)
	saved := s.post(draftPath, filled(s.get(draftPath).fields()))
	if saved.status != http.StatusSeeOther || saved.location != draftPath+"?enregistre" {
		t.Fatalf("save: %d to %q, %s", saved.status, saved.location, saved.text("#erreurs"))
	}
	draft := s.get(saved.location)
	if got := draft.text(".fr-alert--success"); got != "Brouillon enregistré le 20 novembre 2026 à 14:32." {
		t.Errorf("after saving: %q", got)
	}
	if got := draft.value("user_tests.sessions[0].date"); got != "30/04/2026" {
		t.Errorf("30 avril 2026 came back as %q", got)
	}
	review := draft.fields()
	review.Set("intent", "review")
	signature := s.get(s.post(draftPath, review).location)
	if !strings.Contains(signature.text("#verdict"), "Valable jusqu’au 12 décembre 2026 · trajectoire : équipe intégrée") {
		t.Fatalf("signature page: %q", signature.text("#verdict"))
	}
	signed := s.post(draftPath+"/signature", url.Values{"revision": {signature.value("revision")}})
	if signed.status != http.StatusSeeOther {
		t.Fatalf("sign: %d %s", signed.status, signed.text("#contenu"))
	}
	page := s.get(signed.location)
	checkSigned(t, page)
	var id int64
	fmt.Sscanf(signed.location, "/evaluations/%d", &id)
	s.publish(id)
	if got := s.get(accented).text("#verdict h2"); !strings.Contains(got, "« Réalisations »") {
		t.Errorf("startup page: %q", got)
	}
	checkExport(t, s.get("/export/classements.csv").body)
	if again := s.get(draftPath); again.value("adoption.measures[0].users") != "10540" || again.value("as_of") != "20/11/2026" {
		t.Errorf("the next draft starts from %q", again.value("adoption.measures[0].users"))
	}
}

func TestWhatIsReadBothWaysIsRefusedWithHowToWriteIt(t *testing.T) {
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	form.Set("indicators.series[0].readings[0].value", "1.234")
	form.Set("adoption.measures[0].users", "10.540")
	page := s.post(draftPath, form)
	if page.status != http.StatusUnprocessableEntity || page.value("indicators.series[0].readings[0].value") != "1.234" {
		t.Errorf("%d, %q comes back", page.status, page.value("indicators.series[0].readings[0].value"))
	}
	for _, want := range []string{"un nombre est attendu : écrivez 1 234 ou 1,234.", "un nombre entier est attendu, écrit avec des chiffres seulement."} {
		if got := strings.NewReplacer("\u00a0", " ").Replace(page.text("#erreurs")); !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
}

func checkSigned(t *testing.T, page answer) {
	t.Helper()
	if !strings.Contains(page.text("#verdict h2"), "« Réalisations »") || page.Find("table").Length() != 7 {
		t.Errorf("signed page: %q, %d tables", page.text("#verdict h2"), page.Find("table").Length())
	}
	for _, want := range []string{
		"Sans fait nouveau, ce classement changera le 13 décembre 2026 : le critère « Retours et tests utilisateurs » change d’état ce jour-là.",
		"Personnes qui suivent les indicateursResponsable produit",
		"Démarches (quantitatif, s’améliore s’il augmente)",
		"30/09/202610 54031 000",
		"Licence du codeMIT",
		"Signée le 20 novembre 2026 à 14:32 par Sacha Morel.",
	} {
		if !strings.Contains(page.text("#contenu"), want) {
			t.Errorf("the signed page does not say %q", want)
		}
	}
}

func checkExport(t *testing.T, body string) {
	t.Helper()
	text, hasBOM := strings.CutPrefix(body, "\ufeff")
	if !hasBOM {
		t.Error("the export has no BOM")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	lines, err := r.ReadAll()
	if err != nil || len(lines) != 3 {
		t.Fatalf("export: %d lines, %v", len(lines), err)
	}
	if lines[1][1] != "'=Un autre service" {
		t.Errorf("a formula came through: %q", lines[1][1])
	}
	if got := strings.Join(lines[2][5:8], " "); got != "Réalisations 2026-12-12 non" {
		t.Errorf("export says %q", got)
	}
}

func TestAnInvalidFormKeepsEverythingThatWasTyped(t *testing.T) {
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	form.Set("user_tests.sessions[1].date", "31/02/2026")
	form.Set("adoption.measures[0].users", "beaucoup")
	form.Set("communication.actions[0].date", "21/11/2026") // after the as-of date
	page := s.post(draftPath, form)
	if page.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", page.status)
	}
	for _, name := range []string{"user_tests.sessions[1].date", "adoption.measures[0].users"} {
		field := page.Find(`[name="` + name + `"]`)
		if field.AttrOr("value", "") != form.Get(name) || field.AttrOr("aria-invalid", "") != "true" {
			t.Errorf("%s holds %q", name, field.AttrOr("value", ""))
		}
		if page.Find(`#erreurs a[href="#`+field.AttrOr("id", "?")+`"]`).Length() != 1 {
			t.Errorf("the summary does not lead to %s", name)
		}
	}
	const where = "Retours et tests utilisateurs, séance 2, date : cette date n’existe pas ou n’est pas écrite comme 31/08/2026"
	if got := page.text("#erreurs"); !strings.Contains(got, where) || !strings.Contains(got, "Impact et adoption, mesure 1, utilisateurs : un nombre entier") {
		t.Errorf("the summary says %q", got)
	}
	if got := page.value("indicators.series[1].readings[1].value"); got != "4,3" {
		t.Errorf("4,3 became %q", got)
	}
	stored := s.get(draftPath)
	if stored.value("adoption.measures[0].users") != "" || stored.value("user_tests.feedback_channel") != "" {
		t.Error("a part in which something is wrong was stored")
	}
	if got := stored.value("open_source.licence"); got != "MIT" {
		t.Errorf("a part in which nothing is wrong was lost: the licence is %q", got)
	}
	if got := page.text("#enregistrement"); !strings.Contains(got, "sauf : « Impact et adoption », « Retours et tests utilisateurs » et « Communication »") {
		t.Errorf("the page says %q of what is saved", got)
	}
	form.Set("user_tests.sessions[1].date", "12/08/2026")
	form.Set("adoption.measures[0].users", "10 540")
	page = s.post(draftPath, form)
	if page.status != http.StatusUnprocessableEntity || page.Find("#communication-actions-0-date[aria-invalid]").Length() != 1 {
		t.Errorf("a fact of tomorrow: %d %s", page.status, page.text("#erreurs"))
	}
}

func TestRowsComeAndGoWithoutLosingWhatIsTyped(t *testing.T) {
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	form.Set("intent", "add:user_tests.sessions")
	page := s.post(draftPath, form)
	if page.status != http.StatusOK || page.Find("#user_tests-sessions-2-date[autofocus]").Length() != 1 {
		t.Fatalf("%d, no third session with the focus", page.status)
	}
	form = page.fields()
	form.Set("user_tests.sessions[2].date", "01/11/2026")
	form.Set("intent", "remove:user_tests.sessions[0]")
	page = s.post(draftPath, form)
	if page.value("user_tests.sessions[0].date") != "12/08/2026" || page.value("user_tests.sessions[1].date") != "01/11/2026" {
		t.Errorf("left: %q and %q", page.value("user_tests.sessions[0].date"), page.value("user_tests.sessions[1].date"))
	}
	for _, list := range []string{"indicators.series", "indicators.series[1].readings", "indicators.followers"} {
		form = page.fields()
		form.Set("intent", "add:"+list)
		page = s.post(draftPath, form)
	}
	for _, name := range []string{"indicators.series[2].name", "indicators.series[1].readings[2].date", "indicators.followers[1]"} {
		if page.Find(`[name="`+name+`"]`).Length() != 1 {
			t.Errorf("%s is missing", name)
		}
	}
	if saved := s.post(draftPath, page.fields()); saved.status != http.StatusSeeOther {
		t.Errorf("empty rows are not ignored: %d %s", saved.status, saved.text("#erreurs"))
	}
	if again := s.get(draftPath); again.Find(`[name="indicators.series[3].name"]`).Length() != 0 {
		t.Error("an empty row was stored")
	}
}

func TestADraftThatIsNotReadyIsNotSigned(t *testing.T) {
	s := newSite(t)
	if saved := s.post(draftPath, s.get(draftPath).fields()); saved.status != http.StatusSeeOther {
		t.Fatalf("an incomplete draft is not saved: %d", saved.status)
	}
	page := s.get(draftPath + "/signature")
	if page.Find(`.fr-alert--error a[href="`+draftPath+`#trajectory-kind"]`).Length() != 1 {
		t.Errorf("no link to the trajectory in %q", page.text(".fr-alert--error"))
	}
	refused := s.post(draftPath+"/signature", url.Values{"revision": {"1"}})
	if refused.status != http.StatusUnprocessableEntity {
		t.Errorf("signing: %d", refused.status)
	}
	stale := s.post(draftPath+"/signature", url.Values{"revision": {"0"}})
	if stale.status != http.StatusConflict {
		t.Errorf("signing what somebody changed: %d", stale.status)
	}
}

func TestWhatTheCatalogueSaysIsMarkedUntilTheCriterionIsAnswered(t *testing.T) {
	s := newSite(t)
	page := s.get(draftPath)
	if got := page.value("open_source.repository_url"); got != "https://git.example/territoires" {
		t.Errorf("repository %q", got)
	}
	if !strings.Contains(page.text(".unverified"), "Repris du catalogue, à vérifier") {
		t.Error("the repository is not marked")
	}
	if got := page.value("indicators.stats_url"); got != "" {
		t.Errorf("a relative address was taken over: %q", got)
	}
	form := page.fields()
	form.Set("open_source.answer", "yes")
	s.post(draftPath, form)
	if s.get(draftPath).Find(".unverified").Length() != 0 {
		t.Error("still marked after the answer")
	}
}
