package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"transfert/assessment"
	"transfert/web/page"
)

// routes is the answer to everybody on every route, a line each: the method, the
// path, then the status for a visitor, a coach, an administration and the
// programme. « in » has the startup in its scope, « out » has not. {ghid} is a startup
// with a draft, {signed} its signed assessment that waits for a decision,
// {published} another one's that is in the register.
//
// 303 is the page that asks to sign in, or where the answer to a form leads; 401
// that page for a form; 200, 409 and 422 are answers to whoever may.
const routes = `
method path                                     visitor coach:in coach:out administration:in administration:out programme
GET    /                                        200 200 200 200 200 200
POST   /                                        200 200 200 200 200 200
GET    /startups                                200 200 200 200 200 200
GET    /startups/{ghid}                         200 200 200 200 200 200
GET    /startups/{ghid}/registre                200 200 200 200 200 200
GET    /startups/{ghid}/badge.svg               200 200 200 200 200 200
GET    /startups/{ghid}/calendrier.ics          200 200 200 200 200 200
GET    /calendrier.ics                          200 200 200 200 200 200
GET    /fil.atom                                200 200 200 200 200 200
GET    /statistiques                            200 200 200 200 200 200
GET    /startups/{ghid}/evaluation              303 200 404 404 404 200
POST   /startups/{ghid}/evaluation              401 409 404 404 404 409
GET    /startups/{ghid}/evaluation/import       303 200 404 404 404 200
POST   /startups/{ghid}/evaluation/import       401 422 404 404 404 422
GET    /startups/{ghid}/evaluation/signature    303 200 404 404 404 200
POST   /startups/{ghid}/evaluation/signature    401 409 404 404 404 409
GET    /startups/{ghid}/evaluation/et-si        303 200 404 404 404 200
POST   /startups/{ghid}/evaluation/et-si        401 422 404 404 404 422
GET    /evaluations/{signed}                    303 200 404 200 404 200
GET    /evaluations/{signed}/et-si              303 200 404 200 404 200
POST   /evaluations/{signed}/et-si              401 422 404 422 404 422
POST   /evaluations/{signed}/avis               401 403 404 422 404 422
POST   /evaluations/{signed}/decision           401 403 404 403 404 422
POST   /evaluations/{signed}/renvoi             401 403 404 403 404 422
GET    /evaluations/{published}                 200 200 200 200 200 200
GET    /evaluations/{published}/et-si           200 200 200 200 200 200
POST   /evaluations/{published}/et-si           422 422 422 422 422 422
POST   /evaluations/{published}/avis            401 403 403 409 403 409
POST   /evaluations/{published}/decision        401 403 403 403 403 422
POST   /evaluations/{published}/renvoi          401 403 403 403 403 409
GET    /evaluations/{none}                      303 404 404 404 404 404
POST   /evaluations/{none}/avis                 401 404 404 404 404 404
POST   /evaluations/{none}/decision             401 404 404 404 404 404
POST   /evaluations/{none}/et-si                401 404 404 404 404 404
GET    /startups/aucune/evaluation              303 404 404 404 404 404
POST   /startups/aucune/evaluation              401 404 404 404 404 404
GET    /export/classements.csv                  200 200 200 200 200 200
GET    /export/classements.xlsx                 200 200 200 200 200 200
GET    /export/classements.jsonl                200 200 200 200 200 200
GET    /export/faits.csv                        200 200 200 200 200 200
GET    /export/faits.xlsx                       200 200 200 200 200 200
GET    /export/faits.jsonl                      200 200 200 200 200 200
GET    /export/registre.csv                     200 200 200 200 200 200
GET    /export/registre.xlsx                    200 200 200 200 200 200
GET    /export/registre.jsonl                   200 200 200 200 200 200
GET    /a-faire                                 303 200 200 200 200 200
GET    /a-suivre                                303 403 403 403 403 200
GET    /connexion                               200 200 200 200 200 200
POST   /connexion                               404 404 404 404 404 404
GET    /connexion/fournisseur                   404 404 404 404 404 404
GET    /connexion/retour                        404 404 404 404 404 404
POST   /deconnexion                             303 303 303 303 303 303
GET    /administration/comptes                  303 403 403 403 403 200
POST   /administration/comptes                  401 403 403 403 403 422
GET    /administration/comptes/{account}        303 403 403 403 403 200
POST   /administration/comptes/{account}        401 403 403 403 403 409
GET    /administration/renommages               303 403 403 403 403 200
POST   /administration/renommages               401 403 403 403 403 422
GET    /administration/journal                  303 403 403 403 403 200
POST   /theme                                   303 303 303 303 303 303
GET    /accessibilite                           200 200 200 200 200 200
GET    /mentions-legales                        200 200 200 200 200 200
GET    /api/docs                                200 200 200 200 200 200
GET    /api/evaluations                         200 200 200 200 200 200
GET    /api/v1/startups                         200 200 200 200 200 200
GET    /api/v1/classifications                  200 200 200 200 200 200
GET    /api/v1/startups/{ghid}                  200 200 200 200 200 200
GET    /api/v1/startups/{ghid}/register         200 200 200 200 200 200
GET    /api/v1/grids                            200 200 200 200 200 200
GET    /api/v1/grids/2026-1                     200 200 200 200 200 200
POST   /api/v1/evaluate                         422 422 422 422 422 422
GET    /api/v1/openapi.json                     200 200 200 200 200 200
GET    /api/v1/openapi.yaml                     200 200 200 200 200 200
GET    /healthz                                 200 200 200 200 200 200
GET    /robots.txt                              200 200 200 200 200 200
GET    /static/missing.css                      404 404 404 404 404 404
`

// forms are what is posted to a route, besides nothing.
func forms(path string, file assessment.Record) url.Values {
	version := fmt.Sprint(file.Version())
	switch path[strings.LastIndexByte(path, '/')+1:] {
	case "decision":
		return url.Values{"version": {version}, "decided": {"parfait"}}
	case "renvoi":
		return url.Values{"version": {version}}
	case "evaluation", "et-si":
		return url.Values{"as_of": {"jamais"}}
	}
	return url.Values{}
}

// elsewhere is a startup that has nothing in common with the others.
const elsewhere = ` {"id": "ailleurs", "type": "startup", "attributes": {"name": "Ailleurs", "pitch": "", "sponsors": ["phares"],
  "stats_url": "", "impact_url": "", "link": "", "contact": "", "content_url_encoded_markdown": "", "events": [], "phases": [], "thematiques": [], "technos": []},
  "relationships": {"incubator": {"data": {"type": "incubator", "id": "lointain"}}, "incubators": {"data": [{"type": "incubator", "id": "lointain"}]}}},
`

func TestEveryRouteAnswersEverybodyAsItShould(t *testing.T) { newSite(t).checkRoutes(t) }

// Nothing asks for a connection while it holds one: two who did would wait for each
// other.
func TestOneConnectionServesEveryRoute(t *testing.T) {
	siteOn(t, poolOf(t, 1)).programme().checkRoutes(t)
}

// checkRoutes asks for every route as everybody, and compares with the table.
func (s site) checkRoutes(t *testing.T) {
	t.Helper()
	s.importCatalogue(strings.Replace(twoStartups, "[\n", "[\n"+elsewhere, 1))
	published := s.sign(accented)
	s.publish(published)
	signed := s.sign(accented)
	s.drafted(accented)
	people := map[string]assessment.Account{
		"visitor":            {},
		"coach:in":           s.account("coach.dedans@exemple.gouv.fr", assessment.Coach, "atelier", "lointain"),
		"coach:out":          s.account("coach.dehors@exemple.gouv.fr", assessment.Coach, "lointain"),
		"administration:in":  s.account("administration.dedans@exemple.gouv.fr", assessment.Administration, "communes", "phares"),
		"administration:out": s.account("administration.dehors@exemple.gouv.fr", assessment.Administration, "phares"),
		"programme":          s.account("programme@exemple.gouv.fr", assessment.Programme),
	}
	paths := strings.NewReplacer("{ghid}", strings.TrimPrefix(accented, "/startups/"), "{signed}", fmt.Sprint(signed),
		"{published}", fmt.Sprint(published), "{none}", "999999999", "{account}", fmt.Sprint(people["coach:out"].ID))

	lines := strings.Split(strings.TrimSpace(routes), "\n")
	columns := strings.Fields(lines[0])[2:]
	covered := map[string]bool{}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		method, path := cells[0], paths.Replace(cells[1])
		covered[method+" "+s.pattern(method, path)] = true
		for i, person := range columns {
			if got := s.seenBy(people[person]).send(method, path).status; fmt.Sprint(got) != cells[i+2] {
				t.Errorf("%s %s by %s: %d, want %s", method, cells[1], person, got, cells[i+2])
			}
		}
	}
	walk := func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !covered[method+" "+route] && !strings.HasPrefix(route, "/static/") {
			t.Errorf("%s %s has no line in the table", method, route)
		}
		return nil
	}
	if err := chi.Walk(s.made.Routes(), walk); err != nil {
		t.Fatal(err)
	}
}

// seenBy is the site as an account sees it, or a visitor for the zero one.
func (s site) seenBy(account assessment.Account) site {
	if account.ID == 0 {
		return s.visitor()
	}
	return s.as(account)
}

// send asks for a page, or posts the form that the route gets in the test.
func (s site) send(method, path string) answer {
	s.t.Helper()
	if method == http.MethodGet {
		return s.get(path)
	}
	var file assessment.Record
	var id int64
	if _, err := fmt.Sscanf(path, "/evaluations/%d/", &id); err == nil {
		file, _ = s.store.Record(s.t.Context(), id)
	}
	return s.post(path, forms(path, file))
}

// pattern is the route that a path takes.
func (s site) pattern(method, path string) string {
	match := chi.NewRouteContext()
	unescaped, _ := url.PathUnescape(path)
	return s.made.Routes().Find(match, method, unescaped)
}

func TestAnAnswerToWhoMayNotReadTellsNothing(t *testing.T) {
	s := newSite(t)
	signed := s.sign(accented)
	for _, path := range []string{fmt.Sprintf("/evaluations/%d", signed), "/evaluations/999999999"} {
		offer := s.visitor().get(path)
		if want := page.SignInPath(path); offer.status != http.StatusSeeOther || offer.location != want {
			t.Errorf("%s: %d, to %q, want %q", path, offer.status, offer.location, want)
		}
	}
}
