package web_test

import (
	"strings"
	"testing"
)

func TestTheStartupsPageSaysTheSmallestStep(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	for _, who := range []site{s, s.visitor()} {
		if got := who.get(accented).text("main"); strings.Contains(got, "Le plus court chemin") {
			t.Errorf("nothing is missing, yet it says %q", got)
		}
	}
	later := s.at(s.now.AddDate(0, 1, 0)).visitor().get(accented).text("main")
	for _, want := range []string{"Le plus court chemin vers « Réalisations »", "Il manque un critère sur six.", "Retours et tests utilisateurs : Une séance de test, puis une tous les 4 mois : la régularité sera établie le "} {
		if !strings.Contains(later, want) {
			t.Errorf("a month later it does not say %q: %s", want, later)
		}
	}
}

func TestTheStartupsPageTellsItsStory(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	later := s.at(s.now.AddDate(0, 2, 0))
	later.sign(accented)
	for who, want := range map[string]struct {
		seen        site
		assessments int
		story       []string
	}{
		"a visitor": {later.visitor(), 1, []string{"Phase : Transféré", "depuis le 10 janvier 2025", "En vigueur : « Réalisations »", "du 20 novembre 2026 au 12 décembre 2026", "À reconfirmer", "depuis le 13 décembre 2026"}},
		"the coach": {later.coach(), 2, []string{"Évaluation : « Réalisations »le 20 janvier 2027"}},
	} {
		page := want.seen.get(accented)
		if got := page.Find("#criteres-titre").Parent().Find("thead th").Length() - 1; got != want.assessments {
			t.Errorf("%s sees %d assessments beside each other", who, got)
		}
		for _, text := range want.story {
			if got := page.text("#frise"); !strings.Contains(got, text) {
				t.Errorf("%s does not read %q in %s", who, text, got)
			}
		}
	}
	if got := later.visitor().get(accented).text("main"); !strings.Contains(got, "C’est celle de ce service : Équipe intégrée") {
		t.Errorf("the trajectory is not told: %s", got)
	}
}
