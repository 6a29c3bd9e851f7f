package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/web/page"
)

const formerID, renamedTo = "données-et-territoires", "/startups/territoires"

// renaming is the catalogue in which the first startup has another id, and says so or not.
func renaming(says bool) string {
	doc := told(`{"id": "données-et-territoires", "type"`, `{"id": "territoires", "type"`)
	if says {
		doc = strings.Replace(doc, `"pitch": "Voir les communes"`, `"pitch": "Voir les communes", "redirect_from": ["/startups/données-et-territoires"]`, 1)
	}
	return doc
}

// recorded is the site on which much is kept of the first startup.
func recorded(t *testing.T) (s site, published int64) {
	s = newSite(t)
	published = s.sign(accented)
	s.publish(published)
	s.drafted(accented)
	return s, published
}

// checkRenamed looks for what was kept of a startup under its new id.
func (s site) checkRenamed(t *testing.T, published int64) {
	t.Helper()
	for path, to := range map[string]string{
		accented: renamedTo, accented + "/badge.svg": renamedTo + "/badge.svg", draftPath: renamedTo + "/evaluation", accented + "/registre?x=1": renamedTo + "/registre?x=1",
	} {
		if got := s.get(path); got.status != http.StatusMovedPermanently || got.location != to || got.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %d to %q, kept: %q", path, got.status, got.location, got.header.Get("Cache-Control"))
		}
	}
	if got := s.get(renamedTo); !strings.Contains(plain(got.text("#verdict h2")), "« Réalisations »") || !strings.Contains(got.text("#contenu"), "Reprendre le brouillon") ||
		!strings.Contains(got.text("dl.identity"), formerID) {
		t.Errorf("the page says %q", got.text("#contenu"))
	}
	if got := plain(s.get(renamedTo + "/badge.svg").text("title")); !strings.Contains(got, "Réalisations") {
		t.Errorf("the badge says %q", got)
	}
	if got := s.get(renamedTo + "/evaluation").value("open_source.licence"); got != "MIT" {
		t.Errorf("the draft holds %q", got)
	}
	for _, path := range []string{"/api/evaluations", "/export/registre.jsonl", "/api/v1" + renamedTo, "/api/v1" + accented, "/api/v1" + accented + "/register"} {
		if got := s.get(path); !strings.Contains(got.body, `"territoires"`) || strings.Contains(got.body, formerID) {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if got := s.get(page.AssessmentPath(published)); got.status != http.StatusOK || got.Find(`a[href="`+renamedTo+`"]`).Length() == 0 {
		t.Errorf("the assessment: %d", got.status)
	}
	if got := s.get("/export/classements.csv").body; strings.Contains(got, formerID) {
		t.Errorf("the export still has the former id: %s", got)
	}
}

func TestWhatIsKeptFollowsARenamedStartup(t *testing.T) {
	s, published := recorded(t)
	s.importCatalogue(renaming(true))
	s.checkRenamed(t, published)
}

func TestTheProgrammeSaysThatItIsTheSameService(t *testing.T) {
	s, published := recorded(t)
	s.importCatalogue(renaming(false))
	renames := s.get(page.RenamesPath)
	if got := plain(renames.text("#ressemblances-titre, #contenu tbody")); !strings.Contains(got, formerID) || !strings.Contains(got, "Même dépôt") {
		t.Fatalf("the page offers %q", renames.text("#contenu"))
	}
	same := url.Values{"former": {formerID}, "startup": {"territoires"}}
	for name, refused := range map[string]url.Values{
		"an id that does not exist": {"former": {"inconnu"}, "startup": {"territoires"}}, "one that is in the catalogue": {"former": {"api.gouv.fr"}, "startup": {"territoires"}},
		"itself": {"former": {"territoires"}, "startup": {"territoires"}}, "nothing": {},
	} {
		if got := s.post(page.RenamesPath, refused); got.status != http.StatusUnprocessableEntity || got.Find("#erreurs a").Length() == 0 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := s.coach().post(page.RenamesPath, same); got.status != http.StatusForbidden {
		t.Errorf("a coach: %d", got.status)
	}
	if got := s.post(page.RenamesPath, same); got.status != http.StatusSeeOther {
		t.Fatalf("%d %q", got.status, got.text("#erreurs"))
	}
	s.checkRenamed(t, published)
	if got := s.post(page.RenamesPath, same); got.status != http.StatusSeeOther {
		t.Errorf("saying it again: %d", got.status)
	}
	s.importCatalogue(renaming(false))
	s.checkRenamed(t, published)
	if got := s.post(page.RenamesPath, url.Values{"undo": {formerID}}); got.status != http.StatusSeeOther {
		t.Errorf("undoing: %d", got.status)
	}
	if got := s.get(accented); got.status != http.StatusOK || !strings.Contains(got.text("#verdict"), "Réalisations") {
		t.Errorf("after that: %d %q", got.status, got.text("#verdict"))
	}
	if got := s.get(renamedTo); got.Find("#verdict").Length() != 0 {
		t.Errorf("the other one keeps %q", got.text("#verdict"))
	}
	events, err := s.store.Events(t.Context(), 0)
	kinds := []assessment.EventKind{}
	for _, e := range events {
		kinds = append(kinds, e.Kind)
	}
	if err != nil || !slices.Contains(kinds, assessment.DidRename) || !slices.Contains(kinds, assessment.DidUndoRename) {
		t.Errorf("the audit trail holds %v (%v)", kinds, err)
	}
}
