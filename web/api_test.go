package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const (
	apiStartup  = "/api/v1" + accented
	neverJudged = "/api/v1/startups/api.gouv.fr"
)

// publishedSite is the site as a visitor sees it once one of its startups is
// « Réalisations ».
func publishedSite(t testing.TB) site {
	t.Helper()
	s := newSite(t)
	s.publish(s.sign(accented))
	return s.visitor()
}

// ask asks the API for something, and holds its answer against the document.
func (s site) ask(method, path, body string, headers ...string) answer {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	a := s.do(r)
	documented(s.t, s, r, a)
	return a
}

func TestTheAPIAnswersWhatIsPublished(t *testing.T) {
	s := publishedSite(t)
	for _, test := range []struct {
		name, path string
		status     int
		want       string // a path into the answer, and what is there
	}{
		{"all startups", "/api/v1/startups", 200, `total = 2`},
		{"their pages", "/api/v1/startups", 200, `pages = 1`},
		{"what is in force of a startup", "/api/v1/startups", 200, `items.1.classification = realisations`},
		{"nothing is in force of another one", "/api/v1/startups", 200, `items.0.classification = `},
		{"the words of the portfolio", "/api/v1/startups?classement=realisations", 200, `total = 1`},
		{"several phases", "/api/v1/startups?phase=transfere&phase=investigation", 200, `total = 2`},
		{"accents do not count", "/api/v1/startups?q=DONNEES", 200, `items.0.ghid = données-et-territoires`},
		{"a page beyond the last one is empty", "/api/v1/startups?page=9", 200, `items = []`},
		{"a page that is none", "/api/v1/startups?page=zero", 400, `type = urn:transfert:bad-parameter`},
		{"a word that names nothing", "/api/v1/startups?classement=parfait", 400, `type = urn:transfert:bad-parameter`},
		{"what is in force today", "/api/v1/classifications", 200, `items.0.ghid = données-et-territoires`},
		{"there is nothing after it", "/api/v1/classifications", 200, `next = `},
		{"what comes after an id", "/api/v1/classifications?apres=z", 200, `items = []`},
		{"an id that PostgreSQL cannot hold", "/api/v1/classifications?apres=z%00%ff", 200, `items = []`},
		{"nothing was in force the day before", "/api/v1/classifications?au=2026-11-19", 200, `items = []`},
		{"a day that does not exist", "/api/v1/classifications?au=2026-02-30", 400, `status = 400`},
		{"a startup", apiStartup, 200, `valid_until = 2026-12-12`},
		{"its verdict", apiStartup, 200, `verdict.classification = realisations`},
		{"its facts", apiStartup, 200, `facts.adoption.measures.0.users = 10540`},
		{"a startup that has to be confirmed again", apiStartup + "?au=2026-12-13", 200, `to_confirm = true`},
		{"what lapsed of it", apiStartup + "?au=2026-12-13", 200, `lapsed.0 = user_tests`},
		{"a startup before its first decision", apiStartup + "?au=2026-11-19", 200, `classification = `},
		{"a startup of which nothing was decided", neverJudged, 200, `name = =Un autre service`},
		{"it has no facts", neverJudged, 200, `facts = <nil>`},
		{"a startup that does not exist", "/api/v1/startups/rien", 404, `type = urn:transfert:not-found`},
		{"a register", apiStartup + "/register", 200, `entries.0.reason = Sans attendre l’avis.`},
		{"the register of a startup of which nothing was decided", neverJudged + "/register", 200, `entries = []`},
		{"all grids", "/api/v1/grids", 200, `newest = 2026-1`},
		{"a grid", "/api/v1/grids/2026-1", 200, `criteria.0.title = Impact et adoption`},
		{"its parameters", "/api/v1/grids/2026-1", 200, `parameters.adoption_minimum_percent = 30`},
		{"a grid that does not exist", "/api/v1/grids/1999-1", 404, `status = 404`},
		{"an id that is no text, which ends the test's transaction", "/api/v1/startups/%00", 404, `status = 404`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.t = t
			got := s.ask(http.MethodGet, test.path, "")
			path, want, _ := strings.Cut(test.want, " = ")
			if got.status != test.status || at(t, got.body, path) != want {
				t.Errorf("%d %s = %q, want %d %q", got.status, path, at(t, got.body, path), test.status, want)
			}
		})
	}
}

// at is what a JSON document holds where a path leads to.
func at(t *testing.T, doc, path string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	for step := range strings.SplitSeq(path, ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[step]
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(node) {
				return "nothing"
			}
			v = node[i]
		}
	}
	return fmt.Sprint(v)
}

func TestTheAPIJudgesFactsAsTheCommandDoes(t *testing.T) {
	s := publicSite(t)
	example := filepath.Join("..", "assessment", "testdata", "contract")
	facts, err := os.ReadFile(filepath.Join(example, "facts.json"))
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := os.ReadFile(filepath.Join(example, "verdict.json"))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.ask(http.MethodPost, "/api/v1/evaluate", string(facts)); got.status != 200 || !sameJSON(t, got.body, string(verdict)) {
		t.Errorf("%d %s", got.status, got.body)
	}
	for _, test := range []struct {
		name, query, body string
		status            int
		want              string
	}{
		{"an as-of date of the address wins", "?as_of=2020-01-01", string(facts), 200, `as_of = 2020-01-01`},
		{"all that is wrong is told by field", "", `{"as_of": "jamais", "adoption": 3}`, 422, `1.field = adoption`},
		{"no document", "", ``, 422, `0.field = `},
		{"a document without an as-of date", "", `{}`, 422, `0.field = as_of`},
		{"an as-of date of the address that is none", "?as_of=jamais", `{}`, 400, `type = urn:transfert:bad-parameter`},
		{"a grid of the address that does not exist", "?grid=1999-1", `{}`, 400, `type = urn:transfert:bad-parameter`},
		{"more than two mebibytes", "", strings.Repeat(" ", 2<<20) + "{}", 413, `type = urn:transfert:too-large`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.t = t
			got := s.ask(http.MethodPost, "/api/v1/evaluate"+test.query, test.body)
			path, want, _ := strings.Cut(test.want, " = ")
			if got.status != test.status || at(t, got.body, path) != want {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var left, right any
	for doc, v := range map[string]*any{a: &left, b: &right} {
		if err := json.Unmarshal([]byte(doc), v); err != nil {
			t.Fatalf("%v in %s", err, doc)
		}
	}
	return a == b || reflect.DeepEqual(left, right)
}

func TestTheAPINamesNobodyAndTellsNothingUnpublished(t *testing.T) {
	const secret = "Zéphyrine"
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	for _, field := range []string{
		"adoption.comment", "indicators.comment", "user_tests.comment", "evolutions.comment", "communication.comment", "open_source.comment",
		"trajectory.comment", "indicators.followers[0]",
	} {
		form.Set(field, secret)
	}
	if saved := s.post(draftPath, form); saved.status != http.StatusSeeOther {
		t.Fatal(saved.status)
	}
	author := s.account("zephyrine@exemple.gouv.fr", "coach", "atelier")
	published := s.as(author).signDraft(accented)
	s.publish(published)
	later := filled(s.get(draftPath).fields())
	later.Set("user_tests.feedback_channel", secret) // signed, and not decided
	if saved := s.post(draftPath, later); saved.status != http.StatusSeeOther {
		t.Fatal(saved.status)
	}
	s.signDraft(accented)
	if page := s.get(fmt.Sprintf("/evaluations/%d", published)); strings.Count(page.body, secret) < 8 {
		t.Fatalf("what must not be told is not there: %d times", strings.Count(page.body, secret))
	}
	for _, path := range []string{
		"/api/v1/startups", "/api/v1/classifications", apiStartup, apiStartup + "/register", "/api/v1/grids", "/api/v1/grids/2026-1",
		"/api/evaluations", "/api/docs", "/api/v1/openapi.json", "/api/v1/openapi.yaml",
	} {
		answer := s.visitor().get(path)
		for _, word := range []string{secret, "Camille Durand", "Sacha Morel", "zephyrine@"} {
			if answer.status != http.StatusOK || strings.Contains(answer.body, word) {
				t.Errorf("%s: %d, tells %q", path, answer.status, word)
			}
		}
	}
}

// signDraft signs the draft of a startup as it is, and returns the assessment's id.
func (s site) signDraft(path string) (id int64) {
	s.t.Helper()
	revision := s.get(path + "/evaluation/signature").value("revision")
	signed := s.post(path+"/evaluation/signature", url.Values{"revision": {revision}})
	if _, err := fmt.Sscanf(signed.location, "/evaluations/%d", &id); err != nil {
		s.t.Fatalf("signature: %d %s", signed.status, signed.text("main"))
	}
	return id
}

func TestWhoHasAnAnswerAlreadyGoesWithout(t *testing.T) {
	s := publishedSite(t)
	first := s.ask(http.MethodGet, apiStartup, "")
	for _, test := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"the same validator", []string{"If-None-Match", first.header.Get("ETag")}, 304},
		{"one of several", []string{"If-None-Match", `"other", ` + first.header.Get("ETag")}, 304},
		{"another validator", []string{"If-None-Match", `"other"`}, 200},
		{"the same time", []string{"If-Modified-Since", first.header.Get("Last-Modified")}, 304},
		{"the day before", []string{"If-Modified-Since", "Thu, 19 Nov 2026 12:00:00 GMT"}, 200},
		{"another encoding is another representation", []string{"If-None-Match", first.header.Get("ETag"), "Accept-Encoding", "gzip"}, 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, apiStartup, nil)
			for i := 0; i < len(test.headers); i += 2 {
				r.Header.Set(test.headers[i], test.headers[i+1])
			}
			got := s.do(r)
			if got.status != test.status || got.status == 304 && got.body != "" {
				t.Errorf("%d %q", got.status, got.body)
			}
			if got.header.Get("Cache-Control") != "public, max-age=60" || got.header.Get("ETag") == "" || got.header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("got %v", got.header)
			}
		})
	}
	if got := s.at(s.now.Add(31*24*time.Hour)).ask(http.MethodGet, apiStartup, ""); got.header.Get("ETag") == first.header.Get("ETag") {
		t.Error("what lapsed has the same validator")
	}
}

func TestPagesOfOtherSitesMayReadAndAskForAVerdict(t *testing.T) {
	s := publicSite(t)
	for _, test := range []struct {
		name, method, path string
		status             int
	}{
		{"reading", http.MethodGet, "/api/v1/grids", 200},
		{"an error", http.MethodGet, "/api/v1/grids/1999-1", 404},
		{"an address that does not exist", http.MethodGet, "/api/v1/rien", 404},
		{"a method that does not", http.MethodDelete, "/api/v1/grids", 403},
		{"asking beforehand", http.MethodOptions, "/api/v1/evaluate", 204},
		{"asking for a verdict", http.MethodPost, "/api/v1/evaluate", 422},
		{"what beta.gouv.fr reads", http.MethodGet, "/api/evaluations", 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), test.method, test.path, strings.NewReader("{}"))
			r.Header.Set("Origin", "https://ailleurs.example")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			got := s.do(r)
			if got.status != test.status || test.status != 403 && got.header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%d %v", got.status, got.header)
			}
			if got.header.Get("Set-Cookie") != "" {
				t.Error("a cookie is set")
			}
		})
	}
}

func TestWhoAsksTooOftenIsToldWhenToComeBack(t *testing.T) {
	s := publicSite(t)
	var last answer
	asked := 0
	for ; asked < 1300 && last.status != http.StatusTooManyRequests; asked++ {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/api/v1/rien", nil)
		r.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", asked%256))
		last = s.do(r)
	}
	if asked <= 600 || last.header.Get("Retry-After") == "" || last.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("after %d requests: %d %v", asked, last.status, last.header)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/grids", nil)
	r.RemoteAddr = "203.0.113.9:4711"
	if got := s.do(r); got.status != http.StatusOK {
		t.Errorf("somebody else: %d", got.status)
	}
	if got := s.get("/api/evaluations"); got.status != http.StatusOK {
		t.Errorf("what beta.gouv.fr reads: %d", got.status)
	}
}

func TestWhatBetaReadsIsAlwaysAnObject(t *testing.T) {
	const all = `{"données-et-territoires":{"completion":{"Impact et adoption":%d,"Indicateurs d’impact":%d,"Retours et tests utilisateurs":%d,"Évolutions du produit":%d,"Communication":%d,"Code ouvert":%d},
		"conformity":{"Impact et adoption":%d,"Indicateurs d’impact":%d,"Retours et tests utilisateurs":%d,"Évolutions du produit":%d,"Communication":%d,"Code ouvert":%d}}}`
	later := func(months int) func(testing.TB) site {
		return func(t testing.TB) site {
			s := publishedSite(t)
			return s.at(s.now.AddDate(0, months, 0))
		}
	}
	for _, test := range []struct {
		name string
		site func(testing.TB) site
		want string
	}{
		{"nothing is published", publicSite, `{}`},
		{"something is", publishedSite, fmt.Sprintf(all, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100)},
		{"it has lapsed", later(1), fmt.Sprintf(all, 100, 100, 100, 100, 100, 100, 100, 100, 0, 100, 100, 100)},
		{"a year later", later(12), fmt.Sprintf(all, 0, 50, 100, 100, 100, 100, 0, 50, 0, 0, 0, 100)},
		{"the database is gone", goneSite, `{}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.site(t).visitor()
			got := s.get("/api/evaluations")
			if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/json" || !sameJSON(t, got.body, test.want) {
				t.Errorf("%d %v %s", got.status, got.header, got.body)
			}
			head := s.do(httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/api/evaluations", nil))
			if head.status != http.StatusOK || head.body != "" || head.header.Get("Content-Type") != "application/json" {
				t.Errorf("HEAD: %d %v", head.status, head.header)
			}
		})
	}
}

func TestTheAPISaysThatItFailedAndNotWhy(t *testing.T) {
	s := goneSite(t)
	failed := s.ask(http.MethodGet, "/api/v1/startups", "")
	if failed.status != http.StatusServiceUnavailable || failed.header.Get("Retry-After") == "" ||
		at(t, failed.body, "type") != "urn:transfert:unavailable" || strings.Contains(failed.body, "refused") {
		t.Errorf("%d %s", failed.status, failed.body)
	}
}

func TestThePageAboutTheAPITellsAllOfIt(t *testing.T) {
	page := publicSite(t).get("/api/docs")
	for _, path := range []string{"GET /api/v1/startups", "GET /api/v1/classifications", "GET /api/v1/startups/{ghid}/register", "POST /api/v1/evaluate", "GET /api/evaluations"} {
		if !strings.Contains(page.text("main p code"), path) {
			t.Errorf("%s is missing", path)
		}
	}
	for _, link := range page.Find("main a[href^='#']").EachIter() {
		if page.Find("[id='"+strings.TrimPrefix(link.AttrOr("href", ""), "#")+"']").Length() != 1 {
			t.Errorf("nothing at %s", link.AttrOr("href", ""))
		}
	}
	if page.Find("footer a[href='/api/docs']").Length() != 1 {
		t.Error("the footer does not lead there")
	}
}
