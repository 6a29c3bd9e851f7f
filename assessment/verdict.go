package assessment

// Status is what the facts establish of a criterion or of one of its conditions.
type Status string

// The three statuses (docs/rules.md, words): rempli, non rempli, à établir.
const (
	Met           Status = "met"
	NotMet        Status = "not_met"
	StatusUnknown Status = "unknown"
)

// Classification is where a verdict puts a startup.
type Classification string

// The three classifications (docs/rules.md, words): « Réalisations »,
// « Partenariats passés », « Non établi ».
const (
	Realisations       Classification = "realisations"
	PartenariatsPasses Classification = "partenariats-passes"
	NonEtabli          Classification = "non-etabli"
)

// Classifications returns all of them.
func Classifications() []Classification {
	return []Classification{Realisations, PartenariatsPasses, NonEtabli}
}

// Verdict is what a grid makes of facts on an as-of date. Its JSON is the
// verdict document of docs/rules.md.
type Verdict struct {
	Grid           string             `json:"grid"`
	AsOf           Date               `json:"as_of"`
	Classification Classification     `json:"classification"`
	Range          Range              `json:"range"`
	ValidUntil     Date               `json:"valid_until"` // last day it stays what it is, not given if it never changes
	Changes        []CriterionID      `json:"changes"`     // whose status changes on the day after ValidUntil
	Ready          bool               `json:"ready"`       // « prêt pour le transfert »
	Criteria       []CriterionVerdict `json:"criteria"`    // in grid order
}

// Range says what the unknown criteria could still make of the classification.
type Range struct {
	Best  Classification `json:"best"`
	Worst Classification `json:"worst"`
}

// CriterionVerdict is the status of one criterion and how long it lasts.
type CriterionVerdict struct {
	ID         CriterionID `json:"id"`
	Status     Status      `json:"status"`
	Until      Date        `json:"until"` // last day of that status, not given if it never changes
	Conditions []Condition `json:"conditions"`
}

// Condition is one of the conditions whose conjunction is the criterion, with
// a French sentence that explains its status to people.
type Condition struct {
	ID     string `json:"id"`
	Status Status `json:"status"`
	Detail string `json:"detail"`
}

// Criterion returns the verdict on one criterion, or a zero one.
func (v Verdict) Criterion(id CriterionID) CriterionVerdict {
	for _, c := range v.Criteria {
		if c.ID == id {
			return c
		}
	}
	return CriterionVerdict{}
}

// Count returns how many criteria have a status.
func (v Verdict) Count(s Status) (count int) {
	for _, c := range v.Criteria {
		if c.Status == s {
			count++
		}
	}
	return count
}

// Lapsed reports whether the verdict has to be confirmed again on that day
// (« à reconfirmer »).
func (v Verdict) Lapsed(today Date) bool {
	return !v.ValidUntil.IsZero() && today.After(v.ValidUntil)
}
