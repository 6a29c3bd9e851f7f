package query

import (
	"net/url"
	"strconv"

	"transfert/assessment"
)

// Values writes a filter as the parameters of a query, which [Filter] reads back.
// All phases are written as such: the portfolio shows only some where an address
// does not say.
func Values(f assessment.Filter) url.Values {
	values := url.Values{Phases: {EveryPhase}}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	for name, field := range texts {
		set(name, *field(&f))
	}
	for name, field := range boxes {
		if *field(&f) {
			set(name, Ticked)
		}
	}
	for name, duration := range durations {
		if months := *duration.field(&f); months != 0 {
			set(name, strconv.Itoa(int(months/duration.unit)))
		}
	}
	set(Classification, string(f.Classification))
	if f.Unpublished {
		set(Classification, Unpublished)
	}
	set(NotMet, string(f.NotMet))
	set(Divergence, string(f.Divergence))
	if len(f.Phases) > 0 {
		values.Del(Phases)
	}
	for _, p := range f.Phases {
		values.Add(Phases, string(p))
	}
	return values
}
