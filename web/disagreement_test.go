package web_test

import (
	"net/url"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/web/page"
)

// told is the catalogue of two startups where it tells something else of the first one.
func told(old, new string) string { return strings.Replace(twoStartups, old, new, 1) }

const inItsPhase = `{"name": "transfere", "start": "2025-01-10", "end": ""}`

// moving is the catalogue in which the first startup has another phase besides.
func moving(phase, start string) string {
	return told(inItsPhase, inItsPhase+`, {"name": "`+phase+`", "start": "`+start+`", "end": ""}`)
}

func TestWhatTheCatalogueSpeaksAgainstIsToBeConfirmed(t *testing.T) {
	alone := twoStartups[strings.Index(twoStartups, ` {"id": "api.gouv.fr"`):]
	for _, test := range []struct{ name, catalogue, kind, since, want, stopped string }{
		{"a service that stopped", moving("abandon", "2026-11-18"), "arrete", "2026-11-18", "Service arrêté le 18 novembre 2026 : à reconfirmer", "2026-11-18"},
		{"one that stopped before its decision, which nobody knew", moving("abandon", "2026-03-01"), "arrete", "2026-03-01", "Service arrêté le 1er mars 2026 : à reconfirmer", "2026-03-01"},
		{"one whose investigation came to nothing", moving("abandon-investigation", "2026-11-18"), "arrete", "2026-11-18", "Service arrêté le 18 novembre 2026 : à reconfirmer", "2026-11-18"},
		{"one that left the catalogue", `{"links": {}, "data": [` + alone, "retire", "2026-11-20", "Retiré du catalogue le 20 novembre 2026 : à reconfirmer", ""},
		{"one that moved back", moving("acceleration", "2026-11-18"), "retour", "2026-11-18", "Revenu en phase « Accélération » le 18 novembre 2026 : à reconfirmer", ""},
		{"one that is still being built", told(inItsPhase, `{"name": "construction", "start": "2025-01-10", "end": ""}`), "en-construction", "", "Encore en phase « Construction » : à reconfirmer", ""},
		{"one whose incubator has gone", told(`"id": "atelier", "type": "incubator", "attributes"`, `"id": "autre", "type": "incubator", "attributes"`), "sans-incubateur", "2026-11-20", "Incubateur retiré du catalogue le 20 novembre 2026 : à reconfirmer", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			signed := s.sign(accented)
			s.publish(signed)
			s.importCatalogue(test.catalogue)
			s.checkDisagreement(t, test.kind, test.since, test.want, test.stopped)
			work := s.get("/a-faire")
			if first := work.Find("#contenu h2").First().Text(); first != "Contredits par le catalogue" || !strings.Contains(plain(work.text("#contenu table")), test.want) {
				t.Errorf("the work list begins with %q: %q", first, work.text("#contenu table"))
			}
			if got := work.Find("#contenu tbody th a").AttrOr("href", ""); got != page.AssessmentPath(signed)+"#decision" {
				t.Errorf("it leads to %q", got)
			}
			s.publish(signed)
			if again := s.get("/a-faire"); again.Find("#contredits-titre").Length() != 0 {
				t.Errorf("after the decision: %q", again.text("#contenu"))
			}
			if got := plain(s.get(accented).text("#verdict h2")); got != "Classement : « Réalisations »" {
				t.Errorf("after the decision the page says %q", got)
			}
		})
	}
}

// checkDisagreement looks for a disagreement wherever what is in force is shown.
func (s site) checkDisagreement(t *testing.T, kind, since, want, stopped string) {
	t.Helper()
	seen := s.visitor()
	for where, text := range map[string]string{
		"the page": seen.get(accented).text("#verdict"), "the badge": seen.get(accented + "/badge.svg").text("title"),
		"the feed": seen.get("/fil.atom").body, "the export": seen.get("/export/classements.csv").body,
		"the register": seen.get(accented + "/registre").text("tbody"), "the assessments that are to be confirmed": seen.get("/export/classements.csv?a_reconfirmer=oui&divergence=" + kind).body,
	} {
		if !strings.Contains(plain(text), want) {
			t.Errorf("%s does not say %q: %s", where, want, text)
		}
	}
	assessed := seen.get(accented).Find(`#contenu a[href^="/evaluations/"]`).AttrOr("href", "")
	for _, path := range []string{accented, assessed} {
		if text := seen.get(path).text("#verdict"); strings.Contains(text, "prêt pour le transfert") || !strings.Contains(plain(text), want) {
			t.Errorf("%s says %q", path, text)
		}
	}
	quoted := func(day string) string {
		if day == "" {
			return "null"
		}
		return `"` + day + `"`
	}
	for _, path := range []string{"/api/v1" + accented, "/export/classements.jsonl", "/api/v1/classifications"} {
		body := seen.get(path).body
		for _, want := range []string{`"stopped_on":` + quoted(stopped), `"disagreement":"` + kind + `"`, `"disagreement_since":` + quoted(since), `"to_confirm":true`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %s: %s", path, want, body)
			}
		}
	}
}

// plain is a text with ordinary spaces.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

func TestADecisionAgainstTheCatalogueNeedsAReason(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	s.administration().post(page.AssessmentPath(id)+"/avis", answers())
	s.importCatalogue(moving("abandon", "2026-11-18"))
	read := s.get(page.AssessmentPath(id))
	if got := plain(read.text("#decision")); !strings.Contains(got, "Service arrêté le 18 novembre 2026") {
		t.Errorf("the form does not tell: %q", got)
	}
	silent := url.Values{"version": {read.value("version")}, "decided": {string(assessment.Realisations)}}
	if refused := s.post(page.AssessmentPath(id)+"/decision", silent); refused.status != 422 || !strings.Contains(refused.text("#erreurs"), "le catalogue") {
		t.Errorf("%d %q", refused.status, refused.text("#erreurs"))
	}
}
