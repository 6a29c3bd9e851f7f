package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/pgxstore"

	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
	"transfert/web"
)

func TestWithoutItsDatabaseTheSiteSaysSoOnAWholePage(t *testing.T) {
	pool := postgrestest.Database(t)
	pool.Close()
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	s := site{t: t, handler: web.Site{
		Store: postgres.New(pool), Content: c, Sessions: pgxstore.NewWithCleanupInterval(pool, 0), Now: time.Now, Log: testLog(t),
	}.Handler()}
	for _, path := range []string{"/startups", accented, accented + "/evaluation", "/evaluations/1", "/export/classements.csv", "/healthz"} {
		page := s.get(path)
		if page.status != http.StatusInternalServerError || page.text("h1") != "Erreur inattendue" {
			t.Errorf("%s: %d %q", path, page.status, page.text("h1"))
		}
		if got := page.header.Get("Content-Disposition"); got != "" {
			t.Errorf("%s: the error is offered as a file: %s", path, got)
		}
		if strings.Contains(page.body, "closed pool") {
			t.Errorf("%s: the page tells what went wrong inside", path)
		}
	}
	if saved := s.post(accented+"/evaluation", url.Values{"as_of": {"12/08/2026"}}); saved.status != http.StatusInternalServerError {
		t.Errorf("saving: %d", saved.status)
	}
}

func TestAForeignSiteCannotPost(t *testing.T) {
	s := newSite(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, draftPath, strings.NewReader("intent=save"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	page := s.do(r)
	if page.status != http.StatusForbidden || page.text("h1") != "Formulaire refusé" {
		t.Errorf("%d %q", page.status, page.text("h1"))
	}
}

func TestAFormThatIsTooLargeGetsAPageThatSaysSo(t *testing.T) {
	s := newSite(t)
	page := s.post("/", url.Values{"adoption.comment": {strings.Repeat("a", 1<<20)}})
	if page.status != http.StatusRequestEntityTooLarge || page.text("h1") != "Formulaire trop volumineux" {
		t.Errorf("%d %q", page.status, page.text("h1"))
	}
}

func TestAFormThatIsNotOneIsRefused(t *testing.T) {
	s := newSite(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("as_of=%zz"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if page := s.do(r); page.status != http.StatusBadRequest || page.text("h1") != "Formulaire illisible" {
		t.Errorf("%d %q", page.status, page.text("h1"))
	}
}

func TestAnUnknownIntentOrRowHarmsNothing(t *testing.T) {
	s := newSite(t)
	for _, intent := range []string{"add:", "add:grid", "add:indicators.series[x].readings", "remove:", "remove:]", "remove:[0]", "remove:adoption.measures[9]", "remove:adoption.measures[0", "add:adoption.measures[0].users"} {
		form := filled(s.get("/").fields())
		form.Set("intent", intent)
		page := s.post("/", form)
		if page.status != http.StatusOK || page.value("adoption.measures[0].users") != "10 540" {
			t.Errorf("%q: %d, users %q", intent, page.status, page.value("adoption.measures[0].users"))
		}
	}
}
