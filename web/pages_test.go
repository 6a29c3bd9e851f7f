package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

const accented = "/startups/donn%C3%A9es-et-territoires"

func TestEveryPageIsWholeAndProtected(t *testing.T) {
	s := newSite(t)
	for _, test := range []struct {
		path   string
		status int
		h1     string
	}{
		{"/", 200, "La phase de transfert"},
		{"/startups", 200, "Les services"},
		{"/startups?q=rien+de+tel", 200, "Les services"},
		{"/startups?page=-3", 200, "Les services"},
		{"/startups?page=999999999999999999999", 200, "Les services"},
		{"/startups?q=%00%FF", 200, "Les services"},
		{accented, 200, "Données & territoires"},
		{"/startups/api.gouv.fr", 200, "=Un autre service"},
		{accented + "/evaluation", 200, "Évaluer le service Données & territoires"},
		{accented + "/evaluation/signature", 404, "Page non trouvée"},
		{"/startups/inconnu", 404, "Page non trouvée"},
		{"/startups/inconnu/evaluation", 404, "Page non trouvée"},
		{"/evaluations/1", 404, "Page non trouvée"},
		{"/evaluations/un", 404, "Page non trouvée"},
		{"/evaluations/99999999999999999999", 404, "Page non trouvée"},
		{"/nulle-part", 404, "Page non trouvée"},
		{"/theme", 405, "Action impossible"},
		{"/accessibilite", 200, "Déclaration d’accessibilité"},
		{"/mentions-legales", 200, "Mentions légales"},
	} {
		page := s.get(test.path)
		if page.status != test.status || page.text("h1") != test.h1 {
			t.Errorf("%s: %d %q, want %d %q", test.path, page.status, page.text("h1"), test.status, test.h1)
		}
		if !strings.HasPrefix(page.header.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'") {
			t.Errorf("%s: policy %q", test.path, page.header.Get("Content-Security-Policy"))
		}
		if n := page.Find("h1").Length(); n != 1 {
			t.Errorf("%s: %d headings of level one", test.path, n)
		}
		if n := page.Find("[style], script:not([src])").Length(); n > 0 {
			t.Errorf("%s: %d inline styles or scripts", test.path, n)
		}
	}
}

func TestEveryIDOfAPageIsUniqueAndEveryLinkInsideItLeadsSomewhere(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/startups", accented, accented + "/evaluation"} {
		page := s.get(path)
		ids := map[string]int{}
		for _, n := range page.Find("[id]").Nodes {
			for _, a := range n.Attr {
				if a.Key == "id" {
					ids[a.Val]++
				}
			}
		}
		for id, times := range ids {
			if times > 1 {
				t.Errorf("%s: id %q is there %d times", path, id, times)
			}
		}
		for _, n := range page.Find(`a[href^="#"]`).Nodes {
			for _, a := range n.Attr {
				if a.Key == "href" && ids[a.Val[1:]] == 0 {
					t.Errorf("%s: %s leads nowhere", path, a.Val)
				}
			}
		}
	}
}

func TestThePortfolioFindsWithoutAccentsOrCase(t *testing.T) {
	s := newSite(t)
	page := s.get("/startups?q=DONNEES")
	if got := page.text("#services tbody th"); got != "Données & territoires" {
		t.Errorf("found %q", got)
	}
	if href := page.Find("#services tbody th a").AttrOr("href", ""); href != accented {
		t.Errorf("leads to %q", href)
	}
	if got := page.text("#services tbody td"); !strings.Contains(got, "TransféréNon publié") {
		t.Errorf("row says %q", got)
	}
}

func TestASimulationGivesTheVerdictAndStoresNothing(t *testing.T) {
	s := newSite(t)
	form := s.get("/").fields()
	form.Set("adoption.answer", "yes")
	form.Set("adoption.measures[0].date", "30/09/2026")
	form.Set("adoption.measures[0].users", "10 540")
	form.Set("adoption.measures[0].target_population", "31 000")
	page := s.post("/", form)
	if page.status != http.StatusOK || !strings.Contains(page.text("#verdict"), "« Non établi »") {
		t.Fatalf("%d, verdict %q", page.status, page.text("#verdict"))
	}
	if !strings.Contains(page.text("#verdict"), "de « Partenariats passés » à « Réalisations »") {
		t.Errorf("no range in %q", page.text("#verdict"))
	}
	if got := page.value("adoption.measures[0].users"); got != "10 540" {
		t.Errorf("what was typed became %q", got)
	}
	if got := page.text("#verdict h2"); got != "1 critère sur 6 rempli" {
		t.Errorf("overview %q", got)
	}
}

func TestWhoAsksForTheHeadOfAPageGetsIt(t *testing.T) {
	s := newSite(t)
	for path, want := range map[string]int{"/": 200, "/startups": 200, accented: 200, "/startups/inconnu": 404} {
		if got := s.do(httptest.NewRequestWithContext(t.Context(), http.MethodHead, path, nil)); got.status != want {
			t.Errorf("HEAD %s: %d", path, got.status)
		}
	}
}

func TestAPageBeyondTheLastLeadsToTheLast(t *testing.T) {
	s := newSite(t)
	if page := s.get("/startups?q=commune&page=7"); page.status != http.StatusSeeOther || page.location != "/startups?phase=toutes&q=commune&page=1" {
		t.Errorf("%d to %q", page.status, page.location)
	}
}

func TestTheThemeIsKeptAndLeadsBackInsideTheSiteOnly(t *testing.T) {
	s := newSite(t)
	for back, want := range map[string]string{"/startups?q=a": "/startups?q=a", "//evil.example": "/", "https://evil.example": "/", "/\\evil.example": "/"} {
		page := s.post("/theme", url.Values{"theme": {"dark"}, "back": {back}})
		if page.status != http.StatusSeeOther || page.location != want {
			t.Errorf("back %q: %d to %q", back, page.status, page.location)
		}
		if cookie := page.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "theme=dark;") {
			t.Errorf("cookie %q", cookie)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "theme", Value: "dark"})
	if got := s.do(r).Find("html").AttrOr("data-fr-theme", ""); got != "dark" {
		t.Errorf("theme %q", got)
	}
}
