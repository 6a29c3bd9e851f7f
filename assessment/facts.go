package assessment

// Facts is what is known of a startup, dated, together with the grid and the
// as-of date under which it is to be judged. Its JSON is the facts document of
// docs/rules.md; [ParseFacts] is the only way in, so facts are always valid.
type Facts struct {
	Grid          string             `json:"grid"`
	AsOf          Date               `json:"as_of"`
	ObservedSince Date               `json:"observed_since,omitzero"` // from which day regularity is judged
	Adoption      AdoptionFacts      `json:"adoption,omitzero"`
	Indicators    IndicatorsFacts    `json:"indicators,omitzero"`
	UserTests     UserTestsFacts     `json:"user_tests,omitzero"`
	Evolutions    EvolutionsFacts    `json:"evolutions,omitzero"`
	Communication CommunicationFacts `json:"communication,omitzero"`
	OpenSource    OpenSourceFacts    `json:"open_source,omitzero"`
	Trajectory    Trajectory         `json:"trajectory,omitzero"`
}

// Answer is what the person who fills the checklist says of a criterion. The
// zero value is not written and means unknown.
type Answer string

// The three answers (docs/rules.md, three values).
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Statement is what every criterion carries besides its facts.
type Statement struct {
	Answer  Answer `json:"answer,omitempty"`
	Comment string `json:"comment,omitempty"`
}

// AdoptionFacts are the dated measures of how many potential users use the service.
type AdoptionFacts struct {
	Statement
	Measures []Measure `json:"measures,omitempty"`
}

// Measure counts users among a target population on a day, in people or in
// whatever the population is made of; users never exceed the population.
type Measure struct {
	Date             Date   `json:"date"`
	Users            int64  `json:"users"`
	TargetPopulation int64  `json:"target_population"`
	EvidenceURL      string `json:"evidence_url,omitempty"`
}

// IndicatorsFacts are the impact indicators, who follows them and where they
// are published.
type IndicatorsFacts struct {
	Statement
	Followers []string `json:"followers,omitempty"`
	StatsURL  string   `json:"stats_url,omitempty"`
	Series    []Series `json:"series,omitempty"`
}

// Nature says whether a series counts or appreciates.
type Nature string

// The natures of a series; each must improve (docs/rules.md, indicators).
const (
	Quantitative Nature = "quantitative"
	Qualitative  Nature = "qualitative"
)

// Direction says which way a series is better.
type Direction string

// The directions of a series.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Series is one indicator and its readings, in any order.
type Series struct {
	Name     string    `json:"name,omitempty"`
	Nature   Nature    `json:"nature"`
	Better   Direction `json:"better"`
	Readings []Reading `json:"readings,omitempty"`
}

// Reading is the value of an indicator on a day, in the indicator's own unit.
type Reading struct {
	Date  Date    `json:"date"`
	Value float64 `json:"value"`
}

// UserTestsFacts are the channel for feedback and the dated test sessions.
type UserTestsFacts struct {
	Statement
	FeedbackChannel string    `json:"feedback_channel,omitempty"`
	Sessions        []Session `json:"sessions,omitempty"`
}

// Session is a day of user tests; zero participants means not given.
type Session struct {
	Date         Date   `json:"date"`
	Participants int64  `json:"participants,omitzero"`
	EvidenceURL  string `json:"evidence_url,omitempty"`
}

// EvolutionsFacts are the dated releases of the product.
type EvolutionsFacts struct {
	Statement
	Releases []Release `json:"releases,omitempty"`
}

// Release is an evolution put in the users' hands.
type Release struct {
	Date             Date   `json:"date"`
	Summary          string `json:"summary,omitempty"`
	FromUserFeedback bool   `json:"from_user_feedback,omitzero"`
	EvidenceURL      string `json:"evidence_url,omitempty"`
}

// CommunicationFacts are the dated actions that made impact and evolutions known.
type CommunicationFacts struct {
	Statement
	Actions []Action `json:"actions,omitempty"`
}

// Action is an act of communication.
type Action struct {
	Date        Date   `json:"date"`
	Title       string `json:"title,omitempty"`
	EvidenceURL string `json:"evidence_url,omitempty"`
}

// OpenSourceFacts say where the code is and under which licence.
type OpenSourceFacts struct {
	Statement
	RepositoryURL string `json:"repository_url,omitempty"`
	Licence       string `json:"licence,omitempty"` // an SPDX expression, of the code
}

// Trajectory is how the service is sustained after the programme. It never
// changes the classification (docs/rules.md, general rule 8). The zero value
// is a trajectory that is not stated, which counts as undecided.
type Trajectory struct {
	Kind        string `json:"kind,omitempty"`
	Host        string `json:"host,omitempty"`
	LegalForm   string `json:"legal_form,omitempty"`
	EffectiveOn Date   `json:"effective_on,omitzero"`
	Comment     string `json:"comment,omitempty"`
}

// Decided reports whether a way to sustain the service has been chosen.
func (t Trajectory) Decided() bool { return t.Kind != "" && t.Kind != Undecided }
