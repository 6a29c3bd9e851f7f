package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/page"
)

// asOf are the routes that take a day; {ghid} is a startup.
var asOf = []string{
	"/startups", "/startups/{ghid}", "/startups/{ghid}/registre", "/startups/{ghid}/badge.svg", "/startups/{ghid}/calendrier.ics",
	"/calendrier.ics", "/fil.atom", "/statistiques",
	"/export/classements.csv", "/export/classements.jsonl", "/export/faits.csv", "/export/faits.jsonl", "/export/registre.csv", "/export/registre.jsonl",
	"/api/v1/startups", "/api/v1/classifications", "/api/v1/startups/{ghid}", "/api/v1/startups/{ghid}/register",
}

// today are the public routes that tell of today only, or of no day.
var today = []string{
	"/", "/accessibilite", "/mentions-legales", "/connexion", "/connexion/fournisseur", "/connexion/retour", "/healthz", "/robots.txt", "/static/*",
	"/api/docs", "/api/evaluations", "/api/v1/evaluate", "/api/v1/grids", "/api/v1/grids/{version}", "/api/v1/openapi.json", "/api/v1/openapi.yaml",
	"/evaluations/{id}", "/evaluations/{id}/et-si", // of one assessment
	"/export/classements.xlsx", "/export/faits.xlsx", "/export/registre.xlsx", // as the other forms of the same rows
}

// What was recorded on the day after changes nothing of what is shown of a day.
func TestADayInThePastIsTheSameWhateverCameLater(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	s.sign(accented) // waits for a decision
	then := s.now.Format("2006-01-02")
	next := s.at(s.now.AddDate(0, 0, 1))
	before := next.asOf(then)

	address := page.AssessmentPath(next.sign("/startups/api.gouv.fr"))
	next.post(address+"/decision", next.get(address).decision(map[string]string{"reason": "Le lendemain."}))
	signed := page.AssessmentPath(next.sign(accented))
	next.as(next.account("maxime@exemple.gouv.fr", assessment.Administration, "communes")).post(signed+"/avis", answers("adoption"))
	decided := next.post(signed+"/decision", next.get(signed).decision(map[string]string{
		"decided": "partenariats-passes", "reason": "Le lendemain.", "valid_until": "2027-03-01"}))
	if decided.status != http.StatusSeeOther {
		t.Fatalf("decision: %d %s", decided.status, decided.text("#erreurs"))
	}
	for route, after := range next.asOf(then) {
		if after != before[route] {
			t.Errorf("%s told on that day:\n%s\n\nand after the next:\n%s", route, before[route], after)
		}
	}
	if now := next.asOf(""); now["/startups/{ghid}"] == before["/startups/{ghid}"] || !strings.Contains(now["/export/registre.csv"], "Le lendemain.") {
		t.Error("today does not tell what was decided")
	}
}

// asOf is what a visitor is answered on each route about a day.
func (s site) asOf(day string) map[string]string {
	s.t.Helper()
	told := map[string]string{}
	for _, route := range asOf {
		path := strings.Replace(route, "{ghid}", strings.TrimPrefix(accented, "/startups/"), 1)
		values := url.Values{}
		if day != "" {
			values.Set("au", day)
		}
		if route == "/startups" {
			values.Set("phase", "toutes")
		}
		got := s.visitor().get(path + "?" + values.Encode())
		if got.status != http.StatusOK {
			s.t.Errorf("%s: %d", route, got.status)
		}
		told[route] = got.body
		if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			if told[route] = got.text("main"); day != "" && !strings.Contains(told[route], "et les phases de ce jour-là") {
				s.t.Errorf("%s does not say of which day it tells", route)
			}
		}
	}
	return told
}

func TestEveryPublicRouteTakesADayOrTellsOfToday(t *testing.T) {
	s := newSite(t)
	err := chi.Walk(s.made.Routes(), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		private := strings.HasPrefix(route, "/administration") || strings.HasPrefix(route, "/a-") || strings.Contains(route, "/evaluation")
		if method == http.MethodGet && !slices.Contains(asOf, route) && !slices.Contains(today, route) && !private {
			t.Errorf("%s is in neither list", route)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAPastPortfolioStaysInThePast(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	list := s.visitor().get("/startups?au=2026-11-19&phase=toutes")
	if got := list.text("#services tbody"); strings.Contains(got, "Réalisations") {
		t.Errorf("the day before: %q", got)
	}
	for _, selector := range []string{".active-filters a", ".downloads a"} {
		for _, link := range list.Find(selector).EachIter() {
			if href := link.AttrOr("href", ""); !strings.Contains(href, "au=2026-11-19") {
				t.Errorf("%q leaves that day", href)
			}
		}
	}
	if got := list.value("au"); got != "2026-11-19" {
		t.Errorf("the form asks about %q", got)
	}
	if got := list.Find(`main a[href="/startups?phase=toutes"]`).Length(); got != 1 {
		t.Error("nothing leads back to today")
	}
	if got := s.visitor().get("/startups?au=2026-11-19&jamais_evalue=oui&phase=toutes").text("tbody"); !strings.Contains(got, "Données & territoires") {
		t.Errorf("not assessed yet: %q", got)
	}
}
