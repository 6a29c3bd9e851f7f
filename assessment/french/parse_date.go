package french

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// errDate says that a text is no date as French writes one.
var errDate = errors.New("not a date, such as 12/08/2026 or 12 août 2026")

const anyWeekday = `(?:(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?`

// The ways to write a day, in small letters without accents.
var (
	numericDate = regexp.MustCompile(`^` + anyWeekday + `(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})$`)
	writtenDate = regexp.MustCompile(`^` + anyWeekday + `(\d{1,2}|1 ?er)[ -]([a-z]{3,})\.?[ -](\d{4}|\d{2})$`)
	isoDate     = regexp.MustCompile(`^(\d{4})[/-](\d{2})[/-](\d{2})$`)
	timeOfDay   = regexp.MustCompile(`^(.+?)(?:t| | a )(\d{1,2})(?:h(\d{2})?|:(\d{2})(?::(\d{2})(?:[.,]\d+)?)?) ?(z|[+-]\d{2}:?\d{2})?$`)
)

var (
	bareLetters = strings.NewReplacer("à", "a", "é", "e", "è", "e", "û", "u", "a\u0300", "a", "e\u0301", "e", "e\u0300", "e", "u\u0302", "u", "ᵉʳ", "er")
	weekdays    = []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
)

// ParseDate reads a day as people type or paste it: 12/08/2026, 12 août 2026,
// 2026-08-12, each also with a weekday or a time (docs/rules.md, what people type).
// A time that tells its zone gives the day in the given place. The day comes back as
// midnight in UTC.
func ParseDate(typed string, place *time.Location) (time.Time, error) {
	text := bareLetters.Replace(strings.ToLower(strings.Join(strings.Fields(typed), " ")))
	day, err := parseDay(text)
	if err == nil {
		return day, nil
	}
	parts := timeOfDay.FindStringSubmatch(text)
	if parts == nil {
		return time.Time{}, errDate
	}
	if day, err = parseDay(parts[1]); err != nil {
		return time.Time{}, err
	}
	return dayAt(day, parts[2:], place)
}

// parseDay reads a day without a time.
func parseDay(text string) (time.Time, error) {
	if parts := numericDate.FindStringSubmatch(text); parts != nil {
		return newDay(parts[1], parts[4], number(parts[3]), parts[2])
	}
	if parts := writtenDate.FindStringSubmatch(text); parts != nil {
		return newDay(parts[1], parts[4], monthOf(parts[3]), parts[2])
	}
	if parts := isoDate.FindStringSubmatch(text); parts != nil {
		return newDay("", parts[1], number(parts[2]), parts[3])
	}
	return time.Time{}, errDate
}

// newDay refuses a day that does not exist, or that is not the weekday before it.
func newDay(weekday, year string, month int, day string) (time.Time, error) {
	if len(year) == 2 {
		year = "20" + year
	}
	date := number(strings.TrimRight(day, " er"))
	t := time.Date(number(year), time.Month(month), date, 0, 0, 0, 0, time.UTC)
	if t.Day() != date || t.Month() != time.Month(month) || weekday != "" && weekdays[t.Weekday()] != weekday {
		return time.Time{}, errDate
	}
	return t, nil
}

// monthOf is the month of a name, or of the beginning that no other name has; 0 is
// none.
func monthOf(word string) int {
	begins := func(name string) bool { return strings.HasPrefix(bareLetters.Replace(name), word) }
	month := slices.IndexFunc(monthNames[:], begins)
	if month < 0 || slices.ContainsFunc(monthNames[month+1:], begins) {
		return 0
	}
	return month + 1
}

// dayAt is the day at a time of it, told as hour, minutes after h or after a colon,
// seconds and zone; without a zone, the time does not matter.
func dayAt(day time.Time, parts []string, place *time.Location) (time.Time, error) {
	hour, minute, second := number(parts[0]), number(parts[1]+parts[2]), number(parts[3])
	if hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, errDate
	}
	zone := strings.ReplaceAll(parts[4], ":", "")
	if zone == "" {
		return day, nil
	}
	offset := time.Duration(0)
	if zone != "z" {
		offset = time.Duration(number(zone[1:3]))*time.Hour + time.Duration(number(zone[3:]))*time.Minute
	}
	if zone[0] == '-' {
		offset = -offset
	}
	there := day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute - offset).In(place)
	return time.Date(there.Year(), there.Month(), there.Day(), 0, 0, 0, 0, time.UTC), nil
}

// number is that of a few digits, 0 of none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
