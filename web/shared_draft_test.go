package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// script posts a form as the page's script does.
func (s site) script(path string, form url.Values) answer {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Requested-With", "fetch")
	return s.do(r)
}

// with is a form in which something else is typed.
func with(form url.Values, typed map[string]string) url.Values {
	changed := url.Values{}
	for name, values := range form {
		changed[name] = values
	}
	for name, value := range typed {
		changed.Set(name, value)
	}
	return changed
}

func TestTwoWhoFillInDifferentCriteriaBothWin(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	first := with(form, map[string]string{"communication.answer": "no", "communication.comment": "Pas encore."})
	second := with(form, map[string]string{"open_source.answer": "yes", "open_source.licence": "MIT"})
	for _, typed := range []url.Values{first, second} {
		if saved := s.post(draftPath, typed); saved.status != http.StatusSeeOther {
			t.Fatalf("%d %s", saved.status, saved.text("#nouvelles"))
		}
	}
	page := s.get(draftPath)
	if page.text(`[name="communication.comment"]`) != "Pas encore." || page.value("open_source.licence") != "MIT" {
		t.Error("one of them lost")
	}
}

func TestTwoWhoFillInTheSameCriterionAreShownBothVersions(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	measure := func(date, users, comment string) map[string]string {
		return map[string]string{"adoption.answer": "yes", "adoption.comment": comment, "adoption.measures[0].date": date,
			"adoption.measures[0].users": users, "adoption.measures[0].target_population": "31 000"}
	}
	if saved := s.coach().post(draftPath, with(form, measure("30/09/2026", "9 000", ""))); saved.status != http.StatusSeeOther {
		t.Fatal(saved.status)
	}
	mine := with(form, measure("30/09/2026", "10 540", "Mon texte,\nsur deux lignes"))
	mine.Set("open_source.licence", "MIT")
	page := s.post(draftPath, mine)
	if page.status != http.StatusConflict {
		t.Fatalf("status %d", page.status)
	}
	clash := page.text("#critere-adoption .clash")
	for _, want := range []string{"Camille Durand l’a enregistrée le 20 novembre 2026 à 14:32", "Mesure du 30/09/2026",
		"utilisateurs : 10 540", "utilisateurs : 9 000", "Commentaire", "Mon texte, sur deux lignes", "(vide)"} {
		if !strings.Contains(clash, want) {
			t.Errorf("the clash does not say %q: %s", want, clash)
		}
	}
	if s.get(draftPath).value("open_source.licence") != "MIT" {
		t.Error("the criterion that nobody else touched is not saved")
	}
	settled := page.fields()
	settled.Set("pick.adoption.1", "both")
	if saved := s.post(draftPath, settled); saved.status != http.StatusConflict || saved.Find(`[name="pick.adoption.1"][value=both][checked]`).Length() != 1 {
		t.Errorf("saving the draft settled what nobody has settled: %d", saved.status)
	}
	settled.Set("intent", "settle:adoption")
	if saved := s.post(draftPath, settled); saved.status != http.StatusSeeOther {
		t.Fatalf("settled: %d %s", saved.status, saved.text("#nouvelles"))
	}
	stored := s.get(draftPath)
	if stored.value("adoption.measures[0].users") != "10540" || stored.value("adoption.measures[1].users") != "9000" {
		t.Errorf("kept %q and %q", stored.value("adoption.measures[0].users"), stored.value("adoption.measures[1].users"))
	}
	if got := strings.TrimPrefix(stored.Find(`[name="adoption.comment"]`).Text(), "\n"); got != "Mon texte,\nsur deux lignes" {
		t.Errorf("the comment became %q", got)
	}
}

func TestAClashStaysUntilSomebodySettlesIt(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	s.post(draftPath, with(form, map[string]string{"adoption.comment": "elle"}))
	clash := s.post(draftPath, with(form, map[string]string{"adoption.comment": "moi"})).fields()

	clash.Set("intent", "sync")
	clash.Set("user_tests.feedback_channel", "Formulaire")
	answered := s.script(draftPath, clash)
	if answered.status != http.StatusConflict || answered.Find(".clash").Length() != 0 || answered.Find("#etat-critere-adoption [data-unsaved]").Length() != 1 {
		t.Errorf("a script settled it: %d", answered.status)
	}
	again := s.get(draftPath)
	if got := again.text(`[name="adoption.comment"]`); got != "elle" || again.value("user_tests.feedback_channel") != "Formulaire" {
		t.Errorf("stored %q and %q", got, again.value("user_tests.feedback_channel"))
	}

	s.post(draftPath, with(again.fields(), map[string]string{"adoption.comment": "elle encore"}))
	clash.Set("intent", "settle:adoption")
	page := s.post(draftPath, clash)
	if page.status != http.StatusConflict || !strings.Contains(page.text(".clash"), "elle encore") || !strings.Contains(page.text(".clash"), "moi") {
		t.Fatalf("the other changed it again: %d %s", page.status, page.text(".clash"))
	}
	settled := page.fields()
	settled.Set("intent", "settle:adoption")
	settled.Set("pick.adoption.0", "theirs")
	if saved := s.post(draftPath, settled); saved.status != http.StatusSeeOther {
		t.Fatalf("settled: %d", saved.status)
	}
	if got := s.get(draftPath).text(`[name="adoption.comment"]`); got != "elle encore" {
		t.Errorf("stored %q", got)
	}
}

func TestAScriptIsAnsweredWithWhatChanges(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	untouched := with(form, map[string]string{"intent": "sync"})
	if answer := s.script(draftPath, untouched); answer.status != http.StatusOK || answer.Find("main, form").Length() != 0 {
		t.Errorf("%d, not a part of the page", answer.status)
	}
	if got := s.get(accented).text("a.fr-btn"); got == "Reprendre le brouillon" {
		t.Error("nothing was typed, and a draft is open")
	}
	typed := with(untouched, map[string]string{"adoption.answer": "no", "user_tests.sessions[1].date": "31/02/2026"})
	answer := s.script(draftPath, typed)
	if answer.status != http.StatusOK || !strings.Contains(answer.text("#verdict"), "« Partenariats passés »") {
		t.Fatalf("%d %q", answer.status, answer.text("#verdict h2"))
	}
	if got := answer.text("#enregistrement"); got != "Enregistré à 14:32, sauf : « Retours et tests utilisateurs »." {
		t.Errorf("saved: %q", got)
	}
	// The row is the second one of the page, although the first one is empty.
	if answer.Find(`#etat-critere-user_tests a[href="#user_tests-sessions-1-date"]`).Length() != 1 {
		t.Errorf("what is wrong is told as %q", answer.text("#etat-critere-user_tests"))
	}
	if answer.Find(".fr-input").Length() != 0 || answer.Find("[role=alert], [role=status]").Length() != 0 {
		t.Error("fields are replaced, or a success is announced")
	}
	typed.Set("intent", "add:user_tests.sessions")
	added := s.script(draftPath, typed)
	if added.Find("section").Length() != 2 || added.Find("#user_tests-sessions-2-date[autofocus]").Length() != 1 || added.value("user_tests.sessions[1].date") != "31/02/2026" {
		t.Errorf("%d sections, no third session", added.Find("section").Length())
	}
}

func TestAScriptIsShownWhatSomebodyElseChanged(t *testing.T) {
	s := newSite(t)
	form := with(s.get(draftPath).fields(), map[string]string{"intent": "sync"})
	s.post(draftPath, with(form, map[string]string{"communication.comment": "elle", "intent": "save"}))
	answer := s.script(draftPath, with(form, map[string]string{"adoption.comment": "moi"}))
	if answer.text(`#critere-communication[data-theirs] [name="communication.comment"]`) != "elle" || answer.Find("section.criterion").Length() != 1 {
		t.Errorf("shown anew: %d parts", answer.Find("section.criterion").Length())
	}
}

func TestWhoElseIsInTheDraftIsShown(t *testing.T) {
	s := newSite(t)
	if got := s.get(draftPath).text(".people"); got != "" {
		t.Errorf("nobody else is: %q", got)
	}
	coach := s.at(s.now.Add(3 * time.Minute)).coach()
	const alone = "Aussi sur ce brouillon : Sacha Morel (page ouverte le 20 novembre 2026 à 14:32)."
	opened := coach.get(draftPath)
	if got := opened.text(".people"); got != alone {
		t.Errorf("%q", got)
	}
	coach.post(draftPath, with(opened.fields(), map[string]string{"adoption.answer": "no"}))
	later := s.at(s.now.Add(2 * time.Hour)).programme()
	const want = "Aussi sur ce brouillon : Camille Durand (dernier enregistrement le 20 novembre 2026 à 14:35)."
	if got := later.get(draftPath).text(".people"); got != want {
		t.Errorf("%q", got)
	}
}

func TestTheSimulationAnswersAScript(t *testing.T) {
	s := newSite(t).visitor()
	form := with(s.get("/").fields(), map[string]string{"intent": "sync"})
	if answer := s.script("/", form); answer.Find("#verdict-zone").Length() != 1 || strings.Contains(answer.text("#verdict"), "Avec ces réponses") {
		t.Error("there is a verdict on nothing")
	}
	answer := s.script("/", with(form, map[string]string{"adoption.answer": "no", "user_tests.sessions[0].date": "31/02/2026"}))
	if answer.status != http.StatusOK || !strings.Contains(answer.text("#verdict"), "« Partenariats passés »") || answer.Find("[autofocus]").Length() != 0 {
		t.Errorf("%d %q", answer.status, answer.text("#verdict h2"))
	}
	if got := answer.text("#etat-critere-user_tests"); !strings.Contains(got, "Il reste à compléter ou à corriger") {
		t.Errorf("%q", got)
	}
}

func TestWhoseAnswerWasLostDoesNotClashWithThemselves(t *testing.T) {
	s := newSite(t)
	form := with(s.get(draftPath).fields(), map[string]string{"intent": "sync", "sent": "1", "adoption.comment": "Un début"})
	s.script(draftPath, form)
	form.Set("sent", "2")
	form.Set("adoption.comment", "Un début, et la suite")
	if other := s.script(draftPath, form); other.status != http.StatusConflict {
		t.Errorf("another page with the same words: %d", other.status)
	}
	form.Set("lost", "1")
	if same := s.script(draftPath, form); same.status != http.StatusOK {
		t.Errorf("the page that sent both: %d", same.status)
	}
	if got := s.get(draftPath).text(`[name="adoption.comment"]`); got != "Un début, et la suite" {
		t.Errorf("stored %q", got)
	}
}

func TestAClashIsAboutFactsAndNotAboutHowTheyAreTyped(t *testing.T) {
	s := newSite(t)
	form := s.get(draftPath).fields()
	s.post(draftPath, with(form, map[string]string{"communication.actions[0].date": "02/11/2026", "communication.actions[0].title": "Bilan"}))
	clash := s.post(draftPath, with(form, map[string]string{"communication.actions[0].date": "2/11/2026",
		"communication.actions[0].title": "Bilan annuel", "communication.actions[1].date": "", "communication.actions[1].title": ""}))
	if got := clash.text(".clash legend"); clash.status != http.StatusConflict || got != "Action du 02/11/2026" {
		t.Errorf("%d %q", clash.status, got)
	}
}
