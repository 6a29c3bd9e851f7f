package assessment

// StartupQuery selects one page of the portfolio.
type StartupQuery struct {
	Text  string // searched in names, ids and pitches; accents and case do not count
	Page  int    // from 1
	Today Date   // decides the current phase
}

// PageSize is how many startups one page of the portfolio shows.
const PageSize = 50

// StartupList is one page of the portfolio and how many startups match in all.
type StartupList struct {
	Items []Classified
	Total int
}
