package gallery

import (
	"time"

	"transfert/assessment"
	"transfert/content"
	"transfert/web/dsfr"
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

// must is for what only a mistake in this package can make go wrong.
func must[T any](made T, err error) T {
	if err != nil {
		panic(err)
	}
	return made
}

// hour is the time of day on a day so long ago.
func hour(daysAgo, hour, minute int) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()-daysAgo, hour, minute, 0, 0, now.Location())
}

// Who reads the pages. The zero account is a visitor.
var (
	visitor        assessment.Account
	coach          = assessment.Account{ID: 1, Email: assessment.DemonstrationCoach, Name: "Camille Durand", Role: assessment.Coach, Scope: []string{"atelier"}, CreatedAt: hour(400, 9, 5)}
	administration = assessment.Account{ID: 2, Email: assessment.DemonstrationAdministration, Name: "Dominique Lemaire", Role: assessment.Administration, Scope: []string{"communes"}, CreatedAt: hour(300, 9, 5)}
	programme      = assessment.Account{ID: 3, Email: assessment.DemonstrationProgramme, Name: "Sacha Morel", Role: assessment.Programme, CreatedAt: hour(500, 9, 5)}
)

// layout frames a page of a section for somebody. The way leads to it from the home page.
func layout(who assessment.Account, section, title string, way ...dsfr.Link) page.Layout {
	l := page.Layout{Title: title, Path: section, Section: section, Account: who}
	if len(way) > 0 {
		l.Breadcrumb = append([]dsfr.Link{{Label: "Accueil", Href: "/"}}, way...)
		l.Path = way[len(way)-1].Href
	}
	return l
}

// about frames a page about a startup.
func about(who assessment.Account, s assessment.Startup, title string, way ...dsfr.Link) page.Layout {
	start := []dsfr.Link{{Label: "Les services", Href: "/startups"}, {Label: s.Name, Href: page.StartupPath(s.ID)}}
	return layout(who, "/startups", title, append(start, way...)...)
}
