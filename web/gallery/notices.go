package gallery

import (
	"net/url"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/api"
	"transfert/web/page"
)

// sent is a form that could not be answered.
var sent = page.SentForm{
	Action: page.DraftPath("carnet-de-quai"),
	Fields: url.Values{"adoption.answer": {"yes"}, "adoption.comment": {longTitle}},
}

func signIns() []Page {
	r, demonstration := reader(visitor, ""), reader(visitor, "")
	demonstration.Demonstration = true
	return pages("sign-in",
		state{"provider", page.NewSignIn(r, "/a-faire", true, false).View()},
		state{"demonstration", page.NewSignIn(demonstration, "", false, false).View()},
		state{"signed-out", page.NewSignIn(r, "", true, true).View()},
		state{"signed-in", page.NewSignIn(reader(coach, ""), "", true, false).View()},
		state{"closed", page.NewSignIn(r, "", false, false).View()},
		state{"signing-out", page.NewSigningOut(r, "https://proconnect.exemple/fin").View()},
		state{"interrupted", page.NewInterrupted(r, sent).View()},
	)
}

func references() []Page {
	reference := api.New(api.Source{Grids: site.Grids}).Reference()
	return pages("open-data", state{"reference", page.NewAPI(reader(visitor, page.APIPath), reference).View()})
}

func notices() []Page {
	denial := assessment.Permit(coach, assessment.Administer, assessment.Subject{})
	return pages("notice",
		notice("not-found", page.NotFound()),
		notice("unexpected-error", page.UnexpectedError()),
		notice("unavailable", page.Unavailable()),
		state{"unavailable-form", page.NewPlain(reader(visitor, ""), page.Unavailable(), sent).View()},
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
		state{"accessibility", page.NewAccessibility(reader(visitor, "")).View()},
		notice("legal", page.LegalNotice()),
	)
}

func notice(name string, n page.Notice) state {
	return state{name, page.NewPlain(reader(visitor, ""), n, page.SentForm{}).View()}
}
