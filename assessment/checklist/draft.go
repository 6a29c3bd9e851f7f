package checklist

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"transfert/assessment"
)

// maxEditID is how long the name of an edit may be, in bytes.
const maxEditID = 40

// DraftForm is the posted form of a draft: what was typed, and what each part
// held when it was read.
type DraftForm struct {
	Form
	Intent    Intent
	Subject   string
	Facts     assessment.Facts // of the parts in which nothing is wrong
	Base      map[assessment.Part]string
	After     int
	Conflicts []assessment.Part // not settled yet, and once merged those that came up

	id        string
	unsettled []assessment.Part // that were shown as conflicts before
	posted    url.Values
}

// ReadDraftForm reads the posted form of a draft, as the draft is stored now. A page whose
// answers were lost on the way knows nevertheless what it saved, and names those edits. A
// conflict is settled where its choices were sent, as long as the stored version is the
// one that was shown.
func ReadDraftForm(posted url.Values, draft assessment.Assessment, law Law) DraftForm {
	schema := law.Grids.Named(posted.Get("grid")).Schema()
	f := DraftForm{Form: ReadForm(schema, posted), Base: map[assessment.Part]string{}, posted: posted}
	f.Intent, f.Subject = ReadIntent(posted, Save)
	f.After, _ = strconv.Atoi(posted.Get(AfterField))
	if id := posted.Get(SentField); len(id) <= maxEditID {
		f.id = id
	}
	for _, p := range assessment.Parts() {
		f.Base[p] = posted.Get(DigestField(p))
		if saved := draft.Saves[p].Edit; saved != "" && slices.Contains(posted[LostField], saved) {
			f.Base[p] = draft.Facts.Digest(p)
		}
	}
	for _, name := range posted[ConflictField] {
		p := assessment.Part(name)
		if f.settles(p) && draft.Facts.Digest(p) == f.Base[p] {
			f.Form = f.conflict(p, f.Form, draft).Settled()
		} else {
			f.unsettled = append(f.unsettled, p)
		}
	}
	f.Form, f.Facts = f.ValidFacts(law)
	f.Conflicts = f.unsettled
	return f
}

// Explicit reports whether a person asked to save, and not a script by itself.
func (f DraftForm) Explicit() bool {
	return slices.Contains([]Intent{Save, Review, Reopen, Settle}, f.Intent)
}

// settles reports whether a person has chosen between the versions of a part, which
// saving something else does not do.
func (f DraftForm) settles(p assessment.Part) bool {
	return f.Intent == Settle && f.Subject == string(p)
}

// ChangedParts are the parts that the pressed button may change.
func (f DraftForm) ChangedParts() []assessment.Part {
	if f.Intent == Reuse && f.Subject == "" {
		return assessment.Parts()
	}
	return []assessment.Part{assessment.Path(f.Subject).Part()}
}

// Edit is what the form makes of the draft: the parts in which nothing is wrong. Start is
// what a draft begins with where none is open, revision that of the last signed assessment.
func (f DraftForm) Edit(startupID string, start assessment.Facts, revision int, author assessment.Account, now time.Time) assessment.Edit {
	e := assessment.Edit{
		StartupID: startupID, After: f.After, Start: start, Facts: f.Facts, Base: map[assessment.Part]string{},
		Open: f.Explicit(), ID: f.id, Author: author, At: now,
	}
	if f.Intent == Reopen {
		e.After = revision
	}
	for p, digest := range f.Base {
		if !f.Broken(p) && !slices.Contains(f.unsettled, p) {
			e.Base[p] = digest
		}
	}
	return e
}

// Merged is the form with what the merge says of it.
func (f DraftForm) Merged(m assessment.Merge) DraftForm {
	f.Errors = append(f.Errors, m.Refused...)
	f.Conflicts = append(slices.Clone(f.unsettled), m.Conflicts...)
	return f
}

// Saved reports whether all of it was.
func (f DraftForm) Saved() bool { return len(f.Errors) == 0 && len(f.Conflicts) == 0 }

// keeps reports whether a part is stored as it is to be shown: what was typed in it,
// or what another account saved where nothing was.
func (f DraftForm) keeps(p assessment.Part) bool {
	return !f.Broken(p) && !slices.Contains(f.Conflicts, p)
}

// Shown is the form as it comes back: stored parts as they are stored, the others
// as they were typed.
func (f DraftForm) Shown(draft assessment.Assessment) Form {
	values := map[assessment.Path]string{}
	for path, value := range FormOf(f.Schema, draft.Facts).values {
		if f.keeps(path.Part()) {
			values[path] = value
		}
	}
	for path, value := range f.values {
		if !f.keeps(path.Part()) {
			values[path] = value
		}
	}
	shown := f.with(values)
	shown.Errors = f.Errors
	return shown
}

// Digests are those that the form comes back with. A part in which something is wrong
// keeps the one that it was read with: it may still come into conflict.
func (f DraftForm) Digests(draft assessment.Assessment) map[assessment.Part]string {
	digests := draft.Facts.Digests()
	for p := range digests {
		if f.Broken(p) {
			digests[p] = f.Base[p]
		}
	}
	return digests
}

// ConflictsWith are the conflicts of the form with the draft as it is stored.
func (f DraftForm) ConflictsWith(draft assessment.Assessment) map[assessment.Part]Conflict {
	conflicts := map[assessment.Part]Conflict{}
	for _, p := range f.Conflicts {
		mine := f.Form
		if !f.Broken(p) { // two versions differ in what they say and not in how it was typed
			mine = FormOf(f.Schema, f.Facts)
		}
		conflicts[p] = f.conflict(p, mine, draft)
	}
	return conflicts
}

// conflict is what was typed in a part beside what is stored.
func (f DraftForm) conflict(p assessment.Part, mine Form, draft assessment.Assessment) Conflict {
	c := Conflict{Part: p, By: draft.Saves[p], Mine: mine, Stored: FormOf(f.Schema, draft.Facts), Picks: map[string]string{}}
	for name, all := range f.posted {
		if strings.HasPrefix(name, pickPrefix(p)) && draft.Facts.Digest(p) == f.Base[p] {
			c.Picks[name] = all[0]
		}
	}
	return c
}

// Replaced are the parts that a script shows anew with their fields: all where a person
// asked for something, else those that another account changed.
func (f DraftForm) Replaced(draft assessment.Assessment) []assessment.Part {
	if f.Explicit() || f.Intent == Restore {
		return assessment.Parts()
	}
	parts := f.ChangedByOthers(draft)
	for _, p := range f.Conflicts {
		if !slices.Contains(f.unsettled, p) || draft.Facts.Digest(p) != f.Base[p] {
			parts = append(parts, p)
		}
	}
	return parts
}

// ChangedByOthers are the parts that another account changed while nothing was typed in them.
func (f DraftForm) ChangedByOthers(draft assessment.Assessment) []assessment.Part {
	var parts []assessment.Part
	for _, p := range assessment.Parts() {
		typed, stored := f.Facts.Digest(p), draft.Facts.Digest(p)
		if f.keeps(p) && typed == f.Base[p] && stored != typed {
			parts = append(parts, p)
		}
	}
	return parts
}
