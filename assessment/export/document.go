package export

import "transfert/assessment"

// Classification is the public document of one startup on a day: what is in force
// of it. It is a line of the JSON Lines export and an item of the API. What nothing
// is in force of has empty words and null dates.
type Classification struct {
	ID                     string                                       `json:"ghid"`
	Name                   string                                       `json:"name"`
	Incubators             []Reference                                  `json:"incubators"`
	Sponsors               []Reference                                  `json:"sponsors"`
	Phase                  assessment.PhaseName                         `json:"phase"`     // "" before the first one
	Withdrawn              bool                                         `json:"withdrawn"` // no longer in the catalogue
	Classification         assessment.Classification                    `json:"classification"`
	ComputedClassification assessment.Classification                    `json:"computed_classification"`
	DecidedOn              assessment.Date                              `json:"decided_on"`
	ValidUntil             assessment.Date                              `json:"valid_until"` // null where it never lapses
	LookOn                 assessment.Date                              `json:"look_on"`     // from when on one that never lapses is due for a look
	ToConfirm              bool                                         `json:"to_confirm"`
	StoppedOn              assessment.Date                              `json:"stopped_on"`         // the first day of the phase in which it has stopped
	Disagreement           assessment.Divergence                        `json:"disagreement"`       // what the catalogue tells against the classification
	DisagreementSince      assessment.Date                              `json:"disagreement_since"` // null where it has always told so
	Lapsed                 []assessment.CriterionID                     `json:"lapsed"`             // criteria that changed when it lapsed
	Reason                 string                                       `json:"reason"`
	Criteria               map[assessment.CriterionID]assessment.Status `json:"criteria"`
	Proofs                 map[assessment.CriterionID]assessment.Proofs `json:"proofs"`
	Trajectory             string                                       `json:"trajectory"`
	AsOf                   assessment.Date                              `json:"as_of"`
	Grid                   string                                       `json:"grid"`
	AssessmentID           int64                                        `json:"assessment_id"`
	Link                   string                                       `json:"link"`
	Before                 *Former                                      `json:"before,omitempty"` // of an export that asks since when
}

// Former is what was in force on an earlier day.
type Former struct {
	Classification assessment.Classification `json:"classification"`
	ValidUntil     assessment.Date           `json:"valid_until"`
	DecidedOn      assessment.Date           `json:"decided_on"`
}

// Reference names an incubator or an organisation.
type Reference struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// DocumentOf is the document of a startup on a day.
func DocumentOf(c assessment.Classified, day assessment.Date) Classification {
	phase, _ := c.Startup.PhaseAt(day)
	against := c.Disagreement(day)
	d := Classification{
		ID: c.Startup.ID, Name: c.Startup.Name, Link: c.Startup.Link, Phase: phase.Name, Withdrawn: !c.Startup.WithdrawnOn.IsZero(),
		Incubators: []Reference{}, Sponsors: []Reference{}, Criteria: map[assessment.CriterionID]assessment.Status{},
		Proofs: map[assessment.CriterionID]assessment.Proofs{}, Lapsed: []assessment.CriterionID{},
		Classification: c.Entry.Decided, ComputedClassification: c.Entry.Computed, DecidedOn: c.Entry.DecidedOn, ValidUntil: c.Entry.ValidUntil,
		LookOn: c.Entry.LookOn, ToConfirm: c.ToConfirm(day), StoppedOn: c.Startup.StoppedOn(day),
		Disagreement: against.Kind, DisagreementSince: against.Since, Reason: c.Entry.Reason,
		Trajectory: c.Assessment.Facts.Trajectory.Kind, AsOf: c.Assessment.Verdict.AsOf, Grid: c.Assessment.Verdict.Grid, AssessmentID: c.Assessment.ID,
	}
	for _, i := range c.Startup.Incubators {
		d.Incubators = append(d.Incubators, Reference{i.ID, i.Label()})
	}
	for _, o := range c.Startup.Sponsors {
		d.Sponsors = append(d.Sponsors, Reference{o.ID, o.Label()})
	}
	if c.Entry.ID != 0 {
		d.Proofs = c.Assessment.Facts.Proofs()
	}
	for _, criterion := range c.Assessment.Verdict.Criteria {
		d.Criteria[criterion.ID] = criterion.Status
	}
	if c.Entry.Lapsed(day) {
		d.Lapsed = append(d.Lapsed, c.Lapsed()...)
	}
	return d
}
