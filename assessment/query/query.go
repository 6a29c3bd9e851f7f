// Package query writes the filters of the portfolio as the queries of addresses, and
// reads them back: on its page, on its exports, in the API and on the command line,
// a filter is asked for in the same words.
package query

import (
	"errors"

	"transfert/assessment"
)

// ErrUnknown says that a query asks for something that does not exist.
var ErrUnknown = errors.New("no such filter")

// The parameters of a query, each for the field of [assessment.Filter] of its name.
const (
	Text           = "q"
	Incubator      = "incubateur"
	Sponsor        = "sponsor"
	Phases         = "phase" // may be repeated
	PhaseFor       = "phase_depuis"
	Classification = "classement"
	Trajectory     = "trajectoire"
	NotMet         = "non_rempli"
	ToConfirm      = "a_reconfirmer"
	LapsesWithin   = "echeance"
	NeverAssessed  = "jamais_evalue"
	TransferredFor = "transfere_depuis" // in years
	CheckDue       = "controle"
	Divergence     = "divergence"
)

// Values that do not name what they select.
const (
	Ticked      = "oui"       // of ToConfirm and NeverAssessed
	Unpublished = "aucun"     // of Classification: nothing is in force
	EveryPhase  = "toutes"    // of Phases
	Opening     = "initiales" // of Phases: those that follow are the ones that the portfolio opens with
)

// The numbers that a query may ask for.
var (
	LapseMonths   = []int{1, 3, 6}
	TransferYears = []int{1, 2, 3}
	PhaseMonths   = []int{6, 24}
	CheckMonths   = []int{12, 24, 36}
)

var texts = map[string]func(*assessment.Filter) *string{
	Text:       func(f *assessment.Filter) *string { return &f.Text },
	Incubator:  func(f *assessment.Filter) *string { return &f.Incubator },
	Sponsor:    func(f *assessment.Filter) *string { return &f.Sponsor },
	Trajectory: func(f *assessment.Filter) *string { return &f.Trajectory },
}

var boxes = map[string]func(*assessment.Filter) *bool{
	ToConfirm:     func(f *assessment.Filter) *bool { return &f.ToConfirm },
	NeverAssessed: func(f *assessment.Filter) *bool { return &f.NeverAssessed },
}

var durations = map[string]struct {
	field   func(*assessment.Filter) *assessment.Months
	allowed []int
	unit    assessment.Months
}{
	LapsesWithin:   {func(f *assessment.Filter) *assessment.Months { return &f.LapsesWithin }, LapseMonths, 1},
	TransferredFor: {func(f *assessment.Filter) *assessment.Months { return &f.TransferredFor }, TransferYears, 12},
	PhaseFor:       {func(f *assessment.Filter) *assessment.Months { return &f.PhaseFor }, PhaseMonths, 1},
	CheckDue:       {func(f *assessment.Filter) *assessment.Months { return &f.CheckDue }, CheckMonths, 1},
}
