package french

import (
	"strconv"
	"time"
)

// monthNames are the months in full, from January.
var monthNames = [...]string{"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// shortMonthNames are the months where there is little room.
var shortMonthNames = [...]string{"janv.", "févr.", "mars", "avr.", "mai", "juin",
	"juil.", "août", "sept.", "oct.", "nov.", "déc."}

// Date writes a day in full: 1er mars 2026.
func Date(day time.Time) string {
	ordinal := strconv.Itoa(day.Day())
	if day.Day() == 1 {
		ordinal = "1er"
	}
	return ordinal + " " + monthNames[day.Month()-1] + " " + strconv.Itoa(day.Year())
}

// ShortDate writes a day in digits, as people type it: 01/03/2026.
func ShortDate(day time.Time) string { return day.Format("02/01/2006") }

// Moment writes a day and a time of it, to the minute: le 1er mars 2026 à 09:30.
func Moment(t time.Time) string { return "le " + Date(t) + " à " + Clock(t) }

// Clock writes the time of a day, to the minute: 09:30.
func Clock(t time.Time) string { return t.Format("15:04") }

// ShortMonth writes a month where there is little room: janv. 2026.
func ShortMonth(year int, month time.Month) string {
	return shortMonthNames[month-1] + " " + strconv.Itoa(year)
}

// Months writes a duration: 1 mois.
func Months[N ~int](n N) string { return strconv.Itoa(int(n)) + " mois" }
