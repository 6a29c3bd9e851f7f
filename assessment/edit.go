package assessment

import (
	"slices"
	"time"
)

// Edit is what a person makes of the draft of a startup: the facts as they filled
// them in, and what each part held when they read it. It is merged part by part
// with what others made of the draft since (docs/rules.md, a draft is shared).
type Edit struct {
	StartupID string
	After     int             // revision of the last signed assessment when the draft was read, 0 for none
	Start     Facts           // what the draft begins with where none is open
	Facts     Facts           // as they were filled in
	Base      map[Part]string // digest of each part when it was read; a part without one is left alone
	Open      bool            // a draft is opened even where nothing differs from its start
	ID        string          // a word that tells it from other edits, "" where nobody asks later
	Author    Account
	At        time.Time
}

// Merge is what becomes of a draft by an edit. A part that its author changed is
// taken over unless another person changed it too since it was read, to something
// else: then there is a conflict and it stays as it is stored. So does what a stored assessment
// refuses (docs/rules.md, general rule 3).
type Merge struct {
	Draft     Assessment  // as it is kept; its ID is 0 where none is open
	Applied   []Part      // changed by the edit
	Conflicts []Part      // changed by another account since
	Refused   FieldErrors // what keeps other parts from being taken over
}

// Save is who changed a part of a draft last, when, and by which edit.
type Save struct {
	Author   string    `json:"author"`
	AuthorID int64     `json:"author_id"`
	At       time.Time `json:"at"`
	Edit     string    `json:"edit,omitempty"` // its ID
}

// Attendance is a person who has a draft open, or had it a short while ago.
type Attendance struct {
	AccountID int64
	Name      string
	SeenAt    time.Time
}

// Merge applies the edit to a draft, which it returns changed; the caller keeps it.
func (e Edit) Merge(draft Assessment) Merge {
	m := Merge{Draft: draft}
	before := draft.Facts
	for _, p := range Parts() {
		base, sent := e.Base[p]
		typed, stored := e.Facts.Digest(p), before.Digest(p)
		switch {
		case !sent, typed == base, typed == stored:
		case stored != base:
			m.Conflicts = append(m.Conflicts, p)
		default:
			m.Draft.Facts.take(p, e.Facts)
			m.Applied = append(m.Applied, p)
		}
	}
	m.refuse(before, DateOf(e.At))
	m.Draft.Saves = e.saves(draft.Saves, m.Applied)
	return m
}

// refuse takes back the parts that a stored assessment does not accept; each time
// that something is wrong a part goes back, so that it ends.
func (m *Merge) refuse(before Facts, today Date) {
	for {
		errs := m.Draft.Facts.CheckStored(today)
		blamed := m.blamed(errs)
		if len(blamed) == 0 {
			return
		}
		m.Refused = append(m.Refused, errs...)
		for _, p := range blamed {
			m.Draft.Facts.take(p, before)
		}
		m.Applied = slices.DeleteFunc(m.Applied, func(p Part) bool { return slices.Contains(blamed, p) })
	}
}

// blamed are the parts of the edit that errors are due to: those that they are
// in, and the dates where they are in a part that the edit leaves alone.
func (m *Merge) blamed(errs FieldErrors) []Part {
	var blamed []Part
	for _, e := range errs {
		p := e.Field.Part()
		if !slices.Contains(m.Applied, p) {
			p = PartDates
		}
		if slices.Contains(m.Applied, p) && !slices.Contains(blamed, p) {
			blamed = append(blamed, p)
		}
	}
	return blamed
}

// saves adds the parts that the edit changes to who changed which.
func (e Edit) saves(before map[Part]Save, applied []Part) map[Part]Save {
	saves := map[Part]Save{}
	for p, save := range before {
		saves[p] = save
	}
	for _, p := range applied {
		saves[p] = Save{Author: e.Author.Name, AuthorID: e.Author.ID, At: e.At, Edit: e.ID}
	}
	return saves
}
