package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"transfert/assessment"
	"transfert/web/page"
)

// attendedFor is how long somebody counts as having a draft open without being
// heard of.
const attendedFor = 30 * time.Minute

// longestID is how long the name of an edit may be, in bytes.
const longestID = 40

// filled is a draft's form as it was sent: what was typed, and what was in each part
// when it was read.
type filled struct {
	verb, subject string // of the button
	form          page.Form
	facts         assessment.Facts // of the parts in which nothing is wrong
	read          map[assessment.Part]string
	after         int
	id            string
	open          []assessment.Part // clashes that nobody settled yet
	clashes       []assessment.Part // all, once merged
	posted        url.Values
}

// filled reads a posted form. A page whose answers were lost on the way knows nevertheless
// what it saved, and names those edits. A clash is settled where its choices were sent, as
// long as the stored version is the one that was shown.
func (s *server) filled(r *http.Request, d desk) filled {
	f := filled{form: typed(r.PostForm), read: map[assessment.Part]string{}, posted: r.PostForm}
	f.verb, f.subject = intent(r.PostForm, "save")
	f.after, _ = strconv.Atoi(r.PostForm.Get("after"))
	if id := r.PostForm.Get("sent"); len(id) <= longestID {
		f.id = id
	}
	for _, p := range assessment.Parts() {
		f.read[p] = r.PostForm.Get("read." + string(p))
		if saved := d.draft.Saves[p].Edit; saved != "" && slices.Contains(r.PostForm["lost"], saved) {
			f.read[p] = d.draft.Facts.Mark(p)
		}
	}
	for _, name := range r.PostForm["clash"] {
		p := assessment.Part(name)
		if f.settles(p) && d.draft.Facts.Mark(p) == f.read[p] {
			f.form = page.NewForm(renumbered(f.clash(p, f.form, d.draft, assessment.Grid{}).Settled()))
		} else {
			f.open = append(f.open, p)
		}
	}
	f.form, f.facts = s.valid(f.form)
	return f
}

// explicit reports whether a person asked to save, and not a script by itself.
func (f filled) explicit() bool {
	return slices.Contains([]string{"save", "review", "reopen", "settle"}, f.verb)
}

// settles reports whether a person has chosen between the versions of a part, which
// saving something else does not do.
func (f filled) settles(p assessment.Part) bool { return f.verb == "settle" && f.subject == string(p) }

// edit is what the form makes of the draft: the parts in which nothing is wrong.
func (f filled) edit(v visit, d desk, now time.Time) assessment.Edit {
	e := assessment.Edit{
		StartupID: d.startup.ID, After: f.after, Start: d.start, Facts: f.facts, Read: map[assessment.Part]string{},
		Open: f.explicit(), ID: f.id, Author: v.account, At: now,
	}
	if f.verb == "reopen" {
		e.After = d.previous.Assessment.Revision
	}
	for p, mark := range f.read {
		if !f.broken(p) && !slices.Contains(f.open, p) {
			e.Read[p] = mark
		}
	}
	return e
}

// broken reports whether something is wrong with a part.
func (f filled) broken(p assessment.Part) bool {
	return slices.ContainsFunc(f.form.Errors, func(e assessment.FieldError) bool { return assessment.PartOf(e.Field) == p })
}

// merged adds to the form what the merge says of it.
func (f *filled) merged(m assessment.Merge) {
	f.form.Errors = append(f.form.Errors, m.Refused...)
	f.clashes = append(f.open, m.Clashes...)
}

// kept reports whether a part is stored as it is to be shown: what was typed in it,
// or what somebody else saved where nothing was.
func (f filled) kept(p assessment.Part) bool { return !f.broken(p) && !slices.Contains(f.clashes, p) }

// shown is the form as it comes back: stored parts as they are stored, the others
// as they were typed.
func (f filled) shown(m assessment.Merge) (page.Form, error) {
	stored, err := FormOf(m.Draft.Facts)
	if err != nil {
		return stored, err
	}
	values := map[string]string{}
	for path, value := range stored.Values() {
		if f.kept(assessment.PartOf(path)) {
			values[path] = value
		}
	}
	for path, value := range f.form.Values() {
		if !f.kept(assessment.PartOf(path)) {
			values[path] = value
		}
	}
	return page.NewForm(values), nil
}

// marks are those that the form comes back with. A part in which something is wrong
// keeps the one that it was read with: it may still clash.
func (f filled) marks(m assessment.Merge) map[assessment.Part]string {
	marks := m.Draft.Facts.Marks()
	for p := range marks {
		if f.broken(p) {
			marks[p] = f.read[p]
		}
	}
	return marks
}

// clashing are the clashes as they are shown.
func (f filled) clashing(m assessment.Merge, d desk, grid assessment.Grid) map[assessment.Part]page.Clash {
	clashes := map[assessment.Part]page.Clash{}
	for _, p := range append(slices.Clone(f.open), m.Clashes...) {
		clashes[p] = f.clash(p, f.asFacts(p), d.draft, grid)
	}
	return clashes
}

// asFacts is what was typed in a part as its facts are written, so that two versions of
// it differ in what they say and not in how it was typed.
func (f filled) asFacts(p assessment.Part) page.Form {
	if f.broken(p) {
		return f.form
	}
	form, err := FormOf(f.facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	return form
}

// clash is what was typed in a part beside what is stored.
func (f filled) clash(p assessment.Part, form page.Form, draft assessment.Assessment, grid assessment.Grid) page.Clash {
	theirs, err := FormOf(draft.Facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	c := page.Clash{Part: p, Grid: grid, By: draft.Saves[p], Mine: form, Theirs: theirs, Picks: map[string]string{}}
	for name, all := range f.posted {
		if strings.HasPrefix(name, "pick."+string(p)+".") && draft.Facts.Mark(p) == f.read[p] {
			c.Picks[name] = all[0]
		}
	}
	return c
}

// whole are the parts that a script shows anew with their fields: all where somebody
// asked for something, else those that come from somebody else.
func (f filled) whole(m assessment.Merge) []assessment.Part {
	if f.explicit() || f.verb == "restore" {
		return assessment.Parts()
	}
	parts := f.theirs(m)
	for _, p := range f.clashes {
		if !slices.Contains(f.open, p) || m.Draft.Facts.Mark(p) != f.read[p] {
			parts = append(parts, p)
		}
	}
	return parts
}

// theirs are the parts that somebody else changed while nothing was typed in them.
func (f filled) theirs(m assessment.Merge) []assessment.Part {
	var parts []assessment.Part
	for _, p := range assessment.Parts() {
		typed, stored := f.facts.Mark(p), m.Draft.Facts.Mark(p)
		if f.kept(p) && typed == f.read[p] && stored != typed {
			parts = append(parts, p)
		}
	}
	return parts
}

// status tells whether all was saved.
func (f filled) status() int {
	switch {
	case len(f.clashes) > 0:
		return http.StatusConflict
	case len(f.form.Errors) > 0 && f.explicit():
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// keep names what a browser keeps of a form until it is saved: another name for each
// person, because a browser may be shared.
func keep(startup assessment.Startup, account assessment.Account) string {
	return startup.ID + " " + strconv.FormatInt(account.ID, 10)
}
