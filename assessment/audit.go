package assessment

import "time"

// Event is one line of the audit trail: who did what, when, on which object.
// It holds nothing secret and is never changed.
type Event struct {
	ID           int64
	At           time.Time
	Author       string // the name at that time
	AuthorID     int64  // 0 for the command line
	Kind         EventKind
	StartupID    string
	AssessmentID int64
	Account      string // the e-mail of the account that it was done to
	Detail       string // in French, a few words
}

// EventKind names what was done.
type EventKind string

// What is kept in the audit trail.
const (
	DidSignIn         EventKind = "signed-in"
	DidOpenDraft      EventKind = "draft-opened"
	DidSaveDraft      EventKind = "draft-saved"
	DidSign           EventKind = "signed"
	DidReview         EventKind = "reviewed"
	DidSendBack       EventKind = "sent-back"
	DidDecide         EventKind = "decided"
	DidCorrect        EventKind = "corrected"
	DidAddAccount     EventKind = "account-added"
	DidChangeAccount  EventKind = "account-changed"
	DidDisableAccount EventKind = "account-disabled"
	DidEnableAccount  EventKind = "account-enabled"
	DidImport         EventKind = "catalogue-imported"
	DidRename         EventKind = "renamed"
	DidUndoRename     EventKind = "rename-undone"
)

// Label tells what was done in French, as something that its author did.
func (k EventKind) Label() string {
	switch k {
	case DidSignIn:
		return "s’est connecté"
	case DidOpenDraft:
		return "a ouvert un brouillon"
	case DidSaveDraft:
		return "a enregistré le brouillon"
	case DidSign:
		return "a signé l’évaluation"
	case DidReview:
		return "a donné un avis"
	case DidSendBack:
		return "a renvoyé l’évaluation"
	case DidDecide:
		return "a décidé du classement"
	case DidCorrect:
		return "a corrigé le registre"
	case DidAddAccount:
		return "a ajouté un compte"
	case DidChangeAccount:
		return "a modifié un compte"
	case DidDisableAccount:
		return "a désactivé un compte"
	case DidEnableAccount:
		return "a réactivé un compte"
	case DidImport:
		return "a importé le catalogue"
	case DidRename:
		return "a dit que c’est le même service"
	case DidUndoRename:
		return "a annulé un changement d’identifiant"
	}
	return string(k)
}
