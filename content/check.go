package content

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"

	"transfert/assessment"
)

var versionForm = regexp.MustCompile(`^[0-9]{4}-[1-9][0-9]*$`)

// checkGrid refuses a grid that the engine or the form could not work with, all
// its faults at once.
func checkGrid(grid assessment.Grid) error {
	var errs []error
	if !versionForm.MatchString(grid.Version) {
		errs = append(errs, fmt.Errorf("version: %q is not of the form 2026-1", grid.Version))
	}
	errs = append(errs, checkParameters(grid.Parameters)...)
	errs = append(errs, checkCriteria(grid.Criteria)...)
	errs = append(errs, checkTrajectories(grid.Trajectories)...)
	return errors.Join(errs...)
}

func checkParameters(p assessment.Parameters) (errs []error) {
	if p.Adoption.MinimumPercent < 1 || p.Adoption.MinimumPercent > 100 {
		errs = append(errs, fmt.Errorf("parameters.adoption.minimum_percent: %d is not between 1 and 100", p.Adoption.MinimumPercent))
	}
	for _, months := range []struct {
		path         string
		value, least assessment.Months
	}{
		{"adoption.max_age", p.Adoption.MaxAge, 1},
		{"indicators.window", p.Indicators.Window, 1},
		{"user_tests.every", p.UserTests.Every, 1},
		{"user_tests.over", p.UserTests.Over, 0},
		{"user_tests.remind_after", p.UserTests.RemindAfter, 1},
		{"evolutions.every", p.Evolutions.Every, 1},
		{"evolutions.over", p.Evolutions.Over, 0},
		{"evolutions.feedback_window", p.Evolutions.FeedbackWindow, 1},
		{"communication.every", p.Communication.Every, 1},
		{"communication.over", p.Communication.Over, 0},
		{"decision.override_for", p.Decision.OverrideFor, 1},
	} {
		if months.value < months.least || months.value > mostMonths {
			errs = append(errs, fmt.Errorf("parameters.%s: %d months is not between %d and %d",
				months.path, months.value, months.least, mostMonths))
		}
	}
	if p.Review.TacitAfter < 1 || p.Review.TacitAfter > mostDays {
		errs = append(errs, fmt.Errorf("parameters.review.tacit_after: %d days is not between 1 and %d", p.Review.TacitAfter, mostDays))
	}
	return append(errs, checkLicences(p.OpenSource.Licences)...)
}

// mostMonths is a century, mostDays a year: longer is a slip of the keyboard.
const (
	mostMonths = 1200
	mostDays   = 366
)

func checkLicences(licences []string) (errs []error) {
	if len(licences) == 0 {
		errs = append(errs, errors.New("parameters.open_source.licences: none"))
	}
	known := slices.Concat(spdxlicenses.GetLicenses(), spdxlicenses.GetDeprecated())
	for i, id := range licences {
		path := fmt.Sprintf("parameters.open_source.licences[%d]", i)
		if !slices.Contains(known, id) {
			errs = append(errs, fmt.Errorf("%s: %q is not on the SPDX list", path, id))
		}
		if slices.Contains(licences[:i], id) {
			errs = append(errs, fmt.Errorf("%s: %q is there twice", path, id))
		}
	}
	return errs
}

func checkCriteria(criteria []assessment.CriterionText) (errs []error) {
	ids := make([]assessment.CriterionID, len(criteria))
	for i, c := range criteria {
		ids[i] = c.ID
		path := fmt.Sprintf("criteria[%d]", i)
		errs = append(errs, checkTexts(path+".", named{"title", c.Title}, named{"question", c.Question}, named{"help", c.Help})...)
	}
	if want := assessment.CriterionIDs(); !slices.Equal(ids, want) {
		errs = append(errs, fmt.Errorf("criteria: %v, but these are needed in this order: %v", ids, want))
	}
	return errs
}

func checkTrajectories(trajectories []assessment.TrajectoryText) (errs []error) {
	var kinds []string
	for i, t := range trajectories {
		path := fmt.Sprintf("trajectories[%d]", i)
		errs = append(errs, checkTexts(path+".", named{"kind", t.Kind}, named{"title", t.Title}, named{"description", t.Description})...)
		if slices.Contains(kinds, t.Kind) {
			errs = append(errs, fmt.Errorf("%s.kind: %q is there twice", path, t.Kind))
		}
		kinds = append(kinds, t.Kind)
		errs = append(errs, checkLegalForms(path, t.LegalForms)...)
	}
	if !slices.Contains(kinds, assessment.Undecided) {
		errs = append(errs, fmt.Errorf("trajectories: %q is missing", assessment.Undecided))
	}
	return errs
}

func checkLegalForms(path string, forms []assessment.LegalForm) (errs []error) {
	var ids []string
	for i, f := range forms {
		path := fmt.Sprintf("%s.legal_forms[%d]", path, i)
		errs = append(errs, checkTexts(path+".", named{"id", f.ID}, named{"title", f.Title})...)
		if slices.Contains(ids, f.ID) {
			errs = append(errs, fmt.Errorf("%s.id: %q is there twice", path, f.ID))
		}
		ids = append(ids, f.ID)
	}
	return errs
}

// named is a text and the field that holds it.
type named struct{ field, value string }

func checkTexts(path string, texts ...named) (errs []error) {
	for _, t := range texts {
		if strings.TrimSpace(t.value) == "" {
			errs = append(errs, fmt.Errorf("%s%s: missing", path, t.field))
		}
	}
	return errs
}
