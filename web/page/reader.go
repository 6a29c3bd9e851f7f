package page

import (
	"transfert/assessment"
	"transfert/web/dsfr"
)

// Reader is who reads a page, at which address and on which day.
type Reader struct {
	Account       assessment.Account // zero for a visitor
	Path          string             // address of the page, with its query
	Origin        string             // address of the site, without a final slash: https://transfert.example
	Theme         dsfr.Theme
	Demonstration bool // the site signs in with one of three accounts, without a provider
	Today         assessment.Date
}

// may reports whether the policy grants the reader a right over a startup and one of
// its assessments.
func (r Reader) may(right assessment.Right, startup assessment.Startup, record assessment.Record) bool {
	subject := assessment.Subject{Startup: startup, Published: len(record.Entries) > 0}
	return assessment.Permit(r.Account, right, subject) == nil
}

// layout frames a page of a section. The way leads from the home page to this one.
func (r Reader) layout(title, section string, way ...dsfr.Link) Layout {
	l := Layout{Reader: r, Title: title, Section: section}
	if len(way) > 0 {
		l.Breadcrumb = append([]dsfr.Link{{Label: "Accueil", Href: "/"}}, way...)
	}
	return l
}

// about frames a page about a startup. The way leads from the startup to this page.
func (r Reader) about(s assessment.Startup, title string, way ...dsfr.Link) Layout {
	start := []dsfr.Link{{Label: "Les services", Href: startupsPath}, {Label: s.Name, Href: StartupPath(s.ID)}}
	return r.layout(title, startupsPath, append(start, way...)...)
}

// administration frames a page of the programme's administration.
func (r Reader) administration(way ...dsfr.Link) Layout {
	start := []dsfr.Link{{Label: "Administration", Href: AccountsPath}}
	return r.layout(way[len(way)-1].Label, AccountsPath, append(start, way...)...)
}
