package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/web/page"
)

// answers countersigns every criterion but these, which it contests.
func answers(contested ...string) url.Values {
	form := url.Values{}
	for _, id := range assessment.CriterionIDs() {
		form.Set(string(id), page.Countersign)
	}
	for _, id := range contested {
		form.Set(id, page.Contest)
		form.Set(id+".reason", "Ce chiffre n’est pas le nôtre.")
	}
	return form
}

// decision is what the page's form sends as it stands, with these values.
func (a answer) decision(values map[string]string) url.Values {
	form := url.Values{"version": {a.value("version")}, "decided": {a.Find("[name=decided][checked]").AttrOr("value", "")}}
	for name, value := range values {
		form.Set(name, value)
	}
	return form
}

func TestAContestedAssessmentIsCorrectedCountersignedAndPublished(t *testing.T) {
	s := newSite(t)
	first := page.AssessmentPath(s.coach().sign(accented))
	if got := s.visitor().get(first).location; got != page.SignInPath(first) {
		t.Errorf("a visitor is led to %q", got)
	}
	if contested := s.administration().post(first+"/avis", answers("adoption")); contested.status != http.StatusSeeOther {
		t.Fatalf("contesting: %d %s", contested.status, contested.text("#erreurs"))
	}
	read := s.coach().get(first)
	for _, want := range []string{"Contestée le 20 novembre 2026 à 14:32 par Dominique Lemaire", "Impact et adoption", "Ce chiffre n’est pas le nôtre."} {
		if !strings.Contains(read.text("#contenu"), want) {
			t.Errorf("the coach does not read %q", want)
		}
	}
	if got := s.coach().get(draftPath).text(".fr-alert--warning"); !strings.Contains(got, "Impact et adoption : Ce chiffre n’est pas le nôtre.") {
		t.Errorf("the next draft says %q", got)
	}
	second := page.AssessmentPath(s.coach().sign(accented))
	if got := s.coach().get(first).text(".fr-badge"); !strings.Contains(got, "Remplacée") {
		t.Errorf("the first one is %q", got)
	}
	if agreed := s.administration().post(second+"/avis", answers()); agreed.status != http.StatusSeeOther || agreed.location != second+"?fait=avis" {
		t.Fatalf("countersigning: %d %s", agreed.status, agreed.text("#erreurs"))
	}
	if published := s.post(second+"/decision", s.get(second).decision(nil)); published.status != http.StatusSeeOther {
		t.Fatalf("publishing: %d %s", published.status, published.text("#erreurs"))
	}
	public := s.visitor().get(accented)
	for _, want := range []string{"Classement : « Réalisations »", "Valable jusqu’au 12 décembre 2026", "avec le contreseing de l’administration"} {
		if !strings.Contains(public.text("#verdict"), want) {
			t.Errorf("the public page does not say %q: %s", want, public.text("#verdict"))
		}
	}
	for _, name := range []string{"Camille Durand", "Dominique Lemaire", "Sacha Morel"} {
		for _, path := range []string{accented, accented + "/registre", second} {
			if strings.Contains(s.visitor().get(path).text("main"), name) {
				t.Errorf("%s names %s to everybody", path, name)
			}
		}
	}
	if got := s.visitor().get(first).location; got != page.SignInPath(first) {
		t.Errorf("what was not published leads to %q", got)
	}
}

func TestAnotherClassificationIsShownBesideTheComputedOneWithItsReason(t *testing.T) {
	s := newSite(t)
	address := page.AssessmentPath(s.sign(accented))
	other := map[string]string{"decided": "partenariats-passes"}
	refused := s.post(address+"/decision", s.get(address).decision(other))
	if refused.status != http.StatusUnprocessableEntity || refused.Find("#erreurs a").Length() != 2 {
		t.Fatalf("%d %s", refused.status, refused.text("#erreurs"))
	}
	if refused.Find("[name=decided][value=partenariats-passes][checked]").Length() != 1 || refused.Find("#reason[aria-invalid], #valid_until[aria-invalid]").Length() != 2 {
		t.Error("what was chosen is lost, or what is wrong is not marked")
	}
	other["reason"], other["valid_until"] = "Le service ferme au printemps.", "31/03/2027"
	if done := s.post(address+"/decision", refused.decision(other)); done.status != http.StatusSeeOther {
		t.Fatalf("%d %s", done.status, done.text("#erreurs"))
	}
	got := s.visitor().get(accented).text("#verdict")
	for _, want := range []string{"Classement : « Partenariats passés »", "Valable jusqu’au 31 mars 2027", "Classement calculé : « Réalisations ».", "Le service ferme au printemps."} {
		if !strings.Contains(got, want) {
			t.Errorf("the public page does not say %q: %s", want, got)
		}
	}
	if line := s.visitor().get("/export/classements.csv").body; !strings.Contains(line, "Partenariats passés;2027-03-31;non") || !strings.Contains(line, ";Réalisations;2026-11-20;Le service ferme au printemps.") {
		t.Errorf("the export says %q", line)
	}
}

func TestAnAnswerNeedsAReasonForEachContestedCriterionAndLosesNothing(t *testing.T) {
	s := newSite(t)
	address := page.AssessmentPath(s.sign(accented))
	form := answers("adoption", "evolutions")
	form.Set("evolutions.reason", " ")
	form.Del("open_source")
	refused := s.administration().post(address+"/avis", form)
	if refused.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", refused.status)
	}
	for _, id := range []string{"evolutions-reason", "open_source"} {
		if refused.Find(`#erreurs a[href="#`+id+`"]`).Length() != 1 || refused.Find("#"+id).Length() != 1 {
			t.Errorf("the summary does not lead to %s: %s", id, refused.text("#erreurs"))
		}
	}
	if refused.Find("[name=adoption][value=contest][checked]").Length() != 1 || strings.TrimSpace(refused.Find("#adoption-reason").Text()) != "Ce chiffre n’est pas le nôtre." {
		t.Error("what was answered is lost")
	}
}

func TestWhoComesSecondIsToldWhatHappenedAndKeepsTheirWords(t *testing.T) {
	s := newSite(t)
	address := page.AssessmentPath(s.sign(accented))
	read := s.get(address)
	if done := s.administration().post(address+"/avis", answers("adoption")); done.status != http.StatusSeeOther {
		t.Fatal(done.status)
	}
	for _, test := range []struct {
		name, path string
		form       url.Values
		kept       string
	}{
		{"a second answer", "/avis", answers("evolutions"), "Ce chiffre n’est pas le nôtre."},
		{"a decision on what was read before the answer", "/decision", read.decision(map[string]string{"reason": "Personne ne répond."}), "Personne ne répond."},
		{"a return of what was read before the answer", "/renvoi", url.Values{"version": {read.value("version")}, "return.reason": {"À revoir."}}, "À revoir."},
	} {
		late := s.post(address+test.path, test.form)
		got := late.text(".fr-alert--warning")
		if late.status != http.StatusConflict || !strings.Contains(got, "dans l’état « contestée »") || !strings.Contains(late.text("main"), test.kept) {
			t.Errorf("%s: %d %q", test.name, late.status, got)
		}
	}
	if file, err := s.store.Record(t.Context(), idOf(t, address)); err != nil || file.Version() != 1 {
		t.Errorf("%d records (%v), want one", file.Version(), err)
	}
}

// idOf is the id in the address of an assessment.
func idOf(t *testing.T, address string) (id int64) {
	t.Helper()
	if _, err := fmt.Sscanf(address, "/evaluations/%d", &id); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestWhatIsSentBackBecomesADraftForTheCoach(t *testing.T) {
	s := newSite(t)
	address := page.AssessmentPath(s.coach().sign(accented))
	later := s.at(s.now.AddDate(0, 0, 3))
	version := later.get(address).value("version")
	if refused := later.post(address+"/renvoi", url.Values{"version": {version}}); refused.Find(`#erreurs a[href="#return-reason"]`).Length() != 1 {
		t.Errorf("without a reason: %d %s", refused.status, refused.text("#erreurs"))
	}
	back := later.post(address+"/renvoi", url.Values{"version": {version}, "return.reason": {"La mesure date."}})
	if back.status != http.StatusSeeOther {
		t.Fatalf("%d %s", back.status, back.text("#erreurs"))
	}
	coach := later.coach()
	if got := coach.get(address).text("#contenu"); !strings.Contains(got, "Renvoyée le 23 novembre 2026 à 14:32 par Sacha Morel. La mesure date.") {
		t.Errorf("the coach reads %q", got)
	}
	draft := coach.get(draftPath)
	if draft.value("as_of") != "23/11/2026" || draft.value("adoption.measures[0].users") != "10540" {
		t.Errorf("the draft is of %q with %q users", draft.value("as_of"), draft.value("adoption.measures[0].users"))
	}
	if !strings.Contains(draft.text("main"), "La mesure date.") {
		t.Error("the draft does not say why it was sent back")
	}
}

func TestWhatWasInForceOnADayNeverChanges(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	later := s.at(s.now.AddDate(0, 0, 20))
	address := page.AssessmentPath(later.sign(accented))
	corrected := later.post(address+"/decision", later.get(address).decision(map[string]string{
		"decided": "partenariats-passes", "reason": "Le service ferme.", "valid_until": "2027-01-31"}))
	if corrected.status != http.StatusSeeOther {
		t.Fatal(corrected.text("#erreurs"))
	}
	for _, test := range []struct{ day, page, line string }{
		{"2026-11-19", "Aucun classement n’était publié ce jour-là.", ";Transféré;;;;"},
		{"20/11/2026", "Classement : « Réalisations »", ";Transféré;Réalisations;2026-12-12;non;"},
		{"9 décembre 2026", "Classement : « Réalisations »", ";Transféré;Réalisations;2026-12-12;non;"},
		{"2026-12-10", "Classement : « Partenariats passés »", ";Transféré;Partenariats passés;2027-01-31;non;"},
		{"2027-02-01", "À reconfirmer depuis le 1er février 2027", ";Transféré;Partenariats passés;2027-01-31;oui;"},
	} {
		query := "?au=" + url.QueryEscape(test.day)
		if got := later.visitor().get(accented + query).text("main"); !strings.Contains(got, test.page) {
			t.Errorf("on %s the page says %q", test.day, got)
		}
		if got := later.visitor().get("/export/classements.csv" + query).body; !strings.Contains(got, test.line) {
			t.Errorf("on %s the export says %q", test.day, got)
		}
	}
	if got := later.get(accented + "?au=31/02/2026"); got.status != http.StatusBadRequest {
		t.Errorf("a day that does not exist: %d", got.status)
	}
}

func TestACorrectionIsAnEntryThatNamesTheOneItCorrects(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	s.publish(id)
	address := page.AssessmentPath(id)
	if got := s.get(address).text("#decision-titre"); got != "Corriger la décision" {
		t.Fatalf("the form is titled %q", got)
	}
	if refused := s.post(address+"/decision", s.get(address).decision(nil)); refused.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", refused.status)
	}
	if done := s.post(address+"/decision", s.get(address).decision(map[string]string{"reason": "Date fausse."})); done.status != http.StatusSeeOther {
		t.Fatal(done.text("#erreurs"))
	}
	register := s.visitor().get(accented + "/registre")
	if n := register.Find("tbody tr").Length(); n != 2 {
		t.Errorf("%d entries", n)
	}
	first := register.Find("tbody tr").First()
	if href := first.Find("td a[href^='#inscription-']").AttrOr("href", ""); register.Find("tbody tr").Last().Filter(href).Length() != 1 {
		t.Errorf("the correction names %q", href)
	}
}
