package export

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"transfert/assessment"
)

// Subject is what a file is about.
type Subject string

// The subjects of files: what is in force, the dated facts behind it, the register.
const (
	OfClassifications Subject = "classements"
	OfFacts           Subject = "faits"
	OfRegister        Subject = "registre"
)

// Subjects returns all of them.
func Subjects() []Subject { return []Subject{OfClassifications, OfFacts, OfRegister} }

// Form is how a file is written, and the end of its name.
type Form string

// The forms of files.
const (
	AsCSV       Form = "csv"
	AsXLSX      Form = "xlsx"
	AsJSONLines Form = "jsonl"
)

// Forms returns all of them.
func Forms() []Form { return []Form{AsCSV, AsXLSX, AsJSONLines} }

// ContentType is the media type of files of the form.
func (f Form) ContentType() string {
	switch f {
	case AsCSV:
		return "text/csv; charset=utf-8"
	case AsXLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/jsonl; charset=utf-8"
}

// Known reports whether there are files about the subject in the form.
func Known(s Subject, f Form) bool {
	return slices.Contains(Subjects(), s) && slices.Contains(Forms(), f)
}

// Source is what files are made from. Of the two sequences only the one that the
// subject needs is ranged over.
type Source struct {
	Classified iter.Seq2[assessment.Classified, error]
	Registered iter.Seq2[assessment.RegisterEntry, error]
	Grids      assessment.Grids
	Day        assessment.Date
	Since      assessment.Date // only what changed after that day, with what was before; zero for all
}

// Write writes a file. [ErrTooLong] says that it does not fit the form.
func (s Source) Write(w io.Writer, subject Subject, form Form) error {
	before := !s.Since.IsZero()
	switch subject {
	case OfClassifications:
		if form == AsJSONLines {
			return JSONLines(w, Documents(s.Classified, s.Day, before))
		}
		return s.write(w, Classifications(s.Classified, s.Grids, s.Day, before), form)
	case OfFacts:
		facts := Facts(s.Classified, s.Since)
		if form == AsJSONLines {
			return JSONLines(w, facts)
		}
		return s.write(w, FactTable(facts, s.Grids.Newest()), form)
	case OfRegister:
		decisions := Decisions(s.Registered)
		if form == AsJSONLines {
			return JSONLines(w, decisions)
		}
		return s.write(w, DecisionTable(decisions), form)
	}
	return fmt.Errorf("export of %q: %w", subject, assessment.ErrNotFound)
}

func (s Source) write(w io.Writer, t Table, form Form) error {
	t.Day = s.Day
	if form == AsXLSX {
		return t.XLSX(w)
	}
	return t.CSV(w)
}
