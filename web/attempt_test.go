package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/web/openid/openidtest"
)

func TestTwoTabsSignInWithoutDisturbingEachOther(t *testing.T) {
	for name, order := range map[string][]int{"in turn": {0, 1}, "the other way round": {1, 0}} {
		t.Run(name, func(t *testing.T) {
			s, p, b := provided(t)
			s.account("camille.durand@exemple.gouv.fr", assessment.Coach, "atelier")
			p.SignIn("camille.durand@exemple.gouv.fr", "Camille", "Durand")
			paths := []string{draftPath, "/startups"}
			backs := []string{b.begin(paths[0]), b.begin(paths[1])}
			for _, tab := range order {
				if in := b.get(backs[tab]); in.status != http.StatusSeeOther || in.location != paths[tab] {
					t.Errorf("tab %d: %d to %q: %s", tab, in.status, in.location, in.text("#contenu"))
				}
			}
		})
	}
}

func TestVisitsThatBeginASignInLeaveNoRowAndFewCookies(t *testing.T) {
	s, _, b := provided(t)
	for range 300 {
		if begun := b.get("/connexion/fournisseur"); begun.status != http.StatusSeeOther {
			t.Fatal(begun.status)
		}
	}
	var rows int
	if err := s.tx.QueryRow(t.Context(), `SELECT count(*) FROM sessions WHERE token <> $1`, "").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	if rows > 1 { // newSite has one of the programme
		t.Errorf("%d rows", rows)
	}
	if len(b.cookies) > 5 {
		t.Errorf("%d cookies", len(b.cookies))
	}
	for name, cookie := range b.cookies {
		if !strings.HasPrefix(name, "__Host-") || !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
			t.Errorf("cookie %v", cookie)
		}
	}
}

func TestAnAddressThatIsTooLongForACookieIsForgotten(t *testing.T) {
	s, p, b := provided(t)
	s.account("camille.durand@exemple.gouv.fr", assessment.Coach, "atelier")
	p.SignIn("camille.durand@exemple.gouv.fr", "Camille", "Durand")
	if in := b.get(b.begin("/startups?q=" + strings.Repeat("é", 4000))); in.status != http.StatusSeeOther || in.location != "/a-faire" {
		t.Errorf("%d to %q", in.status, in.location)
	}
}

// refusal is a sign-in that is refused, from a browser at the provider's answer.
type refusal struct {
	name    string
	prepare func(s site, p *openidtest.Provider, b *browser) answer
	status  int
	heading string
	says    string // some words of its text
}

func TestEveryRefusalSaysWhatHappened(t *testing.T) {
	const camille = "camille.durand@exemple.gouv.fr"
	for _, test := range []refusal{
		{"used already, and signed in since", func(_ site, _ *openidtest.Provider, b *browser) answer {
			b.signIn("")
			return b.get(b.back)
		}, http.StatusBadRequest, "Vous êtes déjà connecté", "Camille Durand"},
		{"used already, and signed out since", func(_ site, _ *openidtest.Provider, b *browser) answer {
			b.signIn("")
			b.signOut("")
			return b.get(b.back)
		}, http.StatusBadRequest, "Connexion déjà utilisée", "a déjà servi"},
		{"of another browser", func(s site, _ *openidtest.Provider, b *browser) answer {
			return newBrowser(t, s.visitor()).get(b.begin(""))
		}, http.StatusBadRequest, "Connexion commencée ailleurs", "dans un autre navigateur"},
		{"too late for this site", func(s site, _ *openidtest.Provider, b *browser) answer {
			back := b.begin("")
			b.site = s.at(s.now.Add(61 * time.Minute))
			return b.get(back)
		}, http.StatusBadRequest, "Connexion trop tardive", "plus d’une heure"},
		{"with a code that the provider takes no more", func(_ site, _ *openidtest.Provider, b *browser) answer {
			back, _, _ := strings.Cut(b.begin(""), "&code=")
			_, state, _ := strings.Cut(back, "state=")
			state, _, _ = strings.Cut(state, "&")
			return b.get("/connexion/retour?code=spent&state=" + state)
		}, http.StatusBadRequest, "Connexion trop tardive", "n’accepte plus"},
		{"cancelled by the person", func(_ site, p *openidtest.Provider, b *browser) answer {
			p.SignIn("", "", "")
			return b.signIn("")
		}, http.StatusBadRequest, "Connexion annulée", "annulée"},
		{"with a level that is too low", func(_ site, p *openidtest.Provider, b *browser) answer {
			p.IDToken.Claims = func(claims map[string]any) { claims["acr"] = "eidas0" }
			return b.signIn("")
		}, http.StatusForbidden, "Niveau d’authentification insuffisant", "« eidas0 », alors que transfert demande au moins « eidas1 »"},
		{"without a level", func(_ site, p *openidtest.Provider, b *browser) answer {
			p.IDToken.Claims = func(claims map[string]any) { delete(claims, "acr") }
			return b.signIn("")
		}, http.StatusForbidden, "Niveau d’authentification insuffisant", "aucun niveau, alors que transfert demande au moins « eidas1 »"},
		{"without a verified address", func(_ site, p *openidtest.Provider, b *browser) answer {
			p.Userinfo.Claims = func(claims map[string]any) { claims["email_verified"] = false }
			return b.signIn("")
		}, http.StatusForbidden, "Adresse électronique non vérifiée", "adresse électronique vérifiée"},
		{"with a token that is not right", func(_ site, p *openidtest.Provider, b *browser) answer {
			p.IDToken.Forged = true
			return b.signIn("")
		}, http.StatusBadRequest, "Connexion non aboutie", "ne peut pas être acceptée"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, p, b := provided(t)
			s.account(camille, assessment.Coach, "atelier")
			p.SignIn(camille, "Camille", "Durand")
			b.t = t
			got := test.prepare(s, p, b)
			text := strings.ReplaceAll(got.text("#contenu"), "\u00a0", " ")
			if got.status != test.status || got.text("h1") != test.heading || !strings.Contains(text, test.says) {
				t.Errorf("%d %q: %s", got.status, got.text("h1"), text)
			}
			if code := "Erreur " + strconv.Itoa(test.status); !strings.Contains(text, code) {
				t.Errorf("it does not say %q", code)
			}
		})
	}
}

func TestAnAttemptMayBeTriedAgainOnceTheProviderIsBack(t *testing.T) {
	s, p, b := provided(t)
	s.account("camille.durand@exemple.gouv.fr", assessment.Coach, "atelier")
	p.SignIn("camille.durand@exemple.gouv.fr", "Camille", "Durand")
	back := b.begin(draftPath)
	p.Down(true)
	if down := b.get(back); down.status != http.StatusServiceUnavailable {
		t.Fatalf("%d", down.status)
	}
	p.Down(false)
	if in := b.get(back); in.status != http.StatusSeeOther || in.location != draftPath {
		t.Errorf("%d to %q: %s", in.status, in.location, in.text("#contenu"))
	}
}

// docs/design.md, an account is bound.
func TestAnAccountFollowsItsIdentityAndNotItsAddress(t *testing.T) {
	const camille, other = "camille.durand@exemple.gouv.fr", "sacha.morel@exemple.gouv.fr"
	subject := func(sub string) func(map[string]any) { return func(claims map[string]any) { claims["sub"] = sub } }
	for _, test := range []struct {
		name, sub, email string
		status           int
		heading          string
	}{
		{"the same person", "1", camille, http.StatusSeeOther, ""},
		{"the same person under another address", "1", "camille.petit@exemple.gouv.fr", http.StatusSeeOther, ""},
		{"the same person under the address of another account", "1", other, http.StatusForbidden, "Adresse d’un autre compte"},
		{"another person under the same address", "2", camille, http.StatusForbidden, "Compte rattaché à une autre identité"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, p, b := provided(t)
			account := s.account(camille, assessment.Coach, "atelier")
			s.account(other, assessment.Programme)
			p.IDToken.Claims, p.Userinfo.Claims = subject("1"), subject("1")
			p.SignIn(camille, "Camille", "Durand")
			if in := b.signIn(""); in.status != http.StatusSeeOther {
				t.Fatal(in.status)
			}
			b = newBrowser(t, s)
			p.IDToken.Claims, p.Userinfo.Claims = subject(test.sub), subject(test.sub)
			p.SignIn(test.email, "Camille", "Durand")
			got := b.signIn("")
			if got.status != test.status || got.text("h1") != test.heading {
				t.Errorf("%d %q: %s", got.status, got.text("h1"), got.text("#contenu"))
			}
			if test.status == http.StatusForbidden && (!strings.Contains(got.text("#contenu"), "contact@beta.gouv.fr") || got.session() != nil) {
				t.Errorf("%q", got.text("#contenu"))
			}
			want := camille
			if test.status == http.StatusSeeOther {
				want = test.email
			}
			if now := s.kept(account.ID); now.Email != want || now.Subject != "1" || now.Issuer != p.URL {
				t.Errorf("kept %+v", now)
			}
		})
	}
}

func TestWhoSignsOutEverywhereIsOutOfEveryBrowser(t *testing.T) {
	s, p, b := provided(t)
	s.account("camille.durand@exemple.gouv.fr", assessment.Coach, "atelier")
	p.SignIn("camille.durand@exemple.gouv.fr", "Camille", "Durand")
	elsewhere := newBrowser(t, s)
	for _, browser := range []*browser{b, elsewhere} {
		browser.signIn("")
	}
	button := b.get("/a-faire").Find("form[action='/deconnexion'] button:contains('partout')")
	if button.Length() == 0 {
		t.Fatal("no button does it")
	}
	b.site = s.at(s.now.Add(time.Second))
	b.signOut(url.Values{button.AttrOr("name", ""): {button.AttrOr("value", "")}}.Encode())
	for _, browser := range []*browser{b, elsewhere} {
		if got := browser.get("/a-faire").status; got != http.StatusSeeOther {
			t.Errorf("still in: %d", got)
		}
	}
}
