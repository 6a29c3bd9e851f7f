package assessment

import "time"

// Rename says that a startup was kept under a former id before (« c’est le même
// service »): all that is recorded stands under the new one (docs/rules.md, renamed
// startups).
type Rename struct {
	FormerID    string
	FormerName  string
	StartupID   string
	StartupName string
	Author      string // "" for the catalogue
	At          time.Time
}

// Resemblance is a startup that an import withdrew while it added another one that may
// be the same.
type Resemblance struct {
	FormerID    string
	FormerName  string
	StartupID   string
	StartupName string
	By          Likeness
	SeenOn      Date
}

// Likeness is what two startups have in common.
type Likeness string

// What makes two startups resemble each other.
const (
	SameRepository Likeness = "repository"
	SameLink       Likeness = "link"
	SameName       Likeness = "name"
)

// Label names what they have in common in French.
func (l Likeness) Label() string {
	return map[Likeness]string{SameRepository: "même dépôt", SameLink: "même adresse", SameName: "même nom"}[l]
}
