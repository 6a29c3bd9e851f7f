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
}

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes one line per startup, with its phase today and its last signed
// assessment, as French spreadsheets expect it: UTF-8 with a byte order mark,
// semicolons, CRLF. The cells of a startup that was never assessed are empty. The
// grids give the trajectories their words. An error of the sequence is returned,
// wrapped; where it comes within the first kilobytes nothing has been written.
func CSV(w io.Writer, rows iter.Seq2[assessment.Classified, error], grids assessment.Grids, today assessment.Date) error {
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
		record = appendStartup(record[:0], row.Startup, today)
		record = appendAssessment(record, row.Last, grids, today)
		record = append(record, row.Startup.Link)
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

func appendStartup(record []string, s assessment.Startup, today assessment.Date) []string {
	incubators := make([]string, len(s.Incubators))
	for i, incubator := range s.Incubators {
		incubators[i] = incubator.Label()
	}
	sponsors := make([]string, len(s.Sponsors))
	for i, sponsor := range s.Sponsors {
		sponsors[i] = sponsor.Label()
	}
	return append(record, s.ID, s.Name, strings.Join(incubators, separator),
		strings.Join(sponsors, separator), phase(s, today))
}

func phase(s assessment.Startup, today assessment.Date) string {
	if !s.WithdrawnOn.IsZero() {
		return "retiré du catalogue"
	}
	current, _ := s.PhaseAt(today)
	return current.Name.Label()
}

// appendAssessment adds the columns from « classement » to « grille ».
func appendAssessment(record []string, last assessment.Assessment, grids assessment.Grids, today assessment.Date) []string {
	if last.State != assessment.Signed {
		return append(record, make([]string, 12)...)
	}
	verdict := last.Verdict
	record = append(record, verdict.Classification.Label(), verdict.ValidUntil.String(), yesNo(verdict.Lapsed(today)))
	for _, id := range assessment.CriterionIDs() {
		record = append(record, verdict.Criterion(id).Status.Label())
	}
	grid, _ := grids.Version(verdict.Grid)
	return append(record, grid.TrajectoryLabel(last.Facts.Trajectory), verdict.AsOf.String(), verdict.Grid)
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
