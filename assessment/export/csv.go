// Package export writes the classifications as files for people and machines. It
// is given the startups one after the other and keeps none of them, so that its
// memory does not grow with the catalogue.
package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"transfert/assessment"
)

// header names the columns, in French and without accents, so that any tool
// takes them as identifiers.
var header = []string{
	"ghid", "nom", "incubateurs", "sponsors", "phase",
	"classement", "valable_jusqu_au", "a_reconfirmer",
	"adoption", "indicateurs", "tests_utilisateurs", "evolutions", "communication", "code_ouvert",
	"trajectoire", "date_de_reference", "grille", "lien",
	"classement_calcule", "decide_le", "motif", "a_reconfirmer_depuis", "criteres_echus",
}

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes one line per startup, with its phase and the classification in force
// on a day, as French spreadsheets expect it: UTF-8 with a byte order mark,
// semicolons, CRLF. The cells of a startup that was never decided are empty. The
// grids give the trajectories their words. An error of the sequence is returned,
// wrapped; where it comes within the first kilobytes nothing has been written.
func CSV(w io.Writer, rows iter.Seq2[assessment.Classified, error], grids assessment.Grids, day assessment.Date) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	record := append([]string{byteOrderMark + header[0]}, header[1:]...)
	if err := out.Write(record); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for row, err := range rows {
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		record = appendStartup(record[:0], row.Startup, day)
		record = appendStanding(record, row, grids, day)
		record = append(record, row.Startup.Link)
		record = appendDecision(record, row.Entry)
		record = appendLapse(record, row, grids, day)
		for i := range record {
			record[i] = neutral(record[i])
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("export: startup %q: %w", row.Startup.ID, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// separator joins several names in one cell; names hold commas, but no bar.
const separator = " | "

func appendStartup(record []string, s assessment.Startup, day assessment.Date) []string {
	incubators := make([]string, len(s.Incubators))
	for i, incubator := range s.Incubators {
		incubators[i] = incubator.Label()
	}
	sponsors := make([]string, len(s.Sponsors))
	for i, sponsor := range s.Sponsors {
		sponsors[i] = sponsor.Label()
	}
	return append(record, s.ID, s.Name, strings.Join(incubators, separator),
		strings.Join(sponsors, separator), phase(s, day))
}

func phase(s assessment.Startup, day assessment.Date) string {
	if !s.WithdrawnOn.IsZero() {
		return "retiré du catalogue"
	}
	current, _ := s.PhaseAt(day)
	return current.Name.Label()
}

// appendStanding adds the columns from « classement » to « grille ».
func appendStanding(record []string, row assessment.Classified, grids assessment.Grids, day assessment.Date) []string {
	entry, decided := row.Entry, row.Assessment
	if entry.ID == 0 {
		return append(record, make([]string, 12)...)
	}
	record = append(record, entry.Decided.Label(), entry.ValidUntil.String(), yesNo(entry.Lapsed(day)))
	for _, id := range assessment.CriterionIDs() {
		record = append(record, decided.Verdict.Criterion(id).Status.Label())
	}
	grid, _ := grids.Version(decided.Verdict.Grid)
	return append(record, grid.TrajectoryLabel(decided.Facts.Trajectory), decided.Verdict.AsOf.String(), decided.Verdict.Grid)
}

// appendDecision adds the columns after « lien ».
func appendDecision(record []string, entry assessment.Entry) []string {
	return append(record, entry.Computed.Label(), entry.DecidedOn.String(), entry.Reason)
}

// appendLapse adds since when a classification is to be confirmed again, and which
// criteria are no longer what they were; both are empty while it holds.
func appendLapse(record []string, row assessment.Classified, grids assessment.Grids, day assessment.Date) []string {
	if !row.Entry.Lapsed(day) {
		return append(record, "", "")
	}
	var titles []string
	grid, _ := grids.Version(row.Assessment.Verdict.Grid)
	for _, id := range row.Lapsed() {
		titles = append(titles, grid.Criterion(id).Title)
	}
	return append(record, row.Entry.ValidUntil.AddDays(1).String(), strings.Join(titles, separator))
}

func yesNo(yes bool) string {
	if yes {
		return "oui"
	}
	return "non"
}

// neutral keeps a spreadsheet from taking a cell for a formula: the leading
// apostrophe says that what follows is text.
func neutral(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
