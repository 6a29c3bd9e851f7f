package checklist

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// record is one row of a spreadsheet, and the line of the text on which it begins.
type record struct {
	line  int // from 1
	cells []string
}

// blank reports whether nothing stands in any cell.
func (r record) blank() bool {
	return !slices.ContainsFunc(r.cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// isWorkbook reports whether a file is a workbook as such, zipped or of the older kind,
// and not the text of a sheet.
func isWorkbook(file []byte) bool {
	return bytes.HasPrefix(file, []byte("PK\x03\x04")) || bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0"))
}

// decoded is the text of a file that a spreadsheet wrote: UTF-8, UTF-16 with its byte
// order mark, or what Excel writes on a French Windows.
func decoded(file []byte) string {
	marked := bytes.HasPrefix(file, []byte{0xff, 0xfe}) || bytes.HasPrefix(file, []byte{0xfe, 0xff})
	if utf8.Valid(file) {
		return string(file)
	}
	var from transform.Transformer = charmap.Windows1252.NewDecoder()
	if marked {
		from = textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewDecoder()
	}
	text, _, err := transform.Bytes(from, file)
	if err != nil {
		return strings.ToValidUTF8(string(file), "\ufffd")
	}
	return string(text)
}

// plainText has a line feed at the end of each line, whatever system wrote it, and no
// byte order mark.
func plainText(text string) string {
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "\ufffd"), "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// records reads a plain text as rows. A row whose quotes do not pair is read as it
// stands, up to the end of its line, and so never swallows those that follow.
func records(text string, separator rune) []record {
	var all []record
	for line := 1; text != ""; {
		read, err := pairedRecords(text, separator, line)
		all = append(all, read.records...)
		if err == nil {
			return all
		}
		rest := strings.TrimLeft(text[read.end:], "\n")
		line += strings.Count(text[:len(text)-len(rest)], "\n")
		first, following, _ := strings.Cut(rest, "\n")
		all = append(all, record{line, strings.Split(first, string(separator))})
		text, line = following, line+1
	}
	return all
}

// pairedRecords reads rows up to the end, or to the first one whose quotes do not
// pair, which is the error.
func pairedRecords(text string, separator rune, line int) (read struct {
	records []record
	end     int64 // of the last row, in bytes
}, err error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator, -1
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return read, nil
		}
		if err != nil {
			return read, err
		}
		at, _ := r.FieldPos(0)
		read.records = append(read.records, record{line - 1 + at, cells})
		read.end = r.InputOffset()
	}
}

// folded is a title as it is compared: without accents, capitals and punctuation.
func folded(title string) string {
	bare := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)))
	text, _, err := transform.String(bare, title)
	if err != nil {
		text = title
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }), " ")
}
