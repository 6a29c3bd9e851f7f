package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/web/openid"
	"transfert/web/openid/openidtest"
)

// cookies are those that an answer sets.
func (a answer) cookies() []*http.Cookie { return (&http.Response{Header: a.header}).Cookies() }

// session is the cookie of the session that an answer sets.
func (a answer) session() *http.Cookie {
	for _, cookie := range a.cookies() {
		if strings.HasSuffix(cookie.Name, "session") {
			return cookie
		}
	}
	return nil
}

// with is the same site from a browser that holds a cookie.
func (s site) with(cookie *http.Cookie) site {
	s.cookie = cookie
	return s
}

func TestADemonstrationAccountEntersWithAClick(t *testing.T) {
	s := newSite(t)
	s.coach()
	s.administration()
	for _, email := range []string{assessment.DemonstrationCoach, assessment.DemonstrationAdministration, assessment.DemonstrationProgramme} {
		in := s.visitor().post("/connexion", url.Values{"email": {email}})
		if in.status != http.StatusSeeOther || in.location != "/a-faire" {
			t.Fatalf("%s: %d to %q", email, in.status, in.location)
		}
		cookie := in.session()
		if cookie == nil || !cookie.HttpOnly || cookie.Secure || cookie.Name != "session" || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
			t.Errorf("cookie %v", cookie)
		}
		account, err := s.store.AccountByEmail(t.Context(), email)
		if err != nil {
			t.Fatal(err)
		}
		page := s.with(cookie).get("/a-faire")
		if got := page.text(".header-person"); !strings.Contains(got, account.Name+", "+account.Role.Label()) {
			t.Errorf("the header says %q", got)
		}
	}
}

func TestNoOtherAccountEntersWithAClick(t *testing.T) {
	s := newSite(t)
	s.account("sacha.morel@exemple.gouv.fr", assessment.Programme)
	for _, email := range []string{"", "sacha.morel@exemple.gouv.fr", assessment.DemonstrationCoach} { // the last one was never made
		if in := s.visitor().post("/connexion", url.Values{"email": {email}}); in.status != http.StatusNotFound || in.session() != nil {
			t.Errorf("%q: %d", email, in.status)
		}
	}
}

func TestWithoutProviderNobodySignsInOutsideTheDemonstration(t *testing.T) {
	s := newSite(t)
	s.made.Demonstration = false
	s = s.at(s.now).visitor()
	in := s.post("/connexion", url.Values{"email": {assessment.DemonstrationProgramme}})
	if in.status != http.StatusNotFound || in.session() != nil {
		t.Errorf("%d, %v", in.status, in.session())
	}
	page := s.get("/connexion")
	if page.Find("#contenu form, #contenu a[href^='/connexion/fournisseur']").Length() != 0 || !strings.Contains(page.text("#contenu"), "Personne ne peut se connecter") {
		t.Errorf("the page offers to: %s", page.text("#contenu"))
	}
	if begun := s.get("/connexion/fournisseur"); begun.status != http.StatusNotFound {
		t.Errorf("%d", begun.status)
	}
}

func TestWhatAnAccountIsShownIsNotStored(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{draftPath, "/a-faire", "/startups", accountsPath} {
		if got := s.get(path).header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: %q", path, got)
		}
	}
	for _, path := range []string{"/startups", "/connexion", "/"} {
		if got := s.visitor().get(path).header.Get("Cache-Control"); got != "private, no-cache" {
			t.Errorf("%s of a visitor: %q", path, got)
		}
	}
	if got := s.get("/").header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("the home page: %q", got)
	}
}

func TestSigningInBeginsASessionUnderAnotherToken(t *testing.T) {
	s := newSite(t)
	before := s.cookie
	in := s.post("/connexion", url.Values{"email": {assessment.DemonstrationProgramme}})
	after := in.session()
	if after == nil || after.Value == before.Value {
		t.Fatalf("the token was not renewed: %v", after)
	}
	if got := s.with(before).get("/a-faire").status; got != http.StatusSeeOther {
		t.Errorf("the former token still opens a session: %d", got)
	}
}

func TestWhoSignsOutIsOut(t *testing.T) {
	s := newSite(t)
	if out := s.post("/deconnexion", nil); out.status != http.StatusSeeOther || out.location != "/connexion?deconnexion" {
		t.Errorf("%d to %q", out.status, out.location)
	}
	if got := s.get("/a-faire").status; got != http.StatusSeeOther {
		t.Errorf("the session goes on: %d", got)
	}
}

func TestADisabledAccountIsOutEverywhereAndForGood(t *testing.T) {
	s := newSite(t)
	coach := s.coach()
	elsewhere := s.coach()
	account := s.account(assessment.DemonstrationCoach, assessment.Coach)
	disabled, err := s.store.DisableAccount(t.Context(), account.ID, account.Revision, assessment.Account{}, s.now.Add(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, browser := range []site{coach, elsewhere} {
		if got := browser.get("/a-faire").status; got != http.StatusSeeOther {
			t.Errorf("still in: %d", got)
		}
	}
	if in := s.visitor().post("/connexion", url.Values{"email": {account.Email}}); in.status != http.StatusNotFound {
		t.Errorf("in again: %d", in.status)
	}
	if _, err := s.store.EnableAccount(t.Context(), disabled.ID, disabled.Revision, assessment.Account{}, s.now.Add(2)); err != nil {
		t.Fatal(err)
	}
	third := s.at(s.now.Add(3)).coach() // signed in after it came back
	if got := third.get("/a-faire").status; got != http.StatusOK {
		t.Errorf("a new session: %d", got)
	}
	if got := elsewhere.get("/a-faire").status; got != http.StatusSeeOther {
		t.Errorf("a session from before: %d", got)
	}
}

func TestASignInLeadsBackToWhereItWasAskedForInsideTheSiteOnly(t *testing.T) {
	s := newSite(t).visitor()
	asked := s.get(draftPath)
	if asked.status != http.StatusSeeOther || asked.location != "/connexion?retour="+url.QueryEscape(draftPath) {
		t.Fatalf("%d to %q", asked.status, asked.location)
	}
	for back, want := range map[string]string{
		s.get(asked.location).value("retour"): draftPath, "//evil.example": "/", "https://evil.example/": "/", "/\\evil.example": "/",
	} {
		in := s.post("/connexion", url.Values{"email": {assessment.DemonstrationProgramme}, "retour": {back}})
		if in.location != want {
			t.Errorf("back to %q leads to %q", back, in.location)
		}
	}
}

func TestAFormSentAfterTheSessionEndedLosesNothing(t *testing.T) {
	s := newSite(t)
	form := filled(s.get(draftPath).fields())
	form.Set("adoption.comment", "Sur deux\nlignes, avec \"des guillemets\" & <balises>")
	lost := s.visitor().post(draftPath, form)
	if lost.status != http.StatusUnauthorized || lost.text("h1") != "Votre session a pris fin" {
		t.Fatalf("%d %q", lost.status, lost.text("h1"))
	}
	kept := url.Values{}
	again := lost.Find("#contenu form")
	for _, n := range again.Find("input[type=hidden]").EachIter() {
		kept.Add(n.AttrOr("name", ""), n.AttrOr("value", ""))
	}
	if again.AttrOr("action", "") != draftPath || kept.Encode() != form.Encode() {
		t.Errorf("to %q:\n%s\nwant\n%s", again.AttrOr("action", ""), kept.Encode(), form.Encode())
	}
	if saved := s.post(draftPath, kept); saved.status != http.StatusSeeOther {
		t.Errorf("sent again: %d", saved.status)
	}
}

// provided is the site with a provider of identities, and a browser on it.
func provided(t *testing.T) (site, *openidtest.Provider, *browser) {
	s := newSite(t).visitor()
	p := openidtest.Start(t)
	s.made.Provider = openid.New(p.Config("https://transfert.example/connexion/retour"))
	s = s.at(s.now)
	return s, p, newBrowser(t, s)
}

// newBrowser is one that holds no cookie yet.
func newBrowser(t *testing.T, s site) *browser {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{t: t, site: s, client: &http.Client{CheckRedirect: stay}, cookies: map[string]*http.Cookie{}}
}

// browser holds cookies, and follows redirects between the site and the provider.
type browser struct {
	t       *testing.T
	site    site
	client  *http.Client
	cookies map[string]*http.Cookie
	back    string // the address at which the provider sent it back last
}

// get asks the site for a page, with the cookies of the browser.
func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(httptest.NewRequestWithContext(b.t.Context(), http.MethodGet, path, nil))
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	for _, cookie := range b.cookies {
		r.AddCookie(cookie)
	}
	a := b.site.visitor().do(r)
	for _, cookie := range a.cookies() {
		if b.cookies[cookie.Name] = cookie; cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	return a
}

// signOut presses one of the buttons that do it.
func (b *browser) signOut(form string) answer {
	b.t.Helper()
	r := httptest.NewRequestWithContext(b.t.Context(), http.MethodPost, "/deconnexion", strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

// begin goes from the site to the provider, and returns where that leads back.
func (b *browser) begin(back string) string {
	b.t.Helper()
	begun := b.get("/connexion/fournisseur?retour=" + url.QueryEscape(back))
	if begun.status != http.StatusSeeOther {
		b.t.Fatalf("%d %s", begun.status, begun.text("#contenu"))
	}
	return b.provider(begun.location)
}

// signIn goes from the site to the provider and back, as far as it leads.
func (b *browser) signIn(back string) answer {
	b.t.Helper()
	if begun := b.get("/connexion/fournisseur"); begun.status != http.StatusSeeOther {
		return begun
	}
	b.back = b.begin(back)
	return b.get(b.back)
}

// provider follows the provider's redirects until it leads back to the site, and
// returns that address without the site's name.
func (b *browser) provider(address string) string {
	b.t.Helper()
	for range 10 {
		if there, ours := strings.CutPrefix(address, "https://transfert.example"); ours {
			return there
		}
		r, err := b.client.Get(address)
		if err != nil {
			b.t.Fatal(err)
		}
		r.Body.Close()
		next, err := r.Location()
		if err != nil {
			b.t.Fatalf("%s: %d, %v", address, r.StatusCode, err)
		}
		address = next.String()
	}
	b.t.Fatal("the provider never leads back")
	return ""
}

func TestWhoHasAnAccountSignsInWithTheProvider(t *testing.T) {
	s, p, b := provided(t)
	s.account("camille.durand@exemple.gouv.fr", assessment.Coach, "atelier")
	for _, signed := range []bool{false, true} {
		p.UserinfoJWT = signed
		p.SignIn("Camille.Durand@exemple.gouv.fr", "Camille", "Durand")
		in := b.signIn(draftPath)
		if in.status != http.StatusSeeOther || in.location != draftPath {
			t.Fatalf("%d to %q: %s", in.status, in.location, in.text("#contenu"))
		}
		if cookie := in.session(); cookie == nil || cookie.Name != "__Host-session" || !cookie.Secure {
			t.Errorf("cookie %v", cookie)
		}
		if got := b.get(draftPath); got.status != http.StatusOK || !strings.Contains(got.text(".header-person"), "Camille Durand, coach") {
			t.Errorf("signed in as %q: %d", got.text(".header-person"), got.status)
		}
	}
	if again := b.get(b.back); again.status != http.StatusBadRequest {
		t.Errorf("the same answer of the provider twice: %d", again.status)
	}
	out := b.signOut("")
	if refresh := out.header.Get("Refresh"); !strings.HasPrefix(refresh, "0; url="+p.URL) || !strings.Contains(refresh, "id_token_hint=") {
		t.Errorf("signing out leads to %q", refresh)
	}
	if got := b.get(draftPath).status; got != http.StatusSeeOther {
		t.Errorf("still signed in: %d", got)
	}
}

func TestWhoHasNoAccountIsToldWhomToAsk(t *testing.T) {
	s, p, b := provided(t)
	for _, name := range []string{"nobody", "disabled"} {
		email := name + "@exemple.gouv.fr"
		if name == "disabled" {
			account := s.account(email, assessment.Coach, "atelier")
			if _, err := s.store.DisableAccount(t.Context(), account.ID, account.Revision, assessment.Account{}, s.now); err != nil {
				t.Fatal(err)
			}
		}
		p.SignIn(email, "Camille", "Durand")
		got := b.signIn("")
		if got.status != http.StatusForbidden || !strings.Contains(got.text("#contenu"), email) || !strings.Contains(got.text("#contenu"), "contact@beta.gouv.fr") {
			t.Errorf("%s: %d %q", name, got.status, got.text("#contenu"))
		}
		if work := b.get("/a-faire"); work.status != http.StatusSeeOther {
			t.Errorf("%s is in: %d", name, work.status)
		}
	}
	accounts, err := s.store.Accounts(t.Context())
	if err != nil || len(accounts) != 2 {
		t.Errorf("%d accounts (%v): none is made by signing in", len(accounts), err)
	}
}

func TestAProviderThatIsDownIsTold(t *testing.T) {
	_, p, b := provided(t)
	p.Down(true)
	if got := b.signIn(""); got.status != http.StatusServiceUnavailable || got.text("h1") != "ProConnect ne répond pas" {
		t.Errorf("%d %q", got.status, got.text("h1"))
	}
	p.Down(false)
	p.SignIn("nobody@exemple.gouv.fr", "Camille", "Durand")
	if got := b.signIn(""); got.status != http.StatusForbidden {
		t.Errorf("once it is up again: %d", got.status)
	}
}

func TestASignInThatWasNotAskedForIsRefused(t *testing.T) {
	_, p, b := provided(t)
	p.SignIn("nobody@exemple.gouv.fr", "Camille", "Durand")
	for _, path := range []string{"/connexion/retour", "/connexion/retour?state=a&code=b", "/connexion/retour?error=access_denied&state=a"} {
		if got := b.get(path); got.status != http.StatusBadRequest || got.text("h1") != "Connexion commencée ailleurs" {
			t.Errorf("%s: %d %q", path, got.status, got.text("h1"))
		}
	}
	if got := b.site.post("/connexion", url.Values{"email": {assessment.DemonstrationProgramme}}); got.status != http.StatusNotFound {
		t.Errorf("a demonstration account beside a provider: %d", got.status)
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	s := newSite(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/administration/comptes", strings.NewReader("email=a"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := s.do(r); got.status != http.StatusForbidden {
		t.Errorf("%d", got.status)
	}
}
