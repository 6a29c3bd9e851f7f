package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"transfert/assessment"
	"transfert/web/page"
)

// Of two quick clicks the browser shows the answer to the second: it leads where the
// first one leads, and nothing is recorded twice.
func TestASecondClickLeadsToTheResultOfTheFirst(t *testing.T) {
	s := newSite(t)
	signed := page.AssessmentPath(s.coach().sign(accented))
	contested := answers("adoption")
	decision := s.get(signed).decision(map[string]string{"reason": "Vu en comité."})
	account := url.Values{"email": {"nouvelle@exemple.fr"}, "name": {"Nour Ben Ali"}, "role": {"programme"}}
	kept := s.account("autre@exemple.fr", assessment.Coach, "atelier")
	change := page.AccountPath(kept.ID)
	revision := fmt.Sprint(kept.Revision)
	renamed := url.Values{"revision": {revision}, "email": {kept.Email}, "name": {"Alix Noé"}, "role": {"programme"}}
	for _, act := range []struct {
		name string
		by   site
		path string
		form func() url.Values
	}{
		{"an answer", s.administration(), signed + "/avis", func() url.Values { return contested }},
		{"a decision", s, signed + "/decision", func() url.Values {
			decision.Set("version", s.get(signed).value("version"))
			return decision
		}},
		{"a correction", s, signed + "/decision", func() url.Values {
			return s.get(signed).decision(map[string]string{"decided": "partenariats-passes", "reason": "Erreur.", "valid_until": "2027-03-01"})
		}},
		{"a new account", s, page.AccountsPath, func() url.Values { return account }},
		{"another name", s, change, func() url.Values { return renamed }},
		{"an account that is disabled", s, change, func() url.Values {
			return url.Values{"revision": {s.get(change).value("revision")}, "intent": {"disable"}}
		}},
	} {
		t.Run(act.name, func(t *testing.T) { act.by.twice(t, act.path, act.form()) })
	}

	again := page.AssessmentPath(s.coach().sign(accented))
	s.twice(t, again+"/renvoi", url.Values{"version": {s.get(again).value("version")}, "return.reason": {"Il manque une mesure."}})
	s.coach().drafted(accented)
	s.coach().twice(t, draftPath+"/signature", url.Values{"revision": {s.get(draftPath + "/signature").value("revision")}})
}

// twice posts a form twice, and fails unless both answers lead to the same page and the
// second records nothing.
func (s site) twice(t *testing.T, path string, form url.Values) {
	t.Helper()
	before := s.recorded()
	first := s.post(path, form)
	recorded := s.recorded()
	second := s.post(path, form)
	if first.status != http.StatusSeeOther || second.status != http.StatusSeeOther || first.location != second.location {
		t.Errorf("%d to %q, then %d to %q: %s", first.status, first.location, second.status, second.location, second.text("#contenu"))
	}
	if recorded == before || s.recorded() != recorded {
		t.Errorf("%d records, then %d, then %d", before, recorded, s.recorded())
	}
}

// recorded counts the lines of the audit trail: each act leaves one.
func (s site) recorded() (n int) {
	s.t.Helper()
	if err := s.tx.QueryRow(s.t.Context(), `SELECT count(*) FROM audit`).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

func TestAnActOfAnotherPersonIsNotTakenForTheFirstClick(t *testing.T) {
	s := newSite(t)
	signed := page.AssessmentPath(s.coach().sign(accented))
	form := s.get(signed).decision(map[string]string{"reason": "Vu en comité."})
	s.twice(t, signed+"/decision", form)
	other := s.as(s.account("autre@exemple.gouv.fr", assessment.Programme))
	if got := other.post(signed+"/decision", form); got.status != http.StatusConflict {
		t.Errorf("another person’s decision: %d to %q", got.status, got.location)
	}
	s.coach().drafted(accented)
	revision := url.Values{"revision": {s.get(draftPath + "/signature").value("revision")}}
	s.coach().twice(t, draftPath+"/signature", revision)
	if got := s.post(draftPath+"/signature", revision); got.status == http.StatusSeeOther {
		t.Errorf("another person’s signature: %d to %q", got.status, got.location)
	}
}

func TestAfterTheSignatureTheDraftIsTheAssessment(t *testing.T) {
	s := newSite(t)
	signed := page.AssessmentPath(s.coach().sign(accented))
	for _, path := range []string{draftPath, draftPath + "/signature"} {
		if got := s.coach().get(path); got.location != signed {
			t.Errorf("%s: %d to %q, want %q", path, got.status, got.location, signed)
		}
	}
	next, found := s.coach().get(accented).Find("a.fr-btn[href*=evaluation]").Attr("href")
	if got := s.coach().get(next); !found || got.status != http.StatusOK {
		t.Errorf("a new one begins at %q: %d", next, got.status)
	}
	s.administration().post(signed+"/avis", answers("adoption"))
	if got := s.coach().get(draftPath); got.status != http.StatusOK {
		t.Errorf("once contested it cannot be corrected: %d to %q", got.status, got.location)
	}
}
