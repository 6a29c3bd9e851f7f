package web_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/jackc/pgx/v5"

	"transfert/assessment"
	"transfert/assessment/catalogue"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
	"transfert/web"
	"transfert/web/download"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const twoStartups = `{"links": {"self": "x"}, "data": [
 {"id": "données-et-territoires", "type": "startup", "attributes": {"name": "Données & territoires", "pitch": "Voir les communes",
  "stats_url": "/stats", "impact_url": "", "link": "https://territoires.example", "repository": "https://git.example/territoires", "contact": "contact@territoires.example",
  "content_url_encoded_markdown": "", "events": [], "sponsors": ["communes"], "phases": [{"name": "transfere", "start": "2025-01-10", "end": ""}], "thematiques": [], "technos": []},
  "relationships": {"incubator": {"data": {"type": "incubator", "id": "atelier"}}, "incubators": {"data": [{"type": "incubator", "id": "atelier"}]}}},
 {"id": "api.gouv.fr", "type": "startup", "attributes": {"name": "=Un autre service", "pitch": "",
  "stats_url": "", "impact_url": "", "link": "", "contact": "contact@autre.example",
  "content_url_encoded_markdown": "", "events": [], "phases": [{"name": "investigation", "start": "2026-01-10", "end": ""}], "thematiques": [], "technos": []},
  "relationships": {"incubator": {"data": {"type": "incubator", "id": "atelier"}}, "incubators": {"data": [{"type": "incubator", "id": "atelier"}]}}}
], "included": [{"id": "atelier", "type": "incubator", "attributes": {"title": "Atelier des communes", "owner": "", "website": "", "github": "", "contact": ""}}]}`

// site is the handler on a catalogue of two startups, in a transaction that is
// rolled back, on the afternoon of 20 November 2026, as somebody sees it.
type site struct {
	t       testing.TB
	handler http.Handler
	tx      pgx.Tx
	store   *postgres.Store
	content content.Content
	now     time.Time
	made    web.Site
	cookie  *http.Cookie // of whoever is signed in
}

// newSite is the site as somebody of the programme sees it.
func newSite(t testing.TB) site {
	t.Helper()
	return publicSite(t).programme()
}

// publicSite is the site as a visitor sees it.
func publicSite(t testing.TB) site {
	t.Helper()
	tx := postgrestest.Tx(t)
	s := siteOn(t, tx)
	s.tx = tx
	return s
}

// siteOn is the site on a database of the test's own, as a visitor sees it.
func siteOn(t testing.TB, db postgres.DB) site {
	t.Helper()
	now := time.Date(2026, time.November, 20, 14, 32, 0, 0, assessment.Paris)
	store := postgres.New(db)
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	made := web.Site{
		Store: store, Content: c, Sessions: postgres.NewSessions(db, web.SessionIdle), Downloads: download.NewSpool(downloads),
		Health: func() error { return nil }, Demonstration: true, Log: testLog(t),
	}
	s := site{t: t, store: store, content: c, made: made}.at(now)
	s.importCatalogue(twoStartups)
	return s
}

// downloads are more than a test needs.
var downloads = download.Limits{Files: 10, Bytes: 100 << 20, Stall: time.Minute}

// importCatalogue makes a document the whole catalogue.
func (s site) importCatalogue(startups string) {
	s.t.Helper()
	doc, err := catalogue.Open("startups.json", strings.NewReader(startups))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.store.Import(s.t.Context(), []assessment.CatalogueDocument{doc}, s.now, true); err != nil {
		s.t.Fatal(err)
	}
}

// at is the same site at another time.
func (s site) at(now time.Time) site {
	s.made.Now = func() time.Time { return now }
	s.handler, s.now = s.made.Handler(), now
	return s
}

// as is the same site as an account that is kept sees it.
func (s site) as(account assessment.Account) site {
	s.t.Helper()
	s.cookie = s.made.SignedIn(s.t, account)
	return s
}

// visitor is the same site as somebody sees it who is not signed in.
func (s site) visitor() site {
	s.cookie = nil
	return s
}

// account keeps an account, once, and returns it.
func (s site) account(email string, role assessment.Role, scope ...string) assessment.Account {
	s.t.Helper()
	account, err := s.store.AccountByEmail(s.t.Context(), email)
	if errors.Is(err, assessment.ErrNotFound) {
		names := map[assessment.Role]string{assessment.Coach: "Camille Durand", assessment.Administration: "Dominique Lemaire", assessment.Programme: "Sacha Morel"}
		account = assessment.Account{Email: email, Name: names[role], Role: role, Scope: scope}
		account, err = s.store.AddAccount(s.t.Context(), account, assessment.Account{}, s.now)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return account
}

// programme, coach and administration are the site as each role sees it. Both
// startups are in the coach's scope, données-et-territoires in the administration's.
func (s site) programme() site {
	return s.as(s.account(assessment.DemonstrationProgramme, assessment.Programme))
}

func (s site) coach() site {
	return s.as(s.account(assessment.DemonstrationCoach, assessment.Coach, "atelier"))
}

func (s site) administration() site {
	return s.as(s.account(assessment.DemonstrationAdministration, assessment.Administration, "communes"))
}

func testLog(t testing.TB) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

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
	if s.cookie != nil {
		r.AddCookie(s.cookie)
	}
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

// drafted opens a draft of a startup that makes it « Réalisations ».
func (s site) drafted(path string) {
	s.t.Helper()
	saved := s.post(path+"/evaluation", filled(s.get(path+"/evaluation?nouvelle").fields()))
	if saved.status != http.StatusSeeOther {
		s.t.Fatalf("draft of %s: %d %s", path, saved.status, saved.text("#erreurs"))
	}
}

// sign opens a draft of a startup, signs it and returns the assessment's id.
func (s site) sign(path string) (id int64) {
	s.t.Helper()
	s.drafted(path)
	revision := s.get(path + "/evaluation/signature").value("revision")
	answer := s.post(path+"/evaluation/signature", url.Values{"revision": {revision}})
	if _, err := fmt.Sscanf(answer.location, "/evaluations/%d", &id); err != nil {
		s.t.Fatalf("signature of %s: %d %s", path, answer.status, answer.text("main"))
	}
	return id
}

// publish decides of an assessment as it was computed, without waiting for an answer.
func (s site) publish(id int64) {
	s.t.Helper()
	path := fmt.Sprintf("/evaluations/%d", id)
	page := s.get(path)
	done := s.post(path+"/decision", url.Values{
		"version": {page.value("version")}, "decided": {page.Find("[name=decided][checked]").AttrOr("value", "")}, "reason": {"Sans attendre l’avis."},
	})
	if done.status != http.StatusSeeOther {
		s.t.Fatalf("decision on %d: %d %s", id, done.status, done.text("#erreurs"))
	}
}
