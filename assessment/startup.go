package assessment

import "slices"

// Startup is a digital service of the public catalogue (« startup d'État »).
// Its ID is the ghid, the catalogue's own identifier.
type Startup struct {
	ID          string
	Name        string
	Pitch       string
	Contact     string
	Link        string // the service itself
	Repository  string
	StatsURL    string
	ImpactURL   string
	BudgetURL   string
	DashlordURL string
	Phases      []Phase // in the catalogue's order
	Incubators  []Incubator
	Sponsors    []Organisation
	FormerIDs   []string // that it had before it was renamed
	WithdrawnOn Date     // the import from which on it is no longer in the catalogue
}

// Incubator is a public incubator that builds startups. Only its ID is known
// where the catalogue hides the incubator.
type Incubator struct {
	ID      string
	Title   string
	Owner   string // id of the organisation it belongs to
	Website string
	GitHub  string
	Contact string
	Address string

	WithdrawnOn Date // the import from which on it is no longer in the catalogue
}

// Organisation is a public body that sponsors startups (« administration porteuse »).
type Organisation struct {
	ID       string
	Name     string
	Acronym  string
	Domain   string // ministerial domain
	Category string // administration-centrale, operateur…
}

// Label returns the incubator's title, or says that the catalogue does not show it.
func (i Incubator) Label() string {
	if i.Title == "" {
		return "Incubateur non publié (" + i.ID + ")"
	}
	return i.Title
}

// Label returns the organisation's name, or its id where the name is unknown.
func (o Organisation) Label() string {
	if o.Name == "" {
		return o.ID
	}
	return o.Name
}

// PhaseName names a phase of the programme as the catalogue writes it today.
type PhaseName string

// The phases of the programme.
const (
	Investigation        PhaseName = "investigation"
	Construction         PhaseName = "construction"
	Acceleration         PhaseName = "acceleration"
	Consolidation        PhaseName = "consolidation"
	Transferred          PhaseName = "transfere"
	Operated             PhaseName = "opere"
	Abandoned            PhaseName = "abandon"
	AbandonedBeforeBuild PhaseName = "abandon-investigation"
)

// PhaseNames returns the phases in the programme's order.
func PhaseNames() []PhaseName {
	return []PhaseName{Investigation, Construction, Acceleration, Consolidation,
		Transferred, Operated, Abandoned, AbandonedBeforeBuild}
}

// Phase is a time the startup spends in a phase. The catalogue often leaves End
// open although another phase follows: the start alone decides which is current.
type Phase struct {
	Name  PhaseName
	Start Date
	End   Date // not given while it lasts
}

// PhaseAt returns the phase that is current on a day: the one with the latest
// start on or before it, and on a tie the one listed first, as the beta.gouv.fr
// site does. The result is false before the first phase.
func (s Startup) PhaseAt(day Date) (Phase, bool) {
	current := -1
	for i, p := range s.Phases {
		if p.Start.After(day) {
			continue
		}
		if current < 0 || p.Start.After(s.Phases[current].Start) {
			current = i
		}
	}
	if current < 0 {
		return Phase{}, false
	}
	return s.Phases[current], true
}

// PhaseSpan is the time during which a phase is the current one.
type PhaseSpan struct {
	Phase
	From   Date
	Before Date // the first day of the next one, not given while there is none
}

// PhaseSpans returns when each phase is the current one, in order of time; a
// phase that loses a tie is never current and left out.
func (s Startup) PhaseSpans() []PhaseSpan {
	sorted := slices.Clone(s.Phases)
	slices.SortStableFunc(sorted, func(a, b Phase) int { return a.Start.Compare(b.Start) })
	sorted = slices.CompactFunc(sorted, func(a, b Phase) bool { return a.Start == b.Start })
	spans := make([]PhaseSpan, len(sorted))
	for i, p := range sorted {
		spans[i] = PhaseSpan{Phase: p, From: p.Start}
		if i > 0 {
			spans[i-1].Before = p.Start
		}
	}
	return spans
}

// AsOf returns the startup with the phases that had begun by the end of a day; the rest of
// the catalogue is known as it is today only.
func (s Startup) AsOf(day Date) Startup {
	s.Phases = slices.DeleteFunc(slices.Clone(s.Phases), func(p Phase) bool { return p.Start.After(day) })
	for i := range s.Phases {
		if !s.Phases[i].End.Before(day) {
			s.Phases[i].End = Date{}
		}
	}
	return s
}
