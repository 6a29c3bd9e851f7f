package web_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func TestTheAccessibilityStatementSaysWhatTheLawAsksFor(t *testing.T) {
	statement := publicSite(t).get("/accessibilite")
	var headings []string
	statement.Find("#contenu h2, #contenu h3").Each(func(_ int, h *goquery.Selection) { headings = append(headings, h.Text()) })
	want := []string{"État de conformité", "Résultats des tests", "Contenus non accessibles", "Non-conformités",
		"Dérogations pour charge disproportionnée", "Contenus non soumis à l’obligation d’accessibilité",
		"Établissement de cette déclaration", "Retour d’information et contact", "Voies de recours"}
	if !slices.Equal(headings, want) {
		t.Errorf("headings %q", headings)
	}
	for _, must := range []string{"article 47 de la loi", "pas encore fait l’objet d’un audit", "lecteur d’écran", "Libre réponse 71120"} {
		if !strings.Contains(statement.text("#contenu"), must) {
			t.Errorf("%q is not said", must)
		}
	}
	for _, link := range []string{"mailto:contact@beta.gouv.fr", "https://formulaire.defenseurdesdroits.fr/", "https://www.defenseurdesdroits.fr/carte-des-delegues"} {
		if statement.Find(`#contenu a[href="`+link+`"]`).Length() != 1 {
			t.Errorf("no link to %s", link)
		}
	}
}

func TestTheFooterRepeatsTheStatement(t *testing.T) {
	s := publicSite(t)
	state := s.get("/accessibilite").text("#contenu strong")
	for _, path := range []string{"/", "/startups", accented, "/nulle-part"} {
		if got := s.get(path).text(`footer a[href="/accessibilite"]`); got != "Accessibilité : "+state || state == "" {
			t.Errorf("%s: footer %q, statement %q", path, got, state)
		}
	}
}
