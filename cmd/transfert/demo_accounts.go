package main

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

// demoScopes are those of the accounts of the fictional catalogue: some of its
// services are inside, others outside.
var demoScopes = map[assessment.Role][]string{
	assessment.Coach:          {"ruche-verte", "fabrique-du-littoral"},
	assessment.Administration: {"anbs", "dmc", "ddat-val-d-ombre"},
}

// demoAccounts makes the three accounts that open with a click, where they are
// not there yet.
func demoAccounts(ctx context.Context, store *postgres.Store, scopes map[assessment.Role][]string,
	now time.Time) (map[assessment.Role]assessment.Account, error) {
	accounts := map[assessment.Role]assessment.Account{}
	for _, a := range []assessment.Account{
		{Email: assessment.DemonstrationCoach, Name: "Camille Durand", Role: assessment.Coach},
		{Email: assessment.DemonstrationAdministration, Name: "Dominique Lemaire", Role: assessment.Administration},
		{Email: assessment.DemonstrationProgramme, Name: "Sacha Morel", Role: assessment.Programme},
	} {
		kept, err := store.AccountByEmail(ctx, a.Email)
		if errors.Is(err, assessment.ErrNotFound) {
			a.Scope = scopes[a.Role]
			kept, err = store.AddAccount(ctx, a, assessment.Account{}, now)
		}
		if err != nil {
			return nil, err
		}
		accounts[a.Role] = kept
	}
	return accounts, nil
}

// demoAccountsOf makes the three accounts for a catalogue that is not the
// fictional one: their scopes are the incubator and the sponsor of most services.
func demoAccountsOf(ctx context.Context, store *postgres.Store, now time.Time) (map[assessment.Role]assessment.Account, error) {
	incubators, sponsors := map[string]int{}, map[string]int{}
	for c, err := range store.Classified(ctx, assessment.Filter{}, assessment.DateOf(now)) {
		if err != nil {
			return nil, err
		}
		for _, i := range c.Startup.Incubators {
			incubators[i.ID]++
		}
		for _, o := range c.Startup.Sponsors {
			sponsors[o.ID]++
		}
	}
	return demoAccounts(ctx, store, map[assessment.Role][]string{
		assessment.Coach: commonest(incubators), assessment.Administration: commonest(sponsors),
	}, now)
}

// commonest returns the id that is counted most often, the first one by name
// among equals.
func commonest(counts map[string]int) []string {
	ids := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return ids[:min(len(ids), 1)]
}
