package assessment

import "time"

// Filter selects startups as they are on a day. Its zero fields select all; what
// is given must hold together.
type Filter struct {
	ID             string // of the only one
	Text           string // searched in names, ids and pitches; accents and case do not count
	Incubator      string // id
	Sponsor        string // id of an organisation
	Phases         []PhaseName
	PhaseFor       Months         // in its current phase for that long at least
	Classification Classification // in force
	Unpublished    bool           // nothing is in force
	Published      bool           // something is
	Trajectory     string         // kind, in the assessment that is in force
	NotMet         CriterionID    // in the assessment that is in force
	ToConfirm      bool           // « à reconfirmer »
	LapsesWithin   Months         // holds, but not that long
	NeverAssessed  bool           // no assessment was ever signed
	TransferredFor Months         // transferred or operated that long ago at least
	CheckDue       Months         // so long after it was transferred or operated, not assessed since that day
	Divergence     Divergence
	Withdrawn      bool   // those too that have left the catalogue
	ChangedSince   Date   // what is in force changed after that day: decided anew, or to be confirmed since
	After          string // only ids that come after this one, to go on where a page ended
}

// Divergence names what the catalogue and the assessments tell differently.
type Divergence string

// The divergences that the programme looks after.
const (
	Stopped                Divergence = "arrete"
	Withdrawn              Divergence = "retire"
	MovedBack              Divergence = "retour"
	Unbuilt                Divergence = "en-construction"
	WithoutIncubator       Divergence = "sans-incubateur"
	TransferredButPassed   Divergence = "partenariats-passes" // in phase « transféré », in force « Partenariats passés »
	TransferredWithoutLink Divergence = "sans-lien"
	OpenWithoutRepository  Divergence = "sans-depot" // its facts say open source, the catalogue has no repository
)

// Disagreements returns those that speak against what is in force (see [Disagreement]).
func Disagreements() []Divergence {
	return []Divergence{Stopped, Withdrawn, MovedBack, Unbuilt, WithoutIncubator}
}

// Divergences returns all of them.
func Divergences() []Divergence {
	return append(Disagreements(), TransferredButPassed, TransferredWithoutLink, OpenWithoutRepository)
}

// Order is how the portfolio is sorted.
type Order string

// The orders of the portfolio; by name is the order that no one has to choose. Dates come
// with the earliest first, what has none last.
const (
	ByName       Order = ""
	ByLapse      Order = "echeance"
	ByTransfer   Order = "transfert"
	ByAssessment Order = "evaluation" // as-of date of the assessment in force
)

// Orders returns all of them.
func Orders() []Order { return []Order{ByName, ByLapse, ByTransfer, ByAssessment} }

// StartupQuery selects one page of the portfolio.
type StartupQuery struct {
	Filter
	Order Order
	Page  int  // from 1
	Today Date // decides the current phase and what is in force
}

// PageSize is how many startups one page of the portfolio shows.
const PageSize = 50

// StartupList is one page of the portfolio and how many startups match in all.
type StartupList struct {
	Items []Classified
	Total int
}

// Pages returns how many pages all that match take.
func (l StartupList) Pages() int { return (l.Total + PageSize - 1) / PageSize }

// Summary counts the startups of a filter by what is in force on a day.
type Summary struct {
	Total           int
	Classifications map[Classification]int // "" where nothing is in force
	ToConfirm       int
	Criteria        map[CriterionID]map[Status]int // of the assessments in force
	Trajectories    map[string]int                 // by kind, "" where none is stated
	Lapses          []MonthCount                   // of the twelve months that begin with that of the day
	Transfers       []YearCount                    // from the first year with a transfer to the last
}

// MonthCount is how many classifications lapse in a month.
type MonthCount struct {
	Year  int
	Month time.Month
	Count int
}

// YearCount is how many startups were transferred in a year.
type YearCount struct{ Year, Count int }

// TransferredOn returns the earliest start of a phase « transféré » or « opéré », seen
// on a day; zero where there is none yet (docs/rules.md, checks after the transfer).
func (s Startup) TransferredOn(day Date) (first Date) {
	for _, p := range s.Phases {
		if p.Name.place() == Transferred.place() && !p.Start.After(day) && (first.IsZero() || p.Start.Before(first)) {
			first = p.Start
		}
	}
	return first
}

// Statistics are the public figures of the tool itself on a day.
type Statistics struct {
	Startups     int // in the catalogue
	Assessed     int // with a signed assessment
	Published    int // of which something is in force
	Realisations int // in force
	ToConfirm    int // « à reconfirmer »
	MedianAge    int // of the facts in force, in days since their as-of date
}
