package web_test

import (
	"net/http"
	"strings"
	"testing"

	"transfert/web/page"
)

func TestEachRoleFindsWhatWaitsForIt(t *testing.T) {
	for _, test := range []struct {
		name                             string
		make                             func(site) site // the site on which it is looked at
		coach, administration, programme string          // the list, "" where it is none of theirs
		href                             string          // where the coach, or else the first who sees it, is led
	}{
		{"a draft", func(s site) site { s.coach().drafted(accented); return s },
			"brouillons", "", "brouillons", draftPath},
		{"a signed assessment without an answer", func(s site) site { s.coach().sign(accented); return s },
			"avis", "avis", "avis", "/evaluations/"},
		{"one without an answer for sixteen days", func(s site) site { s.coach().sign(accented); return s.at(s.now.AddDate(0, 0, 16)) },
			"", "", "a-decider", "/evaluations/"},
		{"a contested one", func(s site) site {
			s.administration().post(page.AssessmentPath(s.coach().sign(accented))+"/avis", answers("adoption"))
			return s
		}, "contestees", "", "contestees", draftPath},
		{"a countersigned one", func(s site) site {
			s.administration().post(page.AssessmentPath(s.coach().sign(accented))+"/avis", answers())
			return s
		}, "", "", "a-decider", "/evaluations/"},
		{"a classification that lapses within three months", func(s site) site { s.publish(s.sign(accented)); return s },
			"echeances", "echeances", "echeances", accented},
		{"nothing", func(s site) site { return s }, "", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.make(newSite(t))
			for role, want := range map[string]struct {
				seen site
				list string
			}{
				"coach": {s.coach(), test.coach}, "administration": {s.administration(), test.administration}, "programme": {s.programme(), test.programme},
			} {
				work := want.seen.get("/a-faire")
				if work.status != http.StatusOK || work.Find("#contenu tbody tr").Length() != len(want.list[:min(1, len(want.list))]) {
					t.Fatalf("%s: %d, %q", role, work.status, work.text("#contenu"))
				}
				if want.list == "" {
					if !strings.Contains(work.text("#contenu"), "Rien ne vous attend") {
						t.Errorf("%s reads %q", role, work.text("#contenu"))
					}
					continue
				}
				if work.Find("#"+want.list+"-titre").Length() != 1 {
					t.Errorf("%s: %q is not under %s", role, work.text("#contenu"), want.list)
				}
				href := work.Find("#contenu tbody th a").AttrOr("href", "")
				if role == "coach" && !strings.HasPrefix(href, test.href) {
					t.Errorf("%s is led to %q", role, href)
				}
				if next := want.seen.get(href); next.status != http.StatusOK {
					t.Errorf("%s gets %d at %s", role, next.status, href)
				}
			}
		})
	}
}

func TestWhatIsDoneIsNoLongerToDo(t *testing.T) {
	s := newSite(t)
	id := s.coach().sign(accented)
	s.publish(id)
	later := s.at(s.now.AddDate(0, 1, 0))
	if got := later.get("/a-faire").text("#contenu tbody"); !strings.Contains(got, "À reconfirmer depuis le 13 décembre 2026") {
		t.Errorf("lapsed: %q", got)
	}
	s.at(later.now).drafted(accented)
	stalled := s.at(later.now.AddDate(0, 0, 31))
	if got := stalled.get("/a-faire").text("#contenu"); !strings.Contains(got, "À l’arrêt depuis 31 jours") {
		t.Errorf("stalled: %q", got)
	}
}

func TestWorkOutsideTheScopeIsNobodysBusiness(t *testing.T) {
	s := newSite(t)
	s.sign("/startups/api.gouv.fr") // without a sponsor
	if got := s.administration().get("/a-faire"); got.Find("tbody tr").Length() != 0 {
		t.Errorf("the administration reads %q", got.text("#contenu"))
	}
}
