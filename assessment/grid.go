package assessment

import "slices"

// CriterionID names one of the six criteria, in JSON, URLs and storage.
type CriterionID string

// The six criteria of the programme's page (docs/rules.md, the six criteria).
const (
	Adoption      CriterionID = "adoption"
	Indicators    CriterionID = "indicators"
	UserTests     CriterionID = "user_tests"
	Evolutions    CriterionID = "evolutions"
	Communication CriterionID = "communication"
	OpenSource    CriterionID = "open_source"
)

// CriterionIDs returns the six criteria in grid order, the order of every list.
func CriterionIDs() []CriterionID {
	return []CriterionID{Adoption, Indicators, UserTests, Evolutions, Communication, OpenSource}
}

// Grid is one version of the checklist: parameters, trajectories and texts.
// It is content, read by package content; the engine holds no parameter of its
// own (docs/rules.md, preamble).
type Grid struct {
	Version      string           `yaml:"version"`
	Parameters   Parameters       `yaml:"parameters"`
	Criteria     []CriterionText  `yaml:"criteria"` // one per criterion, in grid order
	Trajectories []TrajectoryText `yaml:"trajectories"`
}

// Parameters are what the project had to decide so that the programme's page
// can be computed, criterion by criterion.
type Parameters struct {
	Adoption struct {
		MinimumPercent int    `yaml:"minimum_percent"` // of the target population, whole percent
		MaxAge         Months `yaml:"max_age"`         // of the measure that is judged
	} `yaml:"adoption"`
	Indicators struct {
		Window Months `yaml:"window"`
	} `yaml:"indicators"`
	UserTests struct {
		Cadence     `yaml:",inline"`
		RemindAfter Months `yaml:"remind_after"` // for reminders only, not for the verdict
	} `yaml:"user_tests"`
	Evolutions struct {
		Cadence        `yaml:",inline"`
		FeedbackWindow Months `yaml:"feedback_window"`
	} `yaml:"evolutions"`
	Communication struct {
		Cadence `yaml:",inline"`
	} `yaml:"communication"`
	OpenSource struct {
		Licences []string `yaml:"licences"` // accepted SPDX ids
	} `yaml:"open_source"`
	Review struct {
		TacitAfter int `yaml:"tacit_after"` // days without an answer that make a tacit agreement
	} `yaml:"review"`
	Decision struct {
		OverrideFor Months `yaml:"override_for"` // the longest that another classification than the computed one holds
	} `yaml:"decision"`
}

// Cadence asks for an event at least every so many months, judged over the
// months before the as-of date (docs/rules.md, cadence).
type Cadence struct {
	Every Months `yaml:"every"`
	Over  Months `yaml:"over"`
}

// CriterionText is how a grid words one criterion for the checklist.
type CriterionText struct {
	ID       CriterionID `yaml:"id" json:"id"`
	Title    string      `yaml:"title" json:"title"`       // a few words: « Tests utilisateurs »
	Question string      `yaml:"question" json:"question"` // the yes/no question of the form
	Help     string      `yaml:"help" json:"help"`         // what a yes needs as evidence, one or two sentences
}

// TrajectoryText is how a grid words one way of sustaining a service after the
// programme. A trajectory with legal forms asks which one.
type TrajectoryText struct {
	Kind        string      `yaml:"kind" json:"kind"`
	Title       string      `yaml:"title" json:"title"`
	Description string      `yaml:"description" json:"description"`
	LegalForms  []LegalForm `yaml:"legal_forms" json:"legal_forms"`
}

// LegalForm is a legal form that a dedicated structure can take.
type LegalForm struct {
	ID    string `yaml:"id" json:"id"`
	Title string `yaml:"title" json:"title"`
}

// Undecided is the kind of a trajectory that is stated but not chosen yet.
const Undecided = "undecided"

// Criterion returns the texts of one criterion, or empty ones.
func (g Grid) Criterion(id CriterionID) CriterionText {
	i := slices.IndexFunc(g.Criteria, func(c CriterionText) bool { return c.ID == id })
	if i < 0 {
		return CriterionText{ID: id}
	}
	return g.Criteria[i]
}

// Trajectory returns the texts of one kind of trajectory, and whether the grid
// has it.
func (g Grid) Trajectory(kind string) (TrajectoryText, bool) {
	i := slices.IndexFunc(g.Trajectories, func(t TrajectoryText) bool { return t.Kind == kind })
	if i < 0 {
		return TrajectoryText{}, false
	}
	return g.Trajectories[i], true
}

// Grids are the known versions of the checklist, oldest first, at least one.
type Grids []Grid

// Newest returns the version that applies when none is named.
func (gs Grids) Newest() Grid { return gs[len(gs)-1] }

// Version returns the grid of that version, and whether it is known.
func (gs Grids) Version(version string) (Grid, bool) {
	i := slices.IndexFunc(gs, func(g Grid) bool { return g.Version == version })
	if i < 0 {
		return Grid{}, false
	}
	return gs[i], true
}

// Named returns the grid of that version, or the newest where it is not known.
func (gs Grids) Named(version string) Grid {
	if grid, known := gs.Version(version); known {
		return grid
	}
	return gs.Newest()
}
