package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestARowThatWasRemovedIsTakenBack(t *testing.T) {
	s := newSite(t)
	s.sign(accented)
	form := s.get(draftPath + "?nouvelle").fields()
	if fresh := s.get(draftPath + "?nouvelle"); fresh.Find(".takings, #reprise button").Length() != 0 {
		t.Error("a draft that starts from the signed facts is offered some of them")
	}
	form.Set("intent", "remove:user_tests.sessions[0]")
	page := s.post(draftPath, form)
	offer := page.Find("#user_tests-sessions .details")
	if got := strings.Join(strings.Fields(offer.Text()), " "); got != "Faits de l’évaluation signée le 20 novembre 2026 (1)30/04/2026Reprendre : séance 30/04/2026" {
		t.Errorf("offered: %q", got)
	}
	if got := page.text("#reprise"); got != "L’évaluation signée le 20 novembre 2026 contient un fait que ce brouillon n’a pas.Tout reprendre de l’évaluation signée le 20 novembre 2026" {
		t.Errorf("above the criteria: %q", got)
	}
	form = page.fields()
	form.Set("intent", offer.Find("button").AttrOr("value", ""))
	page = s.post(draftPath, form)
	if page.status != http.StatusOK || page.Find("#user_tests-sessions-1-date[autofocus]").AttrOr("value", "") != "30/04/2026" {
		t.Fatalf("%d, the row is not taken back: %s", page.status, page.text("#user_tests-sessions"))
	}
	if page.Find(".takings").Length() != 0 {
		t.Error("it is offered still")
	}
	if got := page.text("#enregistrement"); got != "Rien n’est encore enregistré." {
		t.Errorf("taking a row stores it: %q", got)
	}
	if saved := s.post(draftPath, page.fields()); saved.status != http.StatusSeeOther {
		t.Errorf("saved: %d %s", saved.status, saved.text("#erreurs"))
	}
}

func TestACriterionAndAllCriteriaAreTakenBack(t *testing.T) {
	s := newSite(t)
	s.sign(accented)
	form := s.get(draftPath).fields()
	for name := range form {
		if strings.HasPrefix(name, "user_tests.") || strings.HasPrefix(name, "open_source.") {
			form.Del(name)
		}
	}
	form.Set("intent", "take:user_tests")
	page := s.post(draftPath, form)
	if page.value("user_tests.sessions[1].participants") != "5" || page.value("user_tests.feedback_channel") != "Formulaire" ||
		page.Find(`[name="user_tests.answer"][checked]`).AttrOr("value", "") != "yes" {
		t.Errorf("the criterion is not whole: %s", page.text("#critere-user_tests"))
	}
	if page.value("open_source.licence") != "" || page.Find(`#critere-open_source button[value="take:open_source.licence"]`).Length() != 1 {
		t.Error("the other criterion was taken back, or is not offered")
	}
	script := page.fields()
	script.Set("intent", "take:")
	changes := s.script(draftPath, script)
	if changes.value("open_source.licence") != "MIT" || changes.Find("#reprise").Length() != 1 || changes.Find("#reprise button").Length() != 0 {
		t.Errorf("all criteria: licence %q, %q", changes.value("open_source.licence"), changes.text("#reprise"))
	}
}

func TestASimulationHasNothingToTakeOver(t *testing.T) {
	s := newSite(t)
	s.sign(accented)
	if home := s.visitor().get("/"); home.Find(".takings, #reprise button").Length() != 0 {
		t.Error("the home page offers facts of an assessment")
	}
}
