// Package dsfr is the part of the French State's design system (DSFR 1.14) that
// transfert uses, as templ components. Each component is a struct whose fields
// are its data and whose View renders it:
//
//	@dsfr.Input{Name: "name", Label: "Nom", Value: v, Error: e}.View()
//
// The components need no script, and neither inline styles nor inline scripts,
// so that they hold under a strict content security policy. Class names are
// written whole, never put together at run time: what is not found whole in the
// sources is purged from the style sheet.
package dsfr

import "strings"

// Level is how good or bad the news of an alert or of a badge is.
type Level int

// The levels of the DSFR; New exists for badges only.
const (
	Neutral Level = iota
	Info
	Success
	Warning
	Error
	New
)

// Link is a text that leads somewhere. Current marks the page, or the section
// of the site, that is being shown.
type Link struct {
	Label   string
	Href    string
	Current bool
}

// ID returns the HTML id of the form field of that name. It is a valid target
// of a link and a plain CSS identifier: user_tests.sessions[2].date becomes
// user_tests-sessions-2-date.
func ID(name string) string { return idReplacer.Replace(name) }

var idReplacer = strings.NewReplacer("[", "-", "]", "", ".", "-", " ", "-")
