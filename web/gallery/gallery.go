// Package gallery draws every kind of page in every state that matters, from data
// made up here, on a fixed day, so that people and tests see what a site would have
// to live through for years. What it shows is judged, signed and decided by the law of
// package assessment, so that no page shows what the site could not.
package gallery

import (
	"slices"

	"github.com/a-h/templ"
)

// Page is one kind of page in one state. Both names are words of an address.
type Page struct {
	Kind, State string
	View        templ.Component
}

// Pages returns the whole gallery, the states of a kind one after the other.
func Pages() []Page {
	return slices.Concat(
		homes(), portfolios(), startups(), registers(),
		evaluations(), imports(), signatures(), assessments(), whatIfs(),
		works(), followUps(), accountLists(), accounts(), renames(), audits(),
		signIns(), statistics(), references(), notices(),
	)
}

// state is one of those of a kind of page.
type state struct {
	name string
	view templ.Component
}

// pages are a kind of page in its states.
func pages(kind string, states ...state) []Page {
	all := make([]Page, len(states))
	for i, s := range states {
		all[i] = Page{kind, s.name, s.view}
	}
	return all
}
