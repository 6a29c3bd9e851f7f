package api

import (
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
)

// GridList is all versions of the checklist.
type GridList struct {
	Items  []Grid `json:"items" doc:"De la plus ancienne à la plus récente."`
	Newest string `json:"newest" doc:"La version qui s’applique quand aucune n’est nommée."`
}

// Grid is one version of the checklist: its texts and what it judges by. Durations
// are calendar months unless their name says days.
type Grid struct {
	Version      string                      `json:"version"`
	Criteria     []assessment.CriterionText  `json:"criteria"`
	Trajectories []assessment.TrajectoryText `json:"trajectories"`
	Parameters   Parameters                  `json:"parameters"`
}

// Parameters are the thresholds and durations of a grid (docs/rules.md).
type Parameters struct {
	MinimumPercent          int      `json:"adoption_minimum_percent"`
	MeasureMaxAge           int      `json:"adoption_max_age"`
	IndicatorsWindow        int      `json:"indicators_window"`
	UserTestsEvery          int      `json:"user_tests_every"`
	UserTestsOver           int      `json:"user_tests_over"`
	EvolutionsEvery         int      `json:"evolutions_every"`
	EvolutionsOver          int      `json:"evolutions_over"`
	EvolutionsFeedback      int      `json:"evolutions_feedback_window"`
	CommunicationEvery      int      `json:"communication_every"`
	CommunicationOver       int      `json:"communication_over"`
	ReviewTacitAfterDays    int      `json:"review_tacit_after_days"`
	DecisionOverrideForMost int      `json:"decision_override_for"`
	Licences                []string `json:"open_source_licences"`
}

func (a *API) describeGrids() {
	describe(a, huma.Operation{
		OperationID: "listGrids", Path: "/grids", Summary: "Les versions de la grille",
		Description: "Les critères, les paramètres et les trajectoires de chaque version.",
	}, func(*http.Request) (list GridList, modified time.Time, err error) {
		for _, g := range a.Grids {
			list.Items = append(list.Items, gridOf(g))
		}
		list.Newest = a.Grids.Newest().Version
		return list, modified, nil
	})
	describe(a, huma.Operation{
		OperationID: "readGrid", Path: "/grids/{version}", Summary: "Une version de la grille",
		Description: "Les textes des critères, les seuils et durées qui les jugent, et les trajectoires.",
		Parameters:  []*huma.Param{versionParameter}, Errors: []int{http.StatusNotFound},
	}, func(r *http.Request) (Grid, time.Time, error) {
		grid, known := a.Grids.Version(segment(r, "version"))
		if !known {
			return Grid{}, time.Time{}, notPublished
		}
		return gridOf(grid), time.Time{}, nil
	})
}

func gridOf(g assessment.Grid) Grid {
	p := g.Parameters
	trajectories := slices.Clone(g.Trajectories)
	for i := range trajectories {
		trajectories[i].LegalForms = append([]assessment.LegalForm{}, trajectories[i].LegalForms...) // [] rather than null
	}
	return Grid{Version: g.Version, Criteria: g.Criteria, Trajectories: trajectories, Parameters: Parameters{
		MinimumPercent: p.Adoption.MinimumPercent, MeasureMaxAge: int(p.Adoption.MaxAge), IndicatorsWindow: int(p.Indicators.Window),
		UserTestsEvery: int(p.UserTests.Every), UserTestsOver: int(p.UserTests.Over),
		EvolutionsEvery: int(p.Evolutions.Every), EvolutionsOver: int(p.Evolutions.Over), EvolutionsFeedback: int(p.Evolutions.FeedbackWindow),
		CommunicationEvery: int(p.Communication.Every), CommunicationOver: int(p.Communication.Over),
		ReviewTacitAfterDays: p.Review.TacitAfter, DecisionOverrideForMost: int(p.Decision.OverrideFor), Licences: p.OpenSource.Licences,
	}}
}
