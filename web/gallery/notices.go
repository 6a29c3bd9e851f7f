package gallery

import (
	"net/url"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/api"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// sent is a form that could not be answered.
var sent = page.SentForm{
	Action: page.DraftPath("carnet-de-quai"),
	Fields: url.Values{"adoption.answer": {"yes"}, "adoption.comment": {longTitle}},
}

func signIns() []Page {
	frame := layout(visitor, "", "Connexion")
	demonstration := frame
	demonstration.Demonstration = true
	return pages("sign-in",
		state{"provider", page.SignIn{Layout: frame, Back: "/a-faire", Provider: true}.View()},
		state{"demonstration", page.SignIn{Layout: demonstration, Demonstration: true}.View()},
		state{"signed-out", page.SignIn{Layout: frame, SignedOut: true, Provider: true}.View()},
		state{"signed-in", page.SignIn{Layout: layout(coach, "", "Connexion"), Provider: true}.View()},
		state{"closed", page.SignIn{Layout: frame}.View()},
		state{"signing-out", page.SigningOut{Layout: layout(visitor, "", "Déconnexion"), Next: "https://proconnect.exemple/fin"}.View()},
		state{"interrupted", page.Interrupted{Layout: layout(visitor, "", "Votre session a pris fin"), Form: sent}.View()},
	)
}

// references is the page about the open data, made as the site makes it.
func references() []Page {
	p := page.API{
		Layout: layout(visitor, "", "Données ouvertes", dsfr.Link{Label: "Données ouvertes", Href: page.APIPath}),
		Origin: "https://transfert.exemple", Reference: api.New(api.Source{Grids: site.Grids}).Reference(),
	}
	return pages("open-data", state{"reference", p.View()})
}

func notices() []Page {
	unavailable := page.Unavailable()
	unavailable.Form = sent
	denial := assessment.Permit(coach, assessment.Administer, assessment.Subject{})
	return pages("notice",
		notice("not-found", page.NotFound()),
		notice("unexpected-error", page.UnexpectedError()),
		notice("unavailable", page.Unavailable()),
		notice("unavailable-form", unavailable),
		notice("busy", page.Busy()),
		notice("method-not-allowed", page.MethodNotAllowed()),
		notice("foreign-form", page.ForeignForm()),
		notice("unreadable-form", page.UnreadableForm()),
		notice("too-large", page.TooLarge()),
		notice("too-many-rows", page.TooManyRows(checklist.TooMany{Label: "Séances de test", Sent: 201, Allowed: 200}.Error())),
		notice("answer-too-long", page.AnswerTooLong()),
		notice("unreadable-day", page.UnreadableDay()),
		notice("unreadable-facts", page.UnreadableFacts()),
		notice("file-too-long", page.FileTooLong()),
		notice("unknown-filter", page.UnknownFilter()),
		notice("forbidden", page.Forbidden(denial.(assessment.Denial).Reason)),
		notice("unknown-account", page.UnknownAccount(wordy.Email)),
		notice("provider-down", page.ProviderDown()),
		notice("account-bound", page.AccountBound(wordy.Email)),
		notice("address-taken", page.AddressTaken(wordy.Email)),
		notice("sign-in-refused", page.SignInRefused()),
		notice("sign-in-elsewhere", page.SignInElsewhere()),
		notice("already-signed-in", page.AlreadySignedIn(coach)),
		notice("level-too-low", page.LevelTooLow("eidas0", "eidas1-mfa")),
		state{"accessibility", page.Accessibility{Layout: layout(visitor, "", "Déclaration d’accessibilité")}.View()},
		notice("legal", page.LegalNotice()),
	)
}

func notice(name string, p page.Plain) state {
	p.Layout = layout(visitor, "", p.Heading)
	return state{name, p.View()}
}
