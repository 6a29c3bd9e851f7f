// Package export writes what is in force as files for people and machines. It is
// given the startups one after the other and keeps none of them, so that its
// memory does not grow with the catalogue.
package export

import (
	"iter"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// classificationColumns say what is in force first, and after the link what
// explains it.
var classificationColumns = []string{
	"ghid", "nom", "incubateurs", "sponsors", "phase",
	"classement", "valable_jusqu_au", "a_reconfirmer",
	"adoption", "indicateurs", "tests_utilisateurs", "evolutions", "communication", "code_ouvert",
	"trajectoire", "date_de_reference", "grille", "lien",
	"classement_calcule", "decide_le", "motif", "a_reconfirmer_depuis", "criteres_echus",
	"arrete_le", "desaccord", "a_revoir_le", "faits", "preuves",
}

// beforeColumns tell what was in force on an earlier day.
var beforeColumns = []string{"avant_classement", "avant_valable_jusqu_au", "avant_decide_le"}

// Classifications is the table of one line per startup, with its phase and the
// classification in force on a day, and on an earlier one where that is asked for.
// The cells of a startup that was never decided are empty. The grids give the
// trajectories and the criteria their words.
func Classifications(rows iter.Seq2[assessment.Classified, error], grids assessment.Grids, day assessment.Date, before bool) Table {
	columns := classificationColumns
	if before {
		columns = append(columns[:len(columns):len(columns)], beforeColumns...)
	}
	return Table{Name: "Classements", Columns: columns, Rows: mapped(rows, func(c assessment.Classified) [][]any {
		row := appendStartup(make([]any, 0, len(columns)), c.Startup, day)
		row = appendStanding(row, c, grids, day)
		row = append(row, c.Startup.Link, c.Entry.Computed.Label(), c.Entry.DecidedOn, c.Entry.Reason)
		row = appendLapse(row, c, grids, day)
		row = append(row, c.Startup.StoppedOn(day), french.Typeset(c.Disagreement(day).Label()), c.Entry.LookOn)
		row = appendProofs(row, c)
		if before {
			row = append(row, c.Before.Decided.Label(), c.Before.ValidUntil, c.Before.DecidedOn)
		}
		return [][]any{row}
	})}
}

// Documents are the public documents of startups on a day, with what was in force
// before where that is asked for.
func Documents(rows iter.Seq2[assessment.Classified, error], day assessment.Date, before bool) iter.Seq2[Classification, error] {
	return mapped(rows, func(c assessment.Classified) []Classification {
		d := DocumentOf(c, day)
		if before {
			d.Before = &Former{c.Before.Decided, c.Before.ValidUntil, c.Before.DecidedOn}
		}
		return []Classification{d}
	})
}

// separator joins several names in one cell; names hold commas, but no bar.
const separator = " | "

func appendStartup(row []any, s assessment.Startup, day assessment.Date) []any {
	incubators := make([]string, len(s.Incubators))
	for i, incubator := range s.Incubators {
		incubators[i] = incubator.Label()
	}
	sponsors := make([]string, len(s.Sponsors))
	for i, sponsor := range s.Sponsors {
		sponsors[i] = sponsor.Label()
	}
	return append(row, s.ID, s.Name, strings.Join(incubators, separator), strings.Join(sponsors, separator), phase(s, day))
}

func phase(s assessment.Startup, day assessment.Date) string {
	if !s.WithdrawnOn.IsZero() {
		return "retiré du catalogue"
	}
	current, _ := s.PhaseAt(day)
	return current.Name.Label()
}

// appendStanding adds the columns from « classement » to « grille ».
func appendStanding(row []any, c assessment.Classified, grids assessment.Grids, day assessment.Date) []any {
	if c.Entry.ID == 0 {
		return append(row, make([]any, 12)...)
	}
	row = append(row, c.Entry.Decided.Label(), c.Entry.ValidUntil, french.YesNo(c.ToConfirm(day)))
	for _, id := range assessment.CriterionIDs() {
		row = append(row, c.Assessment.Verdict.Criterion(id).Status.Label())
	}
	grid, _ := grids.Version(c.Assessment.Verdict.Grid)
	return append(row, grid.TrajectoryLabel(c.Assessment.Facts.Trajectory), c.Assessment.Verdict.AsOf, c.Assessment.Verdict.Grid)
}

// appendProofs adds how many facts are given and how many of them a link proves.
func appendProofs(row []any, c assessment.Classified) []any {
	if c.Entry.ID == 0 {
		return append(row, nil, nil)
	}
	total := assessment.Total(c.Assessment.Facts.Proofs())
	return append(row, int64(total.Facts), int64(total.Proven))
}

// appendLapse adds since when a classification is to be confirmed again, and which
// criteria are no longer what they were; both are empty while it holds.
func appendLapse(row []any, c assessment.Classified, grids assessment.Grids, day assessment.Date) []any {
	if !c.Entry.Lapsed(day) {
		return append(row, c.Disagreement(day).Since, "")
	}
	var titles []string
	grid, _ := grids.Version(c.Assessment.Verdict.Grid)
	for _, id := range c.Lapsed() {
		titles = append(titles, grid.Criterion(id).Title)
	}
	return append(row, c.Entry.Due().AddDays(1), strings.Join(titles, separator))
}
