package gallery

import (
	"fmt"
	"strings"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

var (
	disabled = assessment.Account{ID: 4, Email: "alix.petit@exemple.gouv.fr", Name: "Alix Petit", Role: assessment.Coach, Scope: []string{"atelier", "lost"}, CreatedAt: hour(500, 9, 5), DisabledAt: hour(30, 11, 0)}
	wordy    = assessment.Account{ID: 5, Email: strings.ToLower(longWord) + "@exemple.gouv.fr", Name: longName, Role: assessment.Administration, Scope: []string{"communes", "long", longID, longWord, "a", "b"}, CreatedAt: hour(2, 9, 5)}
)

func accountLists() []Page {
	few := []assessment.Account{coach, administration, programme, disabled}
	added := accountList(few, page.AccountForm{})
	added.Added = administration
	many := few
	for i := range 200 {
		many = append(many, assessment.Account{ID: int64(10 + i), Email: fmt.Sprintf("coach.%d@exemple.gouv.fr", i), Name: fmt.Sprintf("Coach %d", i), Role: assessment.Coach, Scope: []string{"atelier"}, CreatedAt: now})
	}
	return pages("accounts",
		state{"empty", accountList(nil, page.AccountForm{}).View()},
		state{"one-row", accountList(few[2:3], page.AccountForm{}).View()},
		state{"added", added.View()},
		state{"refused", accountList(few, mistaken(assessment.Account{Email: "camille", Role: assessment.Coach})).View()},
		state{"full", accountList(many, page.AccountForm{}).View()},
		state{"long-texts", accountList([]assessment.Account{wordy, disabled}, page.NewAccountForm(wordy)).View()},
	)
}

func accountList(all []assessment.Account, f page.AccountForm) page.Accounts {
	f.Scopes = scopes()
	return page.Accounts{Layout: administered(dsfr.Link{Label: "Comptes", Href: page.AccountsPath}), Accounts: all, Form: f}
}

// administered frames a page of the programme's administration.
func administered(way ...dsfr.Link) page.Layout {
	way = append([]dsfr.Link{{Label: "Administration", Href: page.AccountsPath}}, way...)
	return layout(programme, page.AccountsPath, way[len(way)-1].Label, way...)
}

// mistaken is the form of an account with what keeps it from being kept.
func mistaken(a assessment.Account) page.AccountForm {
	f := page.NewAccountForm(a)
	if err := a.Check(); err != nil {
		f.Errors = err.(assessment.FieldErrors)
	}
	return f
}

func accounts() []Page {
	saved, conflict, last := account(coach), account(coach), account(programme)
	saved.Saved, conflict.Conflict, last.LastOne = true, true, true
	refused := account(administration)
	refused.Form = mistaken(assessment.Account{Email: administration.Email, Role: assessment.Administration})
	refused.Form.Scopes = scopes()
	return pages("account",
		state{"active", account(administration).View()},
		state{"disabled", account(disabled).View()},
		state{"saved", saved.View()},
		state{"changed-meanwhile", conflict.View()},
		state{"last-one", last.View()},
		state{"refused", refused.View()},
		state{"long-texts", account(wordy).View()},
	)
}

func account(a assessment.Account) page.Account {
	p := page.Account{Layout: administered(dsfr.Link{Label: "Comptes", Href: page.AccountsPath}, dsfr.Link{Label: a.Name, Href: page.AccountPath(a.ID)}), Account: a, Form: page.NewAccountForm(a)}
	p.Form.Scopes = scopes()
	return p
}

func audits() []Page {
	long := []assessment.Event{{ID: 1, At: now, Author: longName, AuthorID: 5, Kind: assessment.DidChangeAccount, StartupID: longID, AssessmentID: 987654, Account: wordy.Email, Detail: longTitle + " " + longWord}}
	empty, first, last := audit(nil), audit(events(100)), audit(events(7))
	empty.First, first.First, first.Older = true, true, 4000
	return pages("audit",
		state{"empty", empty.View()},
		state{"first-page", first.View()},
		state{"last-page", last.View()},
		state{"long-texts", audit(long).View()},
	)
}

func audit(all []assessment.Event) page.Audit {
	return page.Audit{Layout: administered(dsfr.Link{Label: "Journal", Href: page.AuditPath}), Events: all}
}

// events are one of each kind over and over, the last one first.
func events(n int) []assessment.Event {
	kinds := []assessment.Event{
		{Kind: assessment.DidSignIn, AuthorID: 1, Author: coach.Name}, {Kind: assessment.DidOpenDraft, AuthorID: 1, Author: coach.Name, StartupID: quai.ID, AssessmentID: 12},
		{Kind: assessment.DidSign, AuthorID: 1, Author: coach.Name, StartupID: quai.ID, AssessmentID: 12}, {Kind: assessment.DidReview, AuthorID: 2, Author: administration.Name, StartupID: quai.ID, AssessmentID: 12, Detail: "2 critères contestés"},
		{Kind: assessment.DidDecide, AuthorID: 3, Author: programme.Name, StartupID: quai.ID, AssessmentID: 12, Detail: "« Réalisations »"}, {Kind: assessment.DidAddAccount, AuthorID: 3, Author: programme.Name, Account: disabled.Email},
		{Kind: assessment.DidImport, Author: "transfert import", Detail: "662 services"},
	}
	all := make([]assessment.Event, n)
	for i := range all {
		all[i] = kinds[i%len(kinds)]
		all[i].ID, all[i].At = int64(5000-i), hour(i, 11, i%60)
	}
	return all
}

func renames() []Page {
	said := []assessment.Rename{{FormerID: "quai", FormerName: "Quai", StartupID: quai.ID, StartupName: quai.Name, Author: programme.Name, At: now},
		{FormerID: longID + ".ancien", FormerName: longTitle, StartupID: longID, StartupName: longTitle, At: now}}
	resembling := []assessment.Resemblance{{FormerID: "phare", FormerName: "Phare", StartupID: "phare.ouvert", StartupName: "Phare ouvert", By: assessment.SameRepository, SeenOn: today},
		{FormerID: longID + ".ancien", FormerName: longTitle, StartupID: longID, StartupName: longTitle, By: assessment.SameName, SeenOn: today}}
	p := func(p page.Renames) state {
		p.Layout = administered(dsfr.Link{Label: "Changements d’identifiant", Href: page.RenamesPath})
		return state{"", p.View()}
	}
	refused := page.Renames{Former: "quai", Startup: "inconnu", Errors: assessment.FieldErrors{{Field: "startup", Message: "Aucun service ne porte cet identifiant."}}}
	return pages("renames", state{"empty", p(page.Renames{}).view}, state{"full", p(page.Renames{Said: said[:1], Resembling: resembling[:1]}).view},
		state{"refused", p(refused).view}, state{"long-texts", p(page.Renames{Said: said, Resembling: resembling}).view})
}
