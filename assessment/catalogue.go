package assessment

import (
	"fmt"
	"iter"
)

// DocumentKind tells which of the catalogue's documents is at hand.
type DocumentKind string

// The documents that the public catalogue publishes.
const (
	StartupsDocument      DocumentKind = "startups"
	OrganisationsDocument DocumentKind = "organisations"
	IncubatorsDocument    DocumentKind = "incubators"
)

// CatalogueDocument is one document of the catalogue, open for reading. Its
// entries can be ranged over once; an error ends them. [DocumentError] says that
// the document is not what it claims to be.
type CatalogueDocument struct {
	File    string // what people call it: a path or an address
	Kind    DocumentKind
	Entries iter.Seq2[CatalogueEntry, error]
}

// CatalogueEntry is one entry of a document, of which at most one of the four
// pointers is set. An incubator in a document of startups is mentioned beside
// them: it carries no address and is not counted.
type CatalogueEntry struct {
	Startup      *Startup
	Incubator    *Incubator
	Organisation *Organisation
	Refusal      *Refusal
	Warnings     []string // French sentences about what was accepted all the same
}

// Refusal names an entry that was left out while the others were imported.
type Refusal struct {
	File    string `json:"file"`
	ID      string `json:"id"`    // "" where none can be read
	Index   int    `json:"index"` // from 0
	Field   string `json:"field"` // attributes.phases[0].start; "" for the entry as a whole
	Message string `json:"message"`
}

// ImportReport counts what an import did to the catalogue that was kept, over all
// its documents: startups, organisations and incubators count alike.
type ImportReport struct {
	Added     int       `json:"added"`
	Changed   int       `json:"changed"` // those that came back included
	Unchanged int       `json:"unchanged"`
	Withdrawn int       `json:"withdrawn"` // no longer in their document
	Renamed   int       `json:"renamed"`   // of those, startups that go by another id now
	Refused   []Refusal `json:"refused"`
	Warnings  []string  `json:"warnings"`
}

// MassWithdrawal says that an import would withdraw so many of the active startups that
// a person has to confirm it; it changes nothing (docs/rules.md, imports of the
// catalogue).
type MassWithdrawal struct {
	File              string
	Withdrawn, Active int
}

// Error tells people what would become of the startups.
func (e *MassWithdrawal) Error() string {
	return fmt.Sprintf("%s\u00a0: %d services sur %d seraient retirés du catalogue", e.File, e.Withdrawn, e.Active)
}

// DocumentError says that a document as a whole is not the catalogue; an import
// that meets one changes nothing. Message is a French sentence.
type DocumentError struct {
	File    string
	Message string
}

// Error names the file and the reason, for people.
func (e *DocumentError) Error() string { return e.File + "\u00a0: " + e.Message }
