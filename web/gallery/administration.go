package gallery

import (
	"fmt"
	"strings"

	"transfert/assessment"
	"transfert/web/page"
)

var (
	disabled = assessment.Account{
		ID: 4, Email: "alix.petit@exemple.gouv.fr", Name: "Alix Petit", Role: assessment.Coach, Scope: []string{"atelier", "lost"},
		CreatedAt: hour(500, 9, 5), DisabledAt: hour(30, 11, 0),
	}
	wordy = assessment.Account{
		ID: 5, Email: strings.ToLower(longWord) + "@exemple.gouv.fr", Name: longName, Role: assessment.Administration,
		Scope: []string{"communes", "long", longID, longWord, "a", "b"}, CreatedAt: hour(2, 9, 5),
	}
)

func accountLists() []Page {
	list := func(accounts []assessment.Account, form page.AccountForm, added int64) page.Accounts {
		return page.NewAccounts(reader(programme, page.AccountsPath), scopes(), accounts, form, added)
	}
	few := []assessment.Account{coach, administration, programme, disabled}
	many := few
	for i := range 200 {
		many = append(many, assessment.Account{
			ID: int64(10 + i), Email: fmt.Sprintf("coach.%d@exemple.gouv.fr", i), Name: fmt.Sprintf("Coach %d", i),
			Role: assessment.Coach, Scope: []string{"atelier"}, CreatedAt: now,
		})
	}
	blank := page.AccountForm{}
	return pages("accounts",
		state{"empty", list(nil, blank, 0).View()},
		state{"one-row", list(few[2:3], blank, 0).View()},
		state{"added", list(few, blank, administration.ID).View()},
		state{"refused", list(few, mistaken(assessment.Account{Email: "camille", Role: assessment.Coach}), 0).View()},
		state{"full", list(many, blank, 0).View()},
		state{"long-texts", list([]assessment.Account{wordy, disabled}, page.NewAccountForm(wordy), 0).View()},
	)
}

// mistaken is the form of an account, with what is wrong with it.
func mistaken(a assessment.Account) page.AccountForm {
	f := page.NewAccountForm(a)
	if err := a.Check(); err != nil {
		f.Errors = err.(assessment.FieldErrors)
	}
	return f
}

func accounts() []Page {
	edit := func(a assessment.Account, form page.AccountForm, news page.AccountNews) page.Account {
		return page.NewAccount(reader(programme, page.AccountPath(a.ID)), scopes(), a, form, news)
	}
	show := func(a assessment.Account, news page.AccountNews) page.Account {
		return edit(a, page.NewAccountForm(a), news)
	}
	refused := mistaken(assessment.Account{Email: administration.Email, Role: assessment.Administration})
	return pages("account",
		state{"active", show(administration, page.NoAccountNews).View()},
		state{"disabled", show(disabled, page.NoAccountNews).View()},
		state{"saved", show(coach, page.AccountSaved).View()},
		state{"changed-meanwhile", show(coach, page.AccountConflict).View()},
		state{"last-one", show(programme, page.LastAccount).View()},
		state{"refused", edit(administration, refused, page.NoAccountNews).View()},
		state{"long-texts", show(wordy, page.NoAccountNews).View()},
	)
}

func audits() []Page {
	audit := func(events []assessment.Event, before int64) page.Audit {
		return page.NewAudit(reader(programme, page.AuditPath), events, before)
	}
	long := []assessment.Event{{
		ID: 1, At: now, Author: longName, AuthorID: 5, Kind: assessment.DidChangeAccount, StartupID: longID, AssessmentID: 987654,
		Account: wordy.Email, Detail: longTitle + " " + longWord,
	}}
	return pages("audit",
		state{"empty", audit(nil, 0).View()},
		state{"first-page", audit(events(100), 0).View()},
		state{"last-page", audit(events(7), 4000).View()},
		state{"long-texts", audit(long, 4000).View()},
	)
}

// events are one of each kind over and over, the last one first.
func events(n int) []assessment.Event {
	kinds := []assessment.Event{
		{Kind: assessment.DidSignIn, AuthorID: 1, Author: coach.Name},
		{Kind: assessment.DidOpenDraft, AuthorID: 1, Author: coach.Name, StartupID: quai.ID, AssessmentID: 12},
		{Kind: assessment.DidSign, AuthorID: 1, Author: coach.Name, StartupID: quai.ID, AssessmentID: 12},
		{Kind: assessment.DidReview, AuthorID: 2, Author: administration.Name, StartupID: quai.ID, AssessmentID: 12, Detail: "2 critères contestés"},
		{Kind: assessment.DidDecide, AuthorID: 3, Author: programme.Name, StartupID: quai.ID, AssessmentID: 12, Detail: "« Réalisations »"},
		{Kind: assessment.DidAddAccount, AuthorID: 3, Author: programme.Name, Account: disabled.Email},
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
	list := func(said []assessment.Rename, resembling []assessment.Resemblance, form page.RenameForm) page.Renames {
		return page.NewRenames(reader(programme, page.RenamesPath), said, resembling, form)
	}
	said := []assessment.Rename{
		{FormerID: "quai", FormerName: "Quai", StartupID: quai.ID, StartupName: quai.Name, Author: programme.Name, At: now},
		{FormerID: longID + ".ancien", FormerName: longTitle, StartupID: longID, StartupName: longTitle, At: now},
	}
	resembling := []assessment.Resemblance{
		{
			FormerID: "phare", FormerName: "Phare", StartupID: "phare.ouvert", StartupName: "Phare ouvert",
			By: assessment.SameRepository, SeenOn: today,
		},
		{
			FormerID: longID + ".ancien", FormerName: longTitle, StartupID: longID, StartupName: longTitle,
			By: assessment.SameName, SeenOn: today,
		},
	}
	blank := page.RenameForm{}
	unknown := assessment.FieldErrors{{Field: "startup", Message: "Aucun service ne porte cet identifiant."}}
	return pages("renames",
		state{"empty", list(nil, nil, blank).View()},
		state{"full", list(said[:1], resembling[:1], blank).View()},
		state{"refused", list(nil, nil, page.RenameForm{Former: "quai", Startup: "inconnu", Errors: unknown}).View()},
		state{"long-texts", list(said, resembling, blank).View()},
	)
}
