package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/web/page"
)

func TestAVerdictIsToBeConfirmedFromTheDayAfterItsLast(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	s.publish(id)
	address := page.AssessmentPath(id)
	for _, test := range []struct {
		days                      int
		page, why, list, exported string
	}{
		{22, "Valable jusqu’au 12 décembre 2026", "Les six critères sont remplis.", "Valable jusqu’au 12 décembre 2026", "2026-12-12;non"},
		{23, "À reconfirmer depuis le 13 décembre 2026", "Les six critères étaient remplis le 20 novembre 2026.Sans fait nouveau, ce classement a changé le 13 décembre 2026 : le critère « Retours et tests utilisateurs » a changé d’état", "À reconfirmerdepuis le 13 décembre 2026", "2026-12-12;oui"},
	} {
		later := s.at(s.now.AddDate(0, 0, test.days))
		for _, path := range []string{address, accented} {
			if got := later.get(path).text("#verdict"); !strings.Contains(got, test.page) || !strings.Contains(got, test.why) {
				t.Errorf("after %d days %s says %q", test.days, path, got)
			}
		}
		if got := later.get(address).text("[aria-labelledby=user_tests-titre]"); strings.Contains(got, "à reconfirmer") != (test.days > 22) {
			t.Errorf("after %d days the criterion says %q", test.days, got)
		}
		if got := strings.ReplaceAll(later.get("/startups?q=territoires").text("tbody td"), " ", ""); !strings.Contains(got, strings.ReplaceAll(test.list, " ", "")) {
			t.Errorf("after %d days the list says %q", test.days, got)
		}
		if got := later.get("/export/classements.csv").body; !strings.Contains(got, test.exported) {
			t.Errorf("after %d days the export says %q", test.days, got)
		}
	}
}

func TestTheStartupsPageSaysWhatEndsItAndWhen(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	const want = "Sans nouvelle preuve, ce service quitte « Réalisations » le 13 décembre 2026 : « Retours et tests utilisateurs »."
	if got := strings.ReplaceAll(s.visitor().get(accented).text("#verdict"), "\u00a0", " "); !strings.Contains(got, want) {
		t.Errorf("it says %q", got)
	}
}

func TestTheNextDraftStartsFromTheLastFactsJudgedToday(t *testing.T) {
	s := newSite(t)
	s.sign(accented)
	later := s.at(s.now.AddDate(0, 1, 0))
	page := later.get(draftPath + "?nouvelle")
	if got := page.value("as_of"); got != "20/12/2026" {
		t.Errorf("as of %q", got)
	}
	if got := page.text("#critere-user_tests"); !strings.Contains(got, "Plus de 4 mois sans test : depuis le 13 décembre 2026. Dernier test le 12 août 2026.") {
		t.Errorf("the tests are judged as %q", got)
	}
	if got := page.text("#enregistrement"); !strings.Contains(got, "Rien n’est encore enregistré") {
		t.Errorf("it says %q", got)
	}
	if history := later.get(accented); history.Find("#evaluations-titre").Length() != 1 || history.text("a.fr-btn") != "Commencer une nouvelle évaluation" {
		t.Errorf("the startup invites to %q", history.text("a.fr-btn"))
	}
}

func TestAFormReadBeforeTheSignatureDoesNotUndoIt(t *testing.T) {
	s := newSite(t)
	s.post(draftPath, filled(s.get(draftPath).fields()))
	stale := s.get(draftPath).fields()
	s.sign(accented)
	page := s.post(draftPath, stale)
	if page.status != http.StatusConflict {
		t.Fatalf("status %d", page.status)
	}
	again := page.fields()
	if refused := s.post(draftPath, again); refused.status != http.StatusConflict {
		t.Errorf("not on purpose: %d", refused.status)
	}
	again.Set("intent", page.Find("#actions button").AttrOr("value", ""))
	if reopened := s.post(draftPath, again); reopened.status != http.StatusSeeOther {
		t.Errorf("on purpose: %d", reopened.status)
	}
}

func TestASeriesLeavesWithItsReadings(t *testing.T) {
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	form.Set("intent", "remove:indicators.series[0]")
	page := s.post(draftPath, form)
	if got := page.value("indicators.series[0].readings[1].value"); got != "4,3" || page.value("indicators.series[1].name") != "" {
		t.Errorf("left: %q", got)
	}
	form = page.fields()
	form.Set("intent", "remove:indicators.series[0].readings[0]")
	page = s.post(draftPath, form)
	if got := page.value("indicators.series[0].readings[0].value"); got != "4,3" {
		t.Errorf("left: %q", got)
	}
}

func TestAListTakesNoMoreThanItsLimit(t *testing.T) {
	s := newSite(t)
	form := s.get("/").fields()
	for i := range assessment.MaxFollowers {
		form.Set("indicators.followers["+strconv.Itoa(i)+"]", "Camille")
	}
	page := s.post("/", form)
	if page.status != http.StatusOK || page.Find(`button[value="add:indicators.followers"]`).Length() != 0 {
		t.Errorf("%d, a person more could be added", page.status)
	}
	form.Set("indicators.followers[50]", "Dominique")
	if refused := s.post("/", form); refused.status != http.StatusRequestEntityTooLarge || !strings.Contains(refused.text("main"), "compte 51 lignes") {
		t.Errorf("%d %s", refused.status, refused.text("main"))
	}
}

func TestOnlyWebAddressesOfTheCatalogueAreLinks(t *testing.T) {
	page := newSite(t).get(accented)
	if page.Find(`#contenu a[href="https://territoires.example"]`).Length() != 1 {
		t.Error("the site is not linked")
	}
	if page.Find(`a[href="/stats"]`).Length() != 0 || !strings.Contains(page.text("dl"), "/stats") {
		t.Error("a relative address became a link")
	}
}

func TestAWithdrawnStartupKeepsItsPage(t *testing.T) {
	s := newSite(t)
	address := page.AssessmentPath(s.sign(accented))
	s.importCatalogue(strings.Replace(twoStartups, "données-et-territoires", "autre-chose", 1))
	startup := s.get(accented)
	if startup.status != http.StatusOK || !strings.Contains(startup.text(".fr-alert--warning"), "ne figure plus dans le catalogue") {
		t.Errorf("%d %q", startup.status, startup.text(".fr-alert"))
	}
	if got := s.get(address); got.status != http.StatusOK {
		t.Errorf("its assessment: %d", got.status)
	}
}

func TestAnEmptyRowBetweenOthersIsNoRow(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	form.Set("user_tests.sessions[0].date", " ")
	form.Set("user_tests.sessions[1].date", "12/08/2026")
	form.Set("evolutions.releases[0].from_user_feedback", "true")
	if saved := s.post(draftPath, form); saved.status != http.StatusSeeOther {
		t.Fatalf("%d %s", saved.status, saved.text("#erreurs"))
	}
	page := s.get(draftPath)
	if got := page.value("user_tests.sessions[0].date"); got != "12/08/2026" {
		t.Errorf("the first session is of %q", got)
	}
	if page.Find(`[name="evolutions.releases[0].from_user_feedback"][checked]`).Length() != 0 {
		t.Error("a ticked box alone was stored as a row")
	}
}

func TestAFormerAddressLeadsToThePresentOne(t *testing.T) {
	s := newSite(t)
	s.importCatalogue(strings.Replace(twoStartups, `"stats_url": "/stats"`, `"redirect_from": ["/startups/données"], "stats_url": "/stats"`, 1))
	for path, want := range map[string]string{
		"/startups/donn%C3%A9es":               accented,
		"/startups/donn%C3%A9es?au=2026-01-01": accented + "?au=2026-01-01",
		"/startups/donn%C3%A9es/registre":      accented + "/registre",
		"/startups/donn%C3%A9es/evaluation":    draftPath,
		"/startups/donn%C3%A9es/rien/de/tel":   "",
		"/startups/":                           "/startups",
		"/startups/?q=pluie":                   "/startups?q=pluie",
		accented + "/registre/":                accented + "/registre",
		"//exemple.fr/":                        "/exemple.fr",
	} {
		got := s.get(path)
		if want == "" && got.status != http.StatusNotFound || want != "" && (got.status != http.StatusMovedPermanently || got.location != want) {
			t.Errorf("%s: %d to %q", path, got.status, got.location)
		}
	}
}

// A phase that the catalogue announces is told today, but not of a day before.
func TestAnAnnouncedPhaseIsToldToday(t *testing.T) {
	s := newSite(t)
	s.importCatalogue(strings.Replace(twoStartups, `{"name": "investigation", "start": "2026-01-10", "end": ""}`,
		`{"name": "investigation", "start": "2026-01-10", "end": ""}, {"name": "construction", "start": "2099-12-31", "end": ""}`, 1))
	const path = "/startups/api.gouv.fr"
	for address, want := range map[string]bool{path: true, path + "?au=2026-11-19": false} {
		if got := strings.Contains(s.visitor().get(address).text("main"), "31 décembre 2099"); got != want {
			t.Errorf("%s tells it: %v", address, got)
		}
	}
}

func TestAServiceIsFoundByItsIncubatorAndItsSponsor(t *testing.T) {
	s := offices(t)
	for _, step := range []struct {
		name  string
		found map[string]bool
	}{
		{"i1", map[string]bool{"atelier i1": true, "Relais, « Atelier i1 »": true, "DGX": true, "direction des phares": true, "atelier nouveau": false}},
		{"nouveau", map[string]bool{"atelier i1": false, "DGX relais": true, "atelier nouveau": true}},
	} {
		s.offer(step.name)
		for text, want := range step.found {
			page := s.get("/startups?" + url.Values{"q": {text}, "phase": {"toutes"}}.Encode())
			if got := page.Find(`a[href="/startups/relais"]`).Length() > 0; got != want {
				t.Errorf("with %s, %q is found: %v", step.name, text, got)
			}
		}
	}
}
