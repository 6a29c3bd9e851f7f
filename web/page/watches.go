package page

import (
	"strconv"

	"transfert/assessment"
	"transfert/assessment/query"
)

// Watches are all that the programme looks after, in the order of its page: long
// consolidations, the checks that follow a transfer, and what the catalogue and the
// assessments tell differently.
func Watches() []Watch {
	var watches []Watch
	for _, n := range query.PhaseMonths {
		watches = append(watches, longConsolidation(n))
	}
	for _, n := range query.CheckMonths {
		watches = append(watches, checkAfter(n))
	}
	for _, d := range assessment.Divergences() {
		watches = append(watches, diverging(d))
	}
	return watches
}

func longConsolidation(n int) Watch {
	return Watch{
		ID: "consolidation-" + strconv.Itoa(n), Group: "Consolidations qui durent", Title: "En consolidation depuis plus de " + duration(assessment.Months(n)),
		Filter: assessment.Filter{Phases: []assessment.PhaseName{assessment.Consolidation}, PhaseFor: assessment.Months(n)},
		Column: "En consolidation depuis le", Day: phaseBegan,
	}
}

// checkAfter leaves out startups that were abandoned since their transfer.
func checkAfter(n int) Watch {
	due := assessment.Months(n)
	return Watch{
		ID: "controle-" + strconv.Itoa(n), Group: "Contrôles après le transfert", Title: checkDue(due),
		Filter: assessment.Filter{Phases: []assessment.PhaseName{assessment.Transferred, assessment.Operated}, CheckDue: due},
		Order:  assessment.ByTransfer, Column: "Contrôle attendu le",
		Day: func(c assessment.Classified, today assessment.Date) assessment.Date {
			return c.Startup.TransferredOn(today).AddMonths(due)
		},
	}
}

// checkDue names the check that comes so long after a transfer.
func checkDue(n assessment.Months) string {
	return "Contrôle attendu " + duration(n) + " après le transfert"
}

func diverging(d assessment.Divergence) Watch {
	w := Watch{
		ID: string(d), Group: "Divergences entre le catalogue et les évaluations", Title: divergenceWords[d],
		Filter: assessment.Filter{Divergence: d}, Column: "Transféré le", Day: phaseBegan,
	}
	if d == assessment.OpenWithoutRepository {
		w.Column, w.Day = "Évalué au", func(c assessment.Classified, _ assessment.Date) assessment.Date { return c.Assessment.Facts.AsOf }
	}
	return w
}

// phaseBegan is the first day of the current phase.
func phaseBegan(c assessment.Classified, today assessment.Date) assessment.Date {
	phase, _ := c.Startup.PhaseAt(today)
	return phase.Start
}
