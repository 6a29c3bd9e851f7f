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

// DayField is the parameter of an address that asks about a day.
const DayField = "au"

// PortfolioPath is the address of the portfolio under a filter, in an order, on a day
// where one is given.
func PortfolioPath(f assessment.Filter, o assessment.Order, day assessment.Date) string {
	values := query.Values(f)
	if !day.IsZero() {
		values.Set(DayField, day.String())
	}
	if o != assessment.ByName {
		values.Set(OrderField, string(o))
	}
	return startupsPath + "?" + values.Encode()
}

// PortfolioPagePath is the address of another page of a query, on a day where one is
// given.
func PortfolioPagePath(q assessment.StartupQuery, page int, day assessment.Date) string {
	return PortfolioPath(q.Filter, q.Order, day) + "&page=" + strconv.Itoa(page)
}

// exportPath is the address of a file, classements.csv for example, about the same
// startups, on a day where one is given.
func exportPath(file string, f assessment.Filter, day assessment.Date) string {
	values := query.Values(f)
	if !day.IsZero() {
		values.Set(DayField, day.String())
	}
	return "/export/" + file + "?" + values.Encode()
}
