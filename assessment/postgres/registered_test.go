package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestTheRegisterIsStreamedInItsOrder(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "a", "b", "c")
	exec(t, tx, `UPDATE startups SET name = 'Service ' || id`)
	exec(t, tx, `UPDATE startups SET withdrawn_on = '2026-11-02' WHERE id = 'c'`)
	first, second, third := sign(t, store, draftOf("b")), sign(t, store, draftOf("a")), sign(t, store, draftOf("c"))
	publish(t, store, first, noon.AddDate(0, 0, -20))
	publish(t, store, second, noon.AddDate(0, 0, -10))
	publish(t, store, third, noon.AddDate(0, 0, -10))
	publish(t, store, first, noon)
	for _, test := range []struct {
		name   string
		filter assessment.Filter
		day    assessment.Date
		want   string
	}{
		{"all that was decided, by entry and not by startup", assessment.Filter{Withdrawn: true}, today, "b a c b"},
		{"what left the catalogue is not asked for", assessment.Filter{}, today, "b a b"},
		{"nothing that was decided after the day", assessment.Filter{Withdrawn: true}, today.AddDays(-1), "b a c"},
		{"on the day of the decision it is there", assessment.Filter{}, today.AddDays(-20), "b"},
		{"before it there is nothing", assessment.Filter{}, today.AddDays(-21), ""},
		{"only what was decided after a day", assessment.Filter{Withdrawn: true, ChangedSince: today.AddDays(-11)}, today, "a c b"},
		{"not on it", assessment.Filter{Withdrawn: true, ChangedSince: today.AddDays(-10)}, today, "b"},
		{"between two days", assessment.Filter{ChangedSince: today.AddDays(-20)}, today.AddDays(-1), "a"},
		{"of the startups of a filter", assessment.Filter{ID: "b"}, today, "b b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for e, err := range store.Registered(t.Context(), test.filter, test.day) {
				if err != nil {
					t.Fatal(err)
				}
				if e.StartupName != "Service "+e.StartupID {
					t.Errorf("%s is named %q", e.StartupID, e.StartupName)
				}
				got = append(got, e.StartupID)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestARegisterOfManyBatchesIsWhole(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "a")
	signed := sign(t, store, draftOf("a"))
	var want, got []int64
	for range 450 { // more than two batches
		want = append(want, publish(t, store, signed, noon).ID)
	}
	for e, err := range store.Registered(t.Context(), assessment.Filter{}, today) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %d entries, want %d", len(got), len(want))
	}
}

func TestWhatWasInForceBeforeComesWithWhatIs(t *testing.T) {
	store := keepPortfolio(t)
	yesterday := today.AddDays(-1)
	before := map[string]assessment.Date{}
	for c, err := range store.Classified(t.Context(), assessment.Filter{ChangedSince: yesterday}, today) {
		if err != nil {
			t.Fatal(err)
		}
		before[c.Startup.ID] = c.Before.DecidedOn
	}
	for id, want := range map[string]assessment.Date{"echu": date("2026-10-01"), "bientot": {}} {
		if got, changed := before[id]; !changed || got != want {
			t.Errorf("before, %s was decided on %s, want %s", id, got, want)
		}
	}
	for c, err := range store.Classified(t.Context(), assessment.Filter{ID: "echu"}, today) {
		if err != nil || c.Before.ID != 0 {
			t.Errorf("what was before is not asked for, got %+v (%v)", c.Before, err)
		}
	}
}
