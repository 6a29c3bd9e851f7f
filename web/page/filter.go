package page

import (
	"net/url"
	"strconv"

	"transfert/assessment"
)

// Words of the addresses that filter and sort the portfolio.
const (
	OrderField  = "tri"
	Ticked      = "oui"
	EveryPhase  = "toutes"
	Opening     = "initiales" // the phases that follow are those that nobody chose
	Unpublished = "aucun"     // of « classement »: nothing is in force
)

// OpeningPhases are those that the portfolio opens with.
var OpeningPhases = []assessment.PhaseName{assessment.Consolidation, assessment.Transferred, assessment.Operated}

// The numbers that a filter may ask for.
var (
	LapseMonths   = []int{1, 3, 6}
	TransferYears = []int{1, 2, 3}
	PhaseMonths   = []int{6, 24}
	CheckMonths   = []int{12, 24, 36}
)

// FilterValues writes a filter as the query of an address, so that it can be
// shared; web reads it back. All phases are written as such: the portfolio shows
// only some where an address does not say.
func FilterValues(f assessment.Filter) url.Values {
	q := url.Values{}
	for name, value := range map[string]string{
		"q": f.Text, "incubateur": f.Incubator, "sponsor": f.Sponsor, "classement": string(f.Classification), "trajectoire": f.Trajectory,
		"non_rempli": string(f.NotMet), "divergence": string(f.Divergence), "echeance": months(f.LapsesWithin),
		"transfere_depuis": months(f.TransferredFor / 12), "phase_depuis": months(f.PhaseFor), "controle": months(f.CheckDue),
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for name, ticked := range map[string]bool{"a_reconfirmer": f.ToConfirm, "jamais_evalue": f.NeverAssessed} {
		if ticked {
			q.Set(name, Ticked)
		}
	}
	if f.Unpublished {
		q.Set("classement", Unpublished)
	}
	for _, p := range f.Phases {
		q.Add("phase", string(p))
	}
	if len(f.Phases) == 0 {
		q.Set("phase", EveryPhase)
	}
	return q
}

// PortfolioPath is the address of the portfolio under a filter, in an order.
func PortfolioPath(f assessment.Filter, o assessment.Order) string {
	q := FilterValues(f)
	if o != assessment.ByName {
		q.Set(OrderField, string(o))
	}
	return "/startups?" + q.Encode()
}

// exportPath is the address of a file, classements.csv for example, about the same
// startups.
func exportPath(file string, f assessment.Filter) string {
	return "/export/" + file + "?" + FilterValues(f).Encode()
}

func months(n assessment.Months) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(int(n))
}
