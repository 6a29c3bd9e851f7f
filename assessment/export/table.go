package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"transfert/assessment"
)

// Table is rows under named columns, to be written as a file. A cell is a string,
// an [assessment.Date], an int64 or a float64; nil is empty. The rows can be ranged
// over once; an error ends them.
type Table struct {
	Name    string          // in French, what a workbook calls its sheet
	Day     assessment.Date // of which it tells, as a workbook says in its properties
	Columns []string        // in French and without accents, so that any tool takes them as identifiers
	Rows    iter.Seq2[[]any, error]
}

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes the table as French spreadsheets expect it: UTF-8 with a byte order
// mark, semicolons, decimal commas, CRLF. An error of the rows is returned, wrapped;
// where it comes within the first kilobytes nothing has been written.
func (t Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	record := append([]string{byteOrderMark + t.Columns[0]}, t.Columns[1:]...)
	if err := out.Write(record); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for row, err := range t.Rows {
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		for i, cell := range row {
			record[i] = text(cell)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// text is a cell of a CSV file.
func text(cell any) string {
	switch cell := cell.(type) {
	case string:
		return neutral(cell)
	case assessment.Date:
		return cell.String()
	case int64:
		return strconv.FormatInt(cell, 10)
	case float64:
		return strings.Replace(strconv.FormatFloat(cell, 'f', -1, 64), ".", ",", 1)
	}
	return ""
}

// neutral keeps a spreadsheet from taking a cell for a formula: the leading
// apostrophe says that what follows is text.
func neutral(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// JSONLines writes documents one a line (https://jsonlines.org), in UTF-8. An
// error of the sequence is returned, wrapped.
func JSONLines[T any](w io.Writer, documents iter.Seq2[T, error]) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for d, err := range documents {
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := out.Encode(d); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	return nil
}

// mapped turns each item of a sequence into the rows that it makes.
func mapped[T, R any](items iter.Seq2[T, error], rows func(T) []R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		for item, err := range items {
			if err != nil {
				var none R
				yield(none, err)
				return
			}
			for _, row := range rows(item) {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}
