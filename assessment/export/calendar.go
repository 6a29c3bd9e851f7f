package export

import (
	"fmt"
	"io"
	"iter"

	ics "github.com/arran4/golang-ical"

	"transfert/assessment"
	"transfert/assessment/french"
)

// Calendar writes what is due, as whole days of an iCalendar file (RFC 5545): the day
// from which a classification in force is to be confirmed again, and the last day for
// the next user test. Address returns the address of a startup's page. An error of
// the sequence is returned, wrapped, before anything is written.
func Calendar(w io.Writer, name string, rows iter.Seq2[assessment.Classified, error], grids assessment.Grids, address func(startupID string) string) error {
	calendar := ics.NewCalendarFor("transfert")
	calendar.SetName(name)
	calendar.SetXWRCalName(name)
	for c, err := range rows {
		if err != nil {
			return fmt.Errorf("calendar: %w", err)
		}
		if c.Entry.ID == 0 {
			continue
		}
		if until := c.Entry.Due(); !until.IsZero() {
			event := addDay(calendar, fmt.Sprintf("echeance-%d@transfert", c.Entry.ID), until.AddDays(1), c, address)
			event.SetSummary(french.Typeset(c.Startup.Name + " : " + french.Quote(c.Entry.Decided.Label()) + " à reconfirmer"))
		}
		grid, _ := grids.Version(c.Assessment.Verdict.Grid)
		if due := c.Assessment.Facts.NextTest(grid); !due.IsZero() {
			event := addDay(calendar, fmt.Sprintf("test-%d@transfert", c.Assessment.ID), due, c, address)
			event.SetSummary(c.Startup.Name + "\u00a0: dernier jour pour le prochain test utilisateurs")
		}
	}
	if err := calendar.SerializeTo(w, ics.WithNewLineWindows); err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	return nil
}

// addDay adds an event of one day, which keeps its id as long as what it tells.
func addDay(calendar *ics.Calendar, id string, day assessment.Date, c assessment.Classified, address func(string) string) *ics.VEvent {
	event := calendar.AddEvent(id)
	event.SetDtStampTime(c.Entry.At)
	event.SetAllDayStartAt(day.Time())
	event.SetAllDayEndAt(day.AddDays(1).Time())
	event.SetTimeTransparency(ics.TransparencyTransparent)
	event.SetURL(address(c.Startup.ID))
	return event
}
