package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"transfert/web/page"
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
		startup := want.seen.get(accented)
		if got := startup.Find("#criteres-titre").Parent().Find("thead th").Length() - 1; got != want.assessments {
			t.Errorf("%s sees %d assessments beside each other", who, got)
		}
		for _, text := range want.story {
			if got := startup.text("#frise"); !strings.Contains(got, text) {
				t.Errorf("%s does not read %q in %s", who, text, got)
			}
		}
	}
	if got := later.visitor().get(accented).text("main"); !strings.Contains(got, "C’est celle de ce service : Équipe intégrée") {
		t.Errorf("the trajectory is not told: %s", got)
	}
}

func TestAnAssessmentTellsWhatChangedSinceTheOneBefore(t *testing.T) {
	s := newSite(t)
	first := s.sign(accented)
	form := s.get(draftPath + "?nouvelle").fields()
	for name, value := range map[string]string{
		"adoption.measures[0].users": "9 000", "user_tests.sessions[1].date": "", "communication.answer": "no",
		"evolutions.releases[2].date": "10/11/2026", "evolutions.releases[2].summary": "Carte", "trajectory.kind": "undecided",
	} {
		form.Set(name, value)
	}
	form.Del("user_tests.sessions[1].participants")
	form.Del("user_tests.sessions[1].evidence_url")
	if saved := s.post(draftPath, form); saved.status != http.StatusSeeOther {
		t.Fatal(saved.text("#erreurs"))
	}
	revision := s.get(draftPath + "/signature").value("revision")
	for where, there := range map[string]string{"#changements ~ ul": draftPath + "/signature", "#comparaison-details": draftPath} {
		if got := s.get(there).text(where); !strings.Contains(got, "Retiré : séance du 12/08/2026") {
			t.Errorf("%s says %q", there, got)
		}
	}
	second := s.get(s.post(draftPath+"/signature", url.Values{"revision": {revision}}).location)
	got := strings.ReplaceAll(second.text("main"), "\u00a0", " ")
	for _, want := range []string{
		"Modifié : mesure du 30/09/2026, utilisateurs : 9 000, utilisateurs potentiels : 31 000 (auparavant : utilisateurs : 10 540, utilisateurs potentiels : 31 000)",
		"Le critère était rempli, il est non rempli.", "Retiré : séance du 12/08/2026, participants : 5", "Modifié : réponse : Non (auparavant : Oui)",
		"Ajouté : évolution du 10/11/2026, Carte", "Modifié : trajectoire choisie : Pas encore choisie (auparavant : Équipe intégrée)",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if t.Failed() {
		t.Log(second.text("#contenu"))
	}
	if s.get(page.AssessmentPath(first)).Find("#changements").Length() != 0 {
		t.Error("the first one has nothing before it")
	}
	s.publish(idOf(t, second.Find("form[action$='/decision']").AttrOr("action", "")))
	if s.visitor().get(strings.TrimSuffix(second.Find("form[action$='/decision']").AttrOr("action", ""), "/decision")).Find("#changements").Length() != 0 {
		t.Error("everybody reads what changed since one that was not published")
	}
}

func TestWhatIsSaidAndWhatIsProvenAreToldApart(t *testing.T) {
	s := newSite(t)
	s.drafted(accented)
	const total = "11 faits, 5 avec un lien de preuve."
	signature := s.get(draftPath + "/signature")
	if got := signature.text(".fr-alert--warning"); !strings.Contains(got, "Aucun lien ne prouve les faits de « Impact et adoption »") {
		t.Errorf("the signature page warns %q", got)
	}
	id := s.sign(accented)
	s.publish(id)
	for _, path := range []string{accented, page.AssessmentPath(id)} {
		if got := s.visitor().get(path).text("#verdict"); !strings.Contains(plain(got), total) {
			t.Errorf("%s: %q", path, got)
		}
	}
	if got := s.get("/api/v1" + accented).body; !strings.Contains(got, `"adoption":{"facts":1,"proven":0}`) {
		t.Errorf("the open data: %s", got)
	}
}
