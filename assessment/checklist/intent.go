package checklist

import (
	"cmp"
	"net/url"
	"strings"

	"transfert/assessment"
)

// The names of the fields that a posted form has besides those of facts, which are
// their paths. The form’s script knows them too: a test holds it to this list.
const (
	IntentField   = "intent"
	AfterField    = "after" // revision of the last signed assessment
	SentField     = "sent"  // the name that a script gives to an edit
	LostField     = "lost"  // the names of edits whose answers did not come
	ConflictField = "clash" // a part that is shown as a conflict
)

// DigestField is the name of the field that holds the digest of a part when the form was read.
func DigestField(p assessment.Part) string { return digestPrefix + string(p) }

const digestPrefix = "read."

// pickPrefix begins the names of the fields in which the conflicts of a part are settled.
func pickPrefix(p assessment.Part) string { return "pick." + string(p) + "." }

// Intent is what the button that was pressed asks for, or a script by itself.
type Intent string

// The intents of the checklist, of a draft, of the what-if and of the import.
const (
	Judge    Intent = "judge"   // show the verdict
	Sync     Intent = "sync"    // save what a script sends by itself
	Restore  Intent = "restore" // save what a browser had kept
	Add      Intent = "add"     // an empty row to the list that is the subject
	Remove   Intent = "remove"  // the row that is the subject
	Undo     Intent = "undo"    // the [Removal] that is the subject
	Reuse    Intent = "take"    // of earlier facts what is within the subject
	Save     Intent = "save"
	Review   Intent = "review" // save, then read before the signature
	Reopen   Intent = "reopen" // save in a new draft
	Settle   Intent = "settle" // the conflict in the part that is the subject
	Plan     Intent = "plan"   // add what is planned of the kind that is the subject
	At       Intent = "at"     // judge on the day that is the subject
	Download Intent = "download"
	Open     Intent = "open"  // a file of facts
	Paste    Intent = "paste" // rows of a spreadsheet
)

// RowIntents are those that change the rows of a form and save nothing by themselves.
var RowIntents = []Intent{Add, Remove, Undo, Reuse, Plan}

// Of is the value of a button that asks this of a subject.
func (i Intent) Of(subject string) string { return string(i) + ":" + subject }

// ReadIntent returns what a posted form asks for, and of which subject.
func ReadIntent(posted url.Values, otherwise Intent) (Intent, string) {
	verb, subject, _ := strings.Cut(cmp.Or(posted.Get(IntentField), string(otherwise)), ":")
	return Intent(verb), subject
}

// ChangeRows adds, removes or puts back a row where the intent asks for that, which
// changed tells. The focus goes to the row that is new.
func (f Form) ChangeRows(intent Intent, subject string) (edited Form, focus assessment.Path, changed bool) {
	path, _ := assessment.ParsePath(subject)
	switch intent {
	case Add:
		edited, focus = f.AddRow(path)
		return edited, focus, true
	case Remove:
		return f.RemoveRow(path), "", true
	case Undo:
		edited, focus = f.putBack(parseRemoval(subject))
		return edited, focus, true
	}
	return f, "", false
}
