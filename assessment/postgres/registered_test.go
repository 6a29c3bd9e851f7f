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
		{"not the entry of that day, of a startup that has a later one", assessment.Filter{Withdrawn: true, ChangedSince: today.AddDays(-20)}, today, "a c b"},
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
	for _, test := range []struct{ name, id, since, before string }{
		{"what came to its end was decided before", "echu", "2026-11-19", "2026-10-01"},
		{"what was decided on the day itself is before", "echu", "2026-10-01", "2026-10-01"},
		{"before the first decision nothing was in force", "bientot", "2026-11-19", ""},
		{"without a day nothing is before", "echu", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			filter, want := assessment.Filter{ID: test.id}, assessment.Date{}
			if test.since != "" {
				filter.ChangedSince = date(test.since)
			}
			if test.before != "" {
				want = date(test.before)
			}
			found := 0
			for c, err := range store.Classified(t.Context(), filter, today) {
				if found++; err != nil || c.Before.DecidedOn != want {
					t.Errorf("before it was decided on %s, want %s (%v)", c.Before.DecidedOn, want, err)
				}
			}
			if found != 1 {
				t.Errorf("%d startups", found)
			}
		})
	}
}
