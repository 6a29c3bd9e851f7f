package assessment

import (
	"errors"
	"time"
	_ "time/tzdata" // Europe/Paris, also where the system has no time zones

	"transfert/assessment/french"
)

// Date is a civil date of the proleptic Gregorian calendar, without time or
// zone. The zero value means "not given". Dates are comparable with ==.
type Date struct {
	day int32 // days since 1 January of year 1, plus one
}

var (
	errDateFormat = errors.New("not a date written YYYY-MM-DD")
	errDateRange  = errors.New("not between 2000-01-01 and 2199-12-31")

	firstDate = NewDate(2000, time.January, 1)
	lastDate  = NewDate(2199, time.December, 31)
)

const secondsPerDay = 24 * 60 * 60

// unixToDay shifts the days since 1970-01-01 to those of [Date].
var unixToDay = 1 - time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay

// NewDate returns the date of a year, month and day. Values outside their
// usual ranges are normalised as [time.Date] does.
func NewDate(year int, month time.Month, day int) Date {
	unix := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Date{int32(unix/secondsPerDay + unixToDay)}
}

// Paris is where today is today (docs/rules.md, civil dates).
var Paris = func() *time.Location {
	location, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // tzdata above has it
	}
	return location
}()

// DateOf returns the civil date of t in t's own location: give it a time in [Paris]
// to know "today".
func DateOf(t time.Time) Date {
	return NewDate(t.Date())
}

// ParseDate reads a date written YYYY-MM-DD. It refuses a date that does not
// exist and one outside 2000-01-01 to 2199-12-31 (docs/rules.md, validation).
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, errDateFormat
	}
	d := DateOf(t)
	if d.Before(firstDate) || d.After(lastDate) {
		return Date{}, errDateRange
	}
	return d, nil
}

// IsZero reports whether the date is not given.
func (d Date) IsZero() bool { return d.day == 0 }

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool { return d.day < other.day }

// After reports whether d comes after other.
func (d Date) After(other Date) bool { return d.day > other.day }

// Compare orders dates as [cmp.Compare] does; the date not given comes first.
func (d Date) Compare(other Date) int { return int(d.day) - int(other.day) }

// AddDays returns the date n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return Date{d.day + int32(n)} }

// DaysSince returns how many days d lies after other.
func (d Date) DaysSince(other Date) int { return int(d.day) - int(other.day) }

// AddMonths returns the date n months later, or earlier when n is negative,
// clamped to the end of the month: 2026-08-31 plus 6 months is 2027-02-28
// (docs/rules.md, civil dates).
func (d Date) AddMonths(n Months) Date {
	year, month, day := d.Time().Date()
	end := NewDate(year, month+time.Month(n)+1, 0)
	if _, _, last := end.Time().Date(); day < last {
		return end.AddDays(day - last)
	}
	return end
}

// Time returns midnight UTC of the date, for formatting and storage.
func (d Date) Time() time.Time {
	return time.Unix((int64(d.day)-unixToDay)*secondsPerDay, 0).UTC()
}

// String writes the date as YYYY-MM-DD, and the date not given as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// French writes the date as people read it on a screen, 1er mars 2026 with its day
// and month on one line, and the date not given as "".
func (d Date) French() string {
	if d.IsZero() {
		return ""
	}
	return french.Typeset(french.Date(d.Time()))
}

// MarshalJSON writes "YYYY-MM-DD", and null for the date not given.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes, for verdicts that come back from
// storage; facts are read by [ParseFacts], which says more of what it refuses.
func (d *Date) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = Date{}
		return nil
	}
	t, err := time.Parse(`"`+time.DateOnly+`"`, string(b))
	if err != nil {
		return errDateFormat
	}
	*d = DateOf(t)
	return nil
}

// Months is a duration in calendar months, the unit of the grid's parameters.
type Months int
