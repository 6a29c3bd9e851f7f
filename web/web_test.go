package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/PuerkitoBio/goquery"

	"transfert/assessment"
	"transfert/assessment/catalogue"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
	"transfert/web"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const twoStartups = `{"links": {"self": "x"}, "data": [
 {"id": "données-et-territoires", "type": "startup", "attributes": {"name": "Données & territoires", "pitch": "Voir les communes",
  "stats_url": "/stats", "impact_url": "", "link": "https://territoires.example", "repository": "https://git.example/territoires", "contact": "contact@territoires.example",
  "content_url_encoded_markdown": "", "events": [], "phases": [{"name": "transfere", "start": "2025-01-10", "end": ""}], "thematiques": [], "technos": []},
  "relationships": {"incubator": {"data": {"type": "incubator", "id": "atelier"}}, "incubators": {"data": [{"type": "incubator", "id": "atelier"}]}}},
 {"id": "api.gouv.fr", "type": "startup", "attributes": {"name": "=Un autre service", "pitch": "",
  "stats_url": "", "impact_url": "", "link": "", "contact": "contact@autre.example",
  "content_url_encoded_markdown": "", "events": [], "phases": [{"name": "investigation", "start": "2026-01-10", "end": ""}], "thematiques": [], "technos": []},
  "relationships": {"incubator": {"data": {"type": "incubator", "id": "atelier"}}, "incubators": {"data": [{"type": "incubator", "id": "atelier"}]}}}
], "included": [{"id": "atelier", "type": "incubator", "attributes": {"title": "Atelier des communes", "owner": "", "website": "", "github": "", "contact": ""}}]}`

// site is the handler on a catalogue of two startups, in a transaction that is
// rolled back, on the afternoon of 20 November 2026.
type site struct {
	t       *testing.T
	handler http.Handler
	store   *postgres.Store
	content content.Content
	now     time.Time
}

func newSite(t *testing.T) site {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 20, 14, 32, 0, 0, paris)
	store := postgres.New(postgrestest.Tx(t))
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	s := site{t: t, store: store, content: c}.at(now)
	s.importCatalogue(twoStartups)
	return s
}

// importCatalogue makes a document the whole catalogue.
func (s site) importCatalogue(startups string) {
	s.t.Helper()
	doc, err := catalogue.Open("startups.json", strings.NewReader(startups))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.store.Import(s.t.Context(), []assessment.CatalogueDocument{doc}, assessment.DateOf(s.now)); err != nil {
		s.t.Fatal(err)
	}
}

// at is the same site at another time.
func (s site) at(now time.Time) site {
	s.handler = web.New(s.store, s.content, func() time.Time { return now }, testLog(s.t))
	s.now = now
	return s
}

func testLog(t *testing.T) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

// answer is a response whose page can be asked with selectors.
type answer struct {
	*goquery.Document
	status   int
	location string
	header   http.Header
	body     string
}

func (s site) do(r *http.Request) answer {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Body)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{doc, w.Code, w.Header().Get("Location"), w.Header(), string(body)}
}

func (s site) get(path string) answer {
	s.t.Helper()
	return s.do(httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, path, nil))
}

func (s site) post(path string, form url.Values) answer {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

// fields are what a browser would send of the page's checklist.
func (a answer) fields() url.Values {
	form := url.Values{}
	a.Find("#grille input, #grille textarea, #grille select").Each(func(_ int, f *goquery.Selection) {
		name, value := f.AttrOr("name", ""), f.AttrOr("value", "")
		switch {
		case f.Is("[type=radio], [type=checkbox]") && f.Is(":not([checked])"):
			return
		case f.Is("select"):
			value = f.Find("option[selected]").AttrOr("value", "")
		case f.Is("textarea"):
			value = strings.TrimPrefix(f.Text(), "\n")
		}
		form.Set(name, value)
	})
	return form
}

// value is what a field of the page holds.
func (a answer) value(name string) string {
	return a.Find(`[name="`+name+`"]`).AttrOr("value", "")
}

func (a answer) text(selector string) string {
	return strings.Join(strings.Fields(a.Find(selector).Text()), " ")
}
