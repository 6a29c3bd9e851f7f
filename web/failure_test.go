package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment/postgres"
	"transfert/content"
	"transfert/web"
	"transfert/web/download"
)

func TestWithoutItsDatabaseTheSiteSaysSoOnAWholePage(t *testing.T) {
	s := goneSite(t)
	for _, path := range []string{"/startups", accented, accented + "/evaluation", "/evaluations/1", "/export/classements.csv", "/healthz"} {
		page := s.get(path)
		if page.status != http.StatusServiceUnavailable || page.text("h1") != "Le site ne répond pas pour l’instant" || page.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %q", path, page.status, page.text("h1"))
		}
		if got := page.header.Get("Content-Disposition"); got != "" {
			t.Errorf("%s: the error is offered as a file: %s", path, got)
		}
		if strings.Contains(page.body, "refused") {
			t.Errorf("%s: the page tells what went wrong inside", path)
		}
	}
}

func TestWhatWasTypedIsKeptWhileTheDatabaseIsGone(t *testing.T) {
	s := goneSite(t)
	s.cookie = &http.Cookie{Name: "__Host-session", Value: "whatever"}
	typed := url.Values{"adoption.comment": {"Sur deux\nlignes & \"cité\""}, "intent": {"save"}, "as_of": {"12/08/2026"}}
	saved := s.post(accented+"/evaluation", typed)
	if saved.status != http.StatusServiceUnavailable || saved.header.Get("Retry-After") == "" {
		t.Fatalf("%d, again after %q", saved.status, saved.header.Get("Retry-After"))
	}
	kept := url.Values{}
	for _, field := range saved.Find("#contenu form input[type=hidden]").EachIter() {
		kept.Add(field.AttrOr("name", ""), field.AttrOr("value", ""))
	}
	if action := saved.Find("#contenu form").AttrOr("action", ""); action != accented+"/evaluation" || kept.Encode() != typed.Encode() {
		t.Errorf("to %s: %v", action, kept)
	}
}

// goneSite is the site whose database cannot be reached.
func goneSite(t testing.TB) site {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), "postgres://transfert@127.0.0.1:1/transfert?sslmode=disable") // nothing listens there
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	c, err := content.Load(content.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return site{t: t, handler: web.Site{
		Store: postgres.New(pool), Content: c, Sessions: postgres.NewSessions(pool, web.SessionIdle), Downloads: download.NewSpool(downloads),
		Health: func() error { return errors.New("connection refused") }, Now: time.Now, Log: testLog(t),
	}.Handler()}
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
	page := s.post("/", url.Values{"adoption.comment": {strings.Repeat("a", 2<<20)}})
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

// No form has an answer many times longer than itself, and an allowance for the page.
func TestAnAnswerIsNotMuchLongerThanItsForm(t *testing.T) {
	s := publishedSite(t).visitor()
	fields := func(rows int, path string, of ...string) url.Values {
		form := url.Values{}
		for i := range rows {
			for j := 0; j+1 < len(of); j += 2 {
				form.Set(fmt.Sprintf(path, i)+of[j], of[j+1])
			}
		}
		return form
	}
	for _, test := range []struct {
		name string
		form url.Values
		want int
	}{
		{"two hundred rows, whole", fields(200, "user_tests.sessions[%d]", ".date", "12/08/2026", ".participants", "5", ".evidence_url", ""), http.StatusOK},
		{"fifty rows in error", fields(50, "user_tests.sessions[%d]", ".date", "x", ".participants", "y", ".evidence_url", "z"), http.StatusUnprocessableEntity},
		{"fifty series with a name alone", fields(50, "indicators.series[%d]", ".name", "x"), http.StatusUnprocessableEntity},
		{"ten thousand readings with an empty date", manyReadings(".date", ""), http.StatusRequestEntityTooLarge},
		{"ten thousand readings", manyReadings(".date", "12/08/2026", ".value", "4,1"), http.StatusOK},
	} {
		for _, path := range []string{"/", whatIfPath(s)} {
			t.Run(test.name+" at "+path, func(t *testing.T) {
				got := s.post(path, test.form)
				most := 12*len(test.form.Encode()) + 300<<10
				if got.status != test.want && got.status != http.StatusSeeOther || len(got.body) > most {
					t.Errorf("%d, %d bytes for %d: %s", got.status, len(got.body), len(test.form.Encode()), got.text("h1"))
				}
			})
		}
	}
}

func TestAFormWithTooManyRowsIsRefusedBeforeAnythingIsMadeOfThem(t *testing.T) {
	s := publishedSite(t).programme()
	for name, test := range map[string]struct {
		list string
		rows int
		says string
	}{
		"9,900 series":           {"indicators.series[%d].name", 9900, "La liste « Indicateurs » compte 9 900 lignes : 50 au plus."},
		"51 followers":           {"indicators.followers[%d]", 51, "La liste « Personnes qui suivent les indicateurs » compte 51 lignes : 50 au plus."},
		"201 empty sessions":     {"user_tests.sessions[%d].date", 201, "La liste « Séances de test » compte 201 lignes : 200 au plus."},
		"201 readings of series": {"indicators.series[7].readings[%d].value", 201, "La liste « Relevés » compte 201 lignes : 200 au plus."},
	} {
		form := url.Values{}
		for i := range test.rows {
			form.Set(fmt.Sprintf(test.list, i), "x")
		}
		for _, path := range []string{"/", whatIfPath(s), draftPath} {
			t.Run(name+" at "+path, func(t *testing.T) {
				refused := s.post(path, form)
				if refused.status != http.StatusRequestEntityTooLarge || !strings.Contains(plainSpaces(refused.text("main")), test.says) || len(refused.body) > 10<<10 {
					t.Errorf("%d, %d bytes: %s", refused.status, len(refused.body), refused.text("main"))
				}
			})
		}
	}
}

// plainSpaces takes the typography out of a text.
func plainSpaces(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

// manyReadings are fifty series of two hundred readings, whose fields come in pairs of
// a name and a value.
func manyReadings(of ...string) url.Values {
	form := url.Values{}
	for series := range 50 {
		at := fmt.Sprintf("indicators.series[%d]", series)
		form.Set(at+".name", fmt.Sprint("Indicateur ", series))
		form.Set(at+".nature", "quantitative")
		form.Set(at+".better", "up")
		for reading := range 200 {
			for j := 0; j+1 < len(of); j += 2 {
				form.Set(fmt.Sprintf("%s.readings[%d]%s", at, reading, of[j]), of[j+1])
			}
		}
	}
	return form
}

// whatIfPath is that of the published assessment.
func whatIfPath(s site) string {
	var id int64
	if err := s.tx.QueryRow(s.t.Context(), `SELECT max(assessment_id) FROM register`).Scan(&id); err != nil {
		s.t.Fatal(err)
	}
	return fmt.Sprintf("/evaluations/%d/et-si", id)
}
