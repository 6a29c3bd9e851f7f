package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"transfert/assessment"
	"transfert/assessment/catalogue"
)

const accountsPath = "/administration/comptes"

// offices is the site as somebody of the programme sees it, on a catalogue with
// two sponsors and six incubators.
func offices(t *testing.T) site {
	t.Helper()
	s := newSite(t)
	s.offer("i1", "i2", "i3", "i4", "i5", "perdu")
	return s
}

// offer makes these the incubators of the catalogue, called Atelier and their id.
func (s site) offer(ids ...string) {
	s.t.Helper()
	var entries, included []string
	for _, id := range ids {
		entries = append(entries, fmt.Sprintf(`{"id": %q}`, id))
		included = append(included, fmt.Sprintf(`{"id": %q, "type": "incubator", "attributes": {"title": "Atelier %s"}}`, id, id))
	}
	var documents []assessment.CatalogueDocument
	for file, text := range map[string]string{
		"startups.json": `{"data": [{"id": "relais", "type": "startup", "attributes": {"name": "Relais", "phases": [{"name": "transfere", "start": "2025-01-10"}],
			"sponsors": ["dgx", "dgy"]}, "relationships": {"incubators": {"data": [` + strings.Join(entries, ",") + `]}}}], "included": [` + strings.Join(included, ",") + `]}`,
		"organisations.json": `[{"id": "dgx", "name": "Direction des phares", "acronym": "DGX", "domaine_ministeriel": "x", "type": "autre"},
			{"id": "dgy", "name": "Direction des balises", "acronym": "DGY", "domaine_ministeriel": "x", "type": "autre"}]`,
	} {
		document, err := catalogue.Open(file, strings.NewReader(text))
		if err != nil {
			s.t.Fatal(err)
		}
		documents = append(documents, document)
	}
	if _, err := s.store.Import(s.t.Context(), documents, s.now, true); err != nil {
		s.t.Fatal(err)
	}
}

// keep adds an account to the store.
func (s site) keep(role assessment.Role, name string, scope ...string) assessment.Account {
	s.t.Helper()
	email := strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@exemple.fr"
	a, err := s.store.AddAccount(s.t.Context(), assessment.Account{Email: email, Name: name, Role: role, Scope: scope}, assessment.Account{}, s.now)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// kept is an account as the store has it.
func (s site) kept(id int64) assessment.Account {
	s.t.Helper()
	a, err := s.store.Account(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// account is what a browser would send of the page's form of an account.
func (a answer) account() url.Values {
	form := url.Values{}
	a.Find("#compte input").Each(func(_ int, f *goquery.Selection) {
		if !f.Is("[type=radio], [type=checkbox]") || f.Is("[checked]") {
			form.Add(f.AttrOr("name", ""), f.AttrOr("value", ""))
		}
	})
	return form
}

// row is the text of the cells of the table's row that a text is in.
func (a answer) row(holding string) string {
	var cells []string
	a.Find("tbody tr").FilterFunction(func(_ int, tr *goquery.Selection) bool { return strings.Contains(tr.Text(), holding) }).First().
		Children().Each(func(_ int, cell *goquery.Selection) {
		cells = append(cells, strings.Join(strings.Fields(cell.Text()), " "))
	})
	return strings.Join(cells, " | ")
}

func accountPath(a assessment.Account) string {
	return accountsPath + "/" + strconv.FormatInt(a.ID, 10)
}

func TestTheAccountsAreListedWithTheirScopeInWords(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i1", "i2", "i3", "i4", "i5")
	s.keep(assessment.Coach, "Dominique Petit", "i1", "i2", "i3", "perdu")
	s.keep(assessment.Administration, "Claude Martin", "dgx", "dgy")
	gone := s.keep(assessment.Coach, "Sacha Leroy", "perdu")
	if _, err := s.store.DisableAccount(t.Context(), gone.ID, gone.Revision, assessment.Account{}, time.Date(2026, time.November, 19, 23, 30, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	s.keep(assessment.Programme, "Andrea Blanc")
	s.offer("i1", "i2", "i3", "i4", "i5")
	page := s.get(accountsPath)
	for name, want := range map[string]string{
		"Camille Durand":  "Camille Durand | camille.durand@exemple.fr | Coach | Atelier i1, Atelier i2, Atelier i3 et 2 autres | Actif",
		"Dominique Petit": "Dominique Petit | dominique.petit@exemple.fr | Coach | Atelier i1, Atelier i2, Atelier i3 et 1 autre | Actif",
		"Claude Martin":   "Claude Martin | claude.martin@exemple.fr | Administration | Direction des phares et Direction des balises | Actif",
		"Sacha Leroy":     "Sacha Leroy | sacha.leroy@exemple.fr | Coach | perdu | Désactivé depuis le 20 novembre 2026",
		"Andrea Blanc":    "Andrea Blanc | andrea.blanc@exemple.fr | Programme | tout | Actif",
	} {
		if got := page.row(name); got != want {
			t.Errorf("row %q\nwant %q", got, want)
		}
	}
	if href := page.Find("tbody th a:contains('Camille')").AttrOr("href", ""); href != accountPath(coach) {
		t.Errorf("the name leads to %q", href)
	}
	if got := page.text(".fr-breadcrumb a[aria-current]"); page.text("h1") != "Comptes" || got != "Comptes" {
		t.Errorf("h1 %q, breadcrumb ends in %q", page.text("h1"), got)
	}
}

func TestAnAccountIsAddedWithTheScopeOfItsRoleOnly(t *testing.T) {
	s := offices(t)
	page := s.post(accountsPath, url.Values{"email": {" Camille@Exemple.fr "}, "name": {"Camille Durand"}, "role": {"administration"},
		"scope_incubator": {"i1"}, "scope_organisation": {"dgy", "dgx"}})
	if page.status != http.StatusSeeOther || !strings.HasPrefix(page.location, accountsPath+"?ajoute=") {
		t.Fatalf("%d to %q: %s", page.status, page.location, page.text("#erreurs"))
	}
	added, err := s.store.AccountByEmail(t.Context(), "camille@exemple.fr")
	if err != nil || !slices.Equal(added.Scope, []string{"dgx", "dgy"}) || added.Role != assessment.Administration {
		t.Errorf("kept %+v, %v", added, err)
	}
	if got := s.get(page.location).text(".fr-alert--success p"); got != "Camille Durand (camille@exemple.fr) figure maintenant dans la liste." {
		t.Errorf("the list says %q", got)
	}
}

func TestARefusedAccountKeepsEverythingTyped(t *testing.T) {
	s := offices(t)
	s.keep(assessment.Coach, "Camille Durand", "i1")
	for _, test := range []struct {
		name   string
		form   url.Values
		fields []string // that the summary leads to
	}{
		{"nothing was typed", url.Values{}, []string{"#email", "#name", "#role"}},
		{"a coach without a scope, for that of another role does not count",
			url.Values{"email": {"a@exemple.fr"}, "name": {"A"}, "role": {"coach"}, "scope_organisation": {"dgx"}}, []string{"#scope"}},
		{"an e-mail that has an account", url.Values{"email": {"camille.durand@exemple.fr"}, "name": {"A"}, "role": {"coach"},
			"scope_incubator": {"i2", "i4"}, "scope_organisation": {"dgx"}}, []string{"#email"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := s.post(accountsPath, test.form)
			var fields []string
			page.Find("#erreurs a").Each(func(_ int, a *goquery.Selection) {
				href := a.AttrOr("href", "")
				fields = append(fields, href)
				if page.Find(href).Length() != 1 {
					t.Errorf("%s leads nowhere", href)
				}
			})
			if page.status != http.StatusUnprocessableEntity || !slices.Equal(fields, test.fields) {
				t.Errorf("status %d, errors at %q, want %q", page.status, fields, test.fields)
			}
			kept := page.account()
			for name, values := range test.form {
				if !slices.Equal(kept[name], values) {
					t.Errorf("%s: typed %q, kept %q", name, values, kept[name])
				}
			}
		})
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) {
	s := offices(t)
	for _, strange := range []string{"a\x00", "\xff"} {
		for _, field := range []string{"email", "name", "role", "scope_incubator"} {
			form := url.Values{"email": {"a@exemple.fr"}, "name": {"A"}, "role": {"coach"}, "scope_incubator": {"i1"}}
			form.Set(field, strange)
			if page := s.post(accountsPath, form); page.status != http.StatusUnprocessableEntity {
				t.Errorf("%s %q: %d", field, strange, page.status)
			}
		}
	}
}

func TestTheScopeIsChosenFromTheCatalogueAndFoldedWhereNothingIsChosen(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i2", "perdu")
	s.offer("i1", "i2", "i3", "i4", "i5")
	page := s.get(accountPath(coach))
	summaries := page.Find("#compte summary").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	want := []string{"Incubateurs, pour un coach\u00a0: 2 choisis", "Organisations porteuses, pour une administration\u00a0: aucune choisie"}
	if !slices.Equal(summaries, want) {
		t.Errorf("summaries %q", summaries)
	}
	if open := page.Find("#compte details[open]"); open.Length() != 1 || open.Find("[name=scope_incubator]").Length() != 7 {
		t.Errorf("%d open lists with %d incubators", open.Length(), open.Find("[name=scope_incubator]").Length())
	}
	if got := page.text("#compte label:contains('perdu')"); got != "perdu Ne figure plus dans le catalogue." {
		t.Errorf("the lost incubator is called %q", got)
	}
	labels := page.Find("#compte label").Map(func(_ int, l *goquery.Selection) string { return strings.TrimSpace(l.Text()) })
	for _, label := range []string{"Atelier i1", "Atelier i5", "Direction des phares", "Direction des balises"} {
		if !slices.Contains(labels, label) {
			t.Errorf("%q cannot be chosen", label)
		}
	}
}

func TestSavingAnAccountUnchangedLosesNothing(t *testing.T) {
	s := offices(t)
	before := s.keep(assessment.Coach, "Camille Durand", "i2", "perdu")
	s.offer("i1", "i2")
	form := s.get(accountPath(before)).account()
	form.Set("name", "Camille Petit")
	page := s.post(accountPath(before), form)
	if page.status != http.StatusSeeOther || page.location != accountPath(before)+"?enregistre" {
		t.Fatalf("%d to %q: %s", page.status, page.location, page.text("#erreurs"))
	}
	after := s.kept(before.ID)
	if after.Name != "Camille Petit" || after.Email != before.Email || after.Role != before.Role || !slices.Equal(after.Scope, before.Scope) {
		t.Errorf("kept %+v", after)
	}
	shown := s.get(page.location)
	if got := shown.text(".fr-alert--success p"); got != "Le compte est actif." || shown.text("h1") != "Camille Petit" {
		t.Errorf("%q, %q", shown.text("h1"), got)
	}
}

func TestARefusedChangeKeepsEverythingTyped(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i2")
	form := s.get(accountPath(coach)).account()
	form.Set("name", " ")
	form["scope_incubator"] = nil
	form["scope_organisation"] = []string{"dgy"}
	page := s.post(accountPath(coach), form)
	if page.status != http.StatusUnprocessableEntity || page.Find("#erreurs a[href='#name']").Length() != 1 || page.Find("#erreurs a[href='#scope']").Length() != 1 {
		t.Errorf("%d %q", page.status, page.text("#erreurs"))
	}
	if got := page.account(); !slices.Equal(got["scope_organisation"], []string{"dgy"}) || len(got["scope_incubator"]) > 0 || got.Get("revision") != strconv.Itoa(coach.Revision) {
		t.Errorf("kept %v", got)
	}
	if page.text("h1") != "Camille Durand" || s.kept(coach.ID).Revision != coach.Revision {
		t.Errorf("h1 %q, now %+v", page.text("h1"), s.kept(coach.ID))
	}
}

func TestNobodyOverwritesAnAccountUnseen(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i1")
	form := s.get(accountPath(coach)).account()
	meanwhile := coach
	meanwhile.Name, meanwhile.Scope = "Camille Petit", []string{"i3"}
	if _, err := s.store.SaveAccount(t.Context(), meanwhile, assessment.Account{}, s.now); err != nil {
		t.Fatal(err)
	}
	form.Set("name", "Camille Blanc")
	page := s.post(accountPath(coach), form)
	if page.status != http.StatusConflict || page.value("name") != "Camille Blanc" || s.kept(coach.ID).Name != "Camille Petit" {
		t.Fatalf("%d, typed %q, kept %+v", page.status, page.value("name"), s.kept(coach.ID))
	}
	if got := page.text(".fr-alert--warning"); !strings.Contains(got, "Il est maintenant actif : Camille Petit, adresse camille.durand@exemple.fr, rôle « coach », périmètre « Atelier i3 ».") {
		t.Errorf("the page says %q", got)
	}
	if again := s.post(accountPath(coach), page.account()); again.status != http.StatusSeeOther || s.kept(coach.ID).Name != "Camille Blanc" {
		t.Errorf("saving on purpose: %d, %+v", again.status, s.kept(coach.ID))
	}
	stale := url.Values{"intent": {"disable"}, "revision": {strconv.Itoa(coach.Revision)}}
	if page := s.post(accountPath(coach), stale); page.status != http.StatusConflict || page.value("name") != "Camille Blanc" || !s.kept(coach.ID).Active() {
		t.Errorf("disabling what was not read: %d, %q", page.status, page.value("name"))
	}
}

func TestAnAccountIsDisabledAndEnabledAgain(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i1")
	for _, step := range []struct {
		button, state string
		active        bool
	}{
		{"Désactiver le compte", "Désactivé depuis le 20 novembre 2026", false},
		{"Réactiver le compte", "Actif", true},
	} {
		before := s.get(accountPath(coach))
		button := before.Find("button:contains('" + step.button + "')")
		form := url.Values{button.AttrOr("name", ""): {button.AttrOr("value", "")},
			"revision": {button.Closest("form").Find("[name=revision]").AttrOr("value", "")}}
		page := s.post(accountPath(coach), form)
		if page.status != http.StatusSeeOther || s.kept(coach.ID).Active() != step.active {
			t.Fatalf("%s: %d, %+v", step.button, page.status, s.kept(coach.ID))
		}
		if got := s.get(page.location).text("dl.identity dd:nth-of-type(2)"); got != step.state {
			t.Errorf("%s: %q", step.button, got)
		}
	}
	if got := s.get(accountPath(coach)).text("#contenu"); !strings.Contains(got, "ses sessions prennent fin partout à l’instant même") {
		t.Error("the page does not say what disabling does")
	}
}

func TestTheProgrammeEditsAnAddressAndUnbindsAnAccount(t *testing.T) {
	s := offices(t)
	coach := s.keep(assessment.Coach, "Camille Durand", "i1")
	s.keep(assessment.Coach, "Sacha Leroy", "i1")
	form := s.get(accountPath(coach)).account()
	form.Set("email", "sacha.leroy@exemple.fr")
	if page := s.post(accountPath(coach), form); page.status != http.StatusUnprocessableEntity || page.Find("#erreurs a[href='#email']").Length() != 1 ||
		page.value("email") != "sacha.leroy@exemple.fr" {
		t.Errorf("the address of another account: %d %q", page.status, page.text("#erreurs"))
	}
	form.Set("email", "Petit@exemple.fr")
	if page := s.post(accountPath(coach), form); page.status != http.StatusSeeOther || s.kept(coach.ID).Email != "petit@exemple.fr" {
		t.Errorf("%d, %+v", page.status, s.kept(coach.ID))
	}
	if page := s.get(accountPath(coach)); page.Find("button[value=unbind]").Length() != 0 {
		t.Error("an account that is bound to nobody can be unbound")
	}
	if _, err := s.store.Identify(t.Context(), assessment.Identity{Issuer: "https://idp.example", Subject: "1", Email: "petit@exemple.fr"}, s.now); err != nil {
		t.Fatal(err)
	}
	bound := s.get(accountPath(coach))
	button := bound.Find("button[value=unbind]")
	unbind := url.Values{"intent": {"unbind"}, "revision": {button.Closest("form").Find("[name=revision]").AttrOr("value", "")}}
	if page := s.post(accountPath(coach), unbind); page.status != http.StatusSeeOther || s.kept(coach.ID).Bound() {
		t.Errorf("%d, %+v", page.status, s.kept(coach.ID))
	}
}

func TestTheLastAccountOfTheProgrammeStays(t *testing.T) {
	s := offices(t)
	accounts, err := s.store.Accounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	last := accounts[slices.IndexFunc(accounts, func(a assessment.Account) bool { return a.Role == assessment.Programme })]
	demoted := s.get(accountPath(last)).account()
	demoted["role"], demoted["scope_incubator"] = []string{"coach"}, []string{"i1"}
	for name, form := range map[string]url.Values{
		"disabled":           {"intent": {"disable"}, "revision": {strconv.Itoa(last.Revision)}},
		"given another role": demoted,
	} {
		page := s.post(accountPath(last), form)
		if got := page.text(".fr-alert--error"); page.status != http.StatusUnprocessableEntity || !strings.Contains(got, "C’est le dernier compte actif du programme") {
			t.Errorf("%s: %d %q", name, page.status, got)
		}
		if kept := s.kept(last.ID); !kept.Active() || kept.Role != assessment.Programme {
			t.Errorf("%s: %+v", name, kept)
		}
	}
}

func TestAnAccountThatDoesNotExistIsNotFound(t *testing.T) {
	s := offices(t)
	for _, id := range []string{"0", "999999", "un", "-1", "99999999999999999999"} {
		for _, page := range []answer{s.get(accountsPath + "/" + id), s.post(accountsPath+"/"+id, url.Values{"intent": {"disable"}})} {
			if page.status != http.StatusNotFound || page.text("h1") != "Page non trouvée" {
				t.Errorf("%s: %d %q", id, page.status, page.text("h1"))
			}
		}
	}
}

func TestTheAuditTrailTellsWhoDidWhatInParis(t *testing.T) {
	s := offices(t)
	boss := s.keep(assessment.Programme, "Andrea Blanc")
	at := s.at(time.Date(2026, time.July, 1, 22, 5, 0, 0, time.UTC))
	if _, err := s.store.AddAccount(t.Context(), assessment.Account{Email: "sacha@exemple.fr", Name: "Sacha Leroy", Role: assessment.Coach, Scope: []string{"i1"}}, boss, at.now); err != nil {
		t.Fatal(err)
	}
	page := s.get("/administration/journal")
	if got := page.row("sacha@exemple.fr"); !strings.HasPrefix(got, "Le 2 juillet 2026 à 00:05 | Andrea Blanc | a ajouté un compte | sacha@exemple.fr |") {
		t.Errorf("row %q", got)
	}
	if got := page.row("andrea.blanc@exemple.fr"); !strings.HasPrefix(got, "Le 20 novembre 2026 à 14:32 | Ligne de commande | a ajouté un compte |") {
		t.Errorf("row %q", got)
	}
	if page.text("h1") != "Journal" || page.Find(`#contenu nav[aria-label="Administration"] a[href="`+accountsPath+`"]`).Length() != 1 {
		t.Errorf("h1 %q, without the way to the accounts", page.text("h1"))
	}
}

func TestTheAuditTrailLeadsToWhatWasDone(t *testing.T) {
	s := offices(t)
	boss := s.keep(assessment.Programme, "Andrea Blanc")
	facts := assessment.Facts{Grid: "2026-1", AsOf: assessment.DateOf(s.now)}
	edit := assessment.Edit{StartupID: "relais", Start: facts, Facts: facts, Open: true, Author: boss, At: s.now}
	if _, err := s.store.SaveDraft(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	links := s.get("/administration/journal").Find("tbody tr:contains('brouillon') td a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
	if want := []string{accountPath(boss), "/startups/relais"}; !slices.Equal(links, want) {
		t.Errorf("the draft leads to %q, want %q", links, want)
	}
}

func TestTheAuditTrailIsReadAHundredLinesAtATime(t *testing.T) {
	s := offices(t)
	for i := range 130 {
		s.keep(assessment.Programme, "Membre "+strconv.Itoa(i))
	}
	first := s.get("/administration/journal")
	older := first.Find("a:contains('Plus anciens')").AttrOr("href", "")
	if n := first.Find("tbody tr").Length(); n != 100 || !strings.HasPrefix(older, "/administration/journal?avant=") {
		t.Fatalf("%d lines, then %q", n, older)
	}
	second := s.get(older)
	if got := second.text("tbody tr:first-child td:nth-of-type(3)"); got != "membre.29@exemple.fr" || second.Find("a:contains('Plus anciens')").Length() != 0 {
		t.Errorf("the second page begins with %q", got)
	}
	for _, strange := range []string{"?avant=x", "?avant=-5", "?avant=99999999999999999999"} {
		if page := s.get("/administration/journal" + strange); page.status != http.StatusOK || page.Find("tbody tr").Length() != 100 {
			t.Errorf("%s: %d", strange, page.status)
		}
	}
}
