package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"transfert/assessment"
)

// ErrTooLong says that a table has more rows than a workbook can hold: 1,048,576
// with the names of the columns.
var ErrTooLong = errors.New("more rows than a workbook can hold")

// XLSX writes the table as a workbook of one sheet: dates are dates, numbers are
// numbers, texts are never formulas. Beyond some megabytes the rows wait in a
// temporary directory, which has to be writable and is gone afterwards; nothing is
// written to w before the last one.
func (t Table) XLSX(w io.Writer) (err error) {
	waiting, err := os.MkdirTemp("", "transfert-") // excelize alone would quietly keep the rows in memory
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(waiting)) }()
	book := excelize.NewFile(excelize.Options{TmpDir: waiting})
	defer func() { err = errors.Join(book.Close(), err) }()
	if err := t.fill(book); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := send(book, w); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// send writes a workbook as it is compressed; excelize would first hold all of it.
func send(book *excelize.File, w io.Writer) error {
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	_, err := book.WriteToBuffer() // a buffer that stays empty
	return err
}

// fill writes the properties of the workbook and its sheet.
func (t Table) fill(book *excelize.File) error {
	day := t.Day.Time().Format(time.RFC3339)
	properties := excelize.DocProperties{Title: t.Name, Creator: "transfert", Language: "fr-FR", Created: day, Modified: day}
	if err := errors.Join(book.SetDocProps(&properties), book.SetSheetName("Sheet1", t.Name)); err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	if err := t.head(book, sheet); err != nil {
		return err
	}
	if err := t.body(book, sheet); err != nil {
		return err
	}
	return sheet.Flush()
}

// columnWidth is that of every column, in characters: the longest name fits in bold.
const columnWidth = 26

// head writes the row of names, which stays in sight.
func (t Table) head(book *excelize.File, sheet *excelize.StreamWriter) error {
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := sheet.SetColWidth(1, len(t.Columns), columnWidth); err != nil {
		return err
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	names := make([]any, len(t.Columns))
	for i, name := range t.Columns {
		names[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	return sheet.SetRow("A1", names)
}

// body writes the rows.
func (t Table) body(book *excelize.File, sheet *excelize.StreamWriter) error {
	format := "yyyy-mm-dd"
	date, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	number := 1
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		if number++; number > excelize.TotalRows {
			return ErrTooLong
		}
		for i, cell := range row {
			if day, is := cell.(assessment.Date); is {
				row[i] = dateCell(day, date)
			}
		}
		if err := sheet.SetRow("A"+strconv.Itoa(number), row); err != nil {
			return err
		}
	}
	return nil
}

// dateCell is a day as spreadsheets count it, or an empty cell.
func dateCell(day assessment.Date, style int) any {
	if day.IsZero() {
		return nil
	}
	return excelize.Cell{StyleID: style, Value: day.Time()}
}
