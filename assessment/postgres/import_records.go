package postgres

import (
	"slices"

	"transfert/assessment"
)

// The records are the entries with the names of their columns.
type (
	startupRecord struct {
		Name        string        `json:"name"`
		Pitch       string        `json:"pitch"`
		Contact     string        `json:"contact"`
		Link        string        `json:"link"`
		Repository  string        `json:"repository"`
		StatsURL    string        `json:"stats_url"`
		ImpactURL   string        `json:"impact_url"`
		BudgetURL   string        `json:"budget_url"`
		DashlordURL string        `json:"dashlord_url"`
		Phases      []phaseRecord `json:"phases"`
		Incubators  []string      `json:"incubators"`
		Sponsors    []string      `json:"sponsors"`
		FormerIDs   []string      `json:"former_ids,omitempty"`
	}
	phaseRecord struct {
		Position      int                  `json:"position"`
		Name          assessment.PhaseName `json:"name"`
		StartsOn      assessment.Date      `json:"starts_on"`
		EndsOn        assessment.Date      `json:"ends_on"`
		CurrentFrom   assessment.Date      `json:"current_from"`
		CurrentBefore assessment.Date      `json:"current_before"`

		Told assessment.Divergence `json:"told,omitempty"`
	}
	incubatorRecord struct {
		ID      string `json:"id"`
		Title   string `json:"title"`
		Owner   string `json:"owner"`
		Website string `json:"website"`
		GitHub  string `json:"github"`
		Contact string `json:"contact"`
		Address string `json:"address"`

		WithdrawnOn assessment.Date `json:"-"` // the import tells
	}
	organisationRecord struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Acronym  string `json:"acronym"`
		Domain   string `json:"domain"`
		Category string `json:"category"`
	}
)

func newStartupRecord(s assessment.Startup) startupRecord {
	r := startupRecord{
		Name: s.Name, Pitch: s.Pitch, Contact: s.Contact, Link: s.Link, Repository: s.Repository,
		StatsURL: s.StatsURL, ImpactURL: s.ImpactURL, BudgetURL: s.BudgetURL, DashlordURL: s.DashlordURL,
		Phases: []phaseRecord{}, Incubators: []string{}, Sponsors: []string{}, FormerIDs: s.FormerIDs,
	}
	for i, p := range s.Phases {
		r.Phases = append(r.Phases, phaseRecord{Position: i, Name: p.Name, StartsOn: p.Start, EndsOn: p.End})
	}
	for _, span := range s.PhaseSpans() {
		current := slices.IndexFunc(s.Phases, func(p assessment.Phase) bool { return p.Start == span.From })
		r.Phases[current].CurrentFrom, r.Phases[current].CurrentBefore = span.From, span.Before
		r.Phases[current].Told = s.Told(span.From).Kind
	}
	for _, incubator := range s.Incubators {
		r.Incubators = append(r.Incubators, incubator.ID)
	}
	for _, sponsor := range s.Sponsors {
		r.Sponsors = append(r.Sponsors, sponsor.ID)
	}
	return r
}
