package page

import (
	"strconv"

	"transfert/assessment"
	"transfert/assessment/query"
)

// OrderField is the parameter of an address that sorts the portfolio.
const OrderField = "tri"

// OpeningPhases are those that the portfolio opens with.
var OpeningPhases = []assessment.PhaseName{assessment.Consolidation, assessment.Transferred, assessment.Operated}

// PortfolioPath is the address of the portfolio under a filter, in an order.
func PortfolioPath(f assessment.Filter, o assessment.Order) string {
	values := query.Values(f)
	if o != assessment.ByName {
		values.Set(OrderField, string(o))
	}
	return startupsPath + "?" + values.Encode()
}

// PortfolioPagePath is the address of another page of a query.
func PortfolioPagePath(q assessment.StartupQuery, page int) string {
	return PortfolioPath(q.Filter, q.Order) + "&page=" + strconv.Itoa(page)
}

// exportPath is the address of a file, classements.csv for example, about the same
// startups.
func exportPath(file string, f assessment.Filter) string {
	return "/export/" + file + "?" + query.Values(f).Encode()
}
