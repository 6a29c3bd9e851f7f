package gallery

import (
	"time"

	"transfert/assessment"
	"transfert/content"
	"transfert/web/page"
)

// The day of the gallery. Its clock stands still at 14:32, in Paris and in winter.
var (
	now   = time.Date(2026, time.November, 20, 14, 32, 0, 0, time.FixedZone("Europe/Paris", 3600))
	today = assessment.DateOf(now)
)

// site is the content that the program was built with.
var site = must(content.Load(content.Embedded()))

var grid = site.Grids.Newest()

// must returns a value that only a mistake in this package can make fail.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// hour is the time of day on a day so long ago.
func hour(daysAgo, hour, minute int) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()-daysAgo, hour, minute, 0, 0, now.Location())
}

// The accounts that read the pages. The zero account is a visitor.
var (
	visitor assessment.Account
	coach   = assessment.Account{
		ID: 1, Email: assessment.DemonstrationCoach, Name: "Camille Durand", Role: assessment.Coach, Scope: []string{"atelier"},
		CreatedAt: hour(400, 9, 5),
	}
	administration = assessment.Account{
		ID: 2, Email: assessment.DemonstrationAdministration, Name: "Dominique Lemaire", Role: assessment.Administration,
		Scope: []string{"communes"}, CreatedAt: hour(300, 9, 5),
	}
	programme = assessment.Account{
		ID: 3, Email: assessment.DemonstrationProgramme, Name: "Sacha Morel", Role: assessment.Programme, CreatedAt: hour(500, 9, 5),
	}
)

// reader is who reads the page of an address.
func reader(who assessment.Account, path string) page.Reader {
	return page.Reader{Account: who, Path: path, Origin: "https://transfert.exemple", Today: today}
}
