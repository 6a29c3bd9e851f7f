package postgres_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// keepMoves keeps startups that were decided on, and of which the catalogue tells all
// sorts of things, before the decision or since.
func keepMoves(t *testing.T) *postgres.Store {
	t.Helper()
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	exec(t, tx, `INSERT INTO incubators SELECT 'i' || n, 'I', '', '', '', '', '', CASE WHEN n < 3 THEN '2026-11-10'::date + n END, '2026-01-01', '' FROM generate_series(1, 4) n`)
	random := rand.New(rand.NewPCG(14, 0))
	for n := range 120 {
		id := fmt.Sprintf("s%d", n)
		keepStartups(t, tx, id)
		tell := func() { tellMoves(t, tx, id, random) }
		known := random.IntN(2) == 0
		if known {
			tell()
		}
		publish(t, store, sign(t, store, draftOf(id)), noon.AddDate(0, 0, random.IntN(10)))
		if !known {
			tell()
		}
	}
	return store
}

// tellMoves makes up what the catalogue tells of a startup.
func tellMoves(t *testing.T, db postgres.DB, id string, random *rand.Rand) {
	t.Helper()
	var phases []string
	for _, i := range random.Perm(8)[:1+random.IntN(3)] {
		phases = append(phases, fmt.Sprintf("%s %s", assessment.PhaseNames()[i], today.AddDays(random.IntN(40)-25)))
	}
	keepPhases(t, db, id, strings.Join(phases, ", "))
	if random.IntN(6) == 0 {
		exec(t, db, `UPDATE startups SET withdrawn_on = $2 WHERE id = $1`, id, today.AddDays(random.IntN(20)-5).Time())
	}
	for position, i := range random.Perm(4)[:random.IntN(3)] {
		exec(t, db, `INSERT INTO startup_incubators VALUES ($1, $2, 'i' || $3::int)`, id, position, i+1)
	}
}

func TestTheStoreFindsTheDisagreementsThatTheDomainTells(t *testing.T) {
	store := keepMoves(t)
	found := map[assessment.Divergence]int{}
	for n := range 12 {
		day := today.AddDays(n)
		want, got := map[assessment.Divergence][]string{}, map[assessment.Divergence][]string{}
		for c, err := range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, day) {
			if err != nil {
				t.Fatal(err)
			}
			if kind := c.Disagreement(day).Kind; kind != "" {
				want[kind] = append(want[kind], c.Startup.ID)
				found[kind]++
			}
		}
		for _, kind := range assessment.Disagreements() {
			for c, err := range store.Classified(t.Context(), assessment.Filter{Withdrawn: true, Divergence: kind}, day) {
				if err != nil {
					t.Fatal(err)
				}
				got[kind] = append(got[kind], c.Startup.ID)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("on %s\ngot  %v\nwant %v", day, got, want)
		}
		checkWork(t, store, day, want)
	}
	if len(found) != len(assessment.Disagreements()) {
		t.Errorf("found only %v", found)
	}
}

// checkWork compares the programme's list with the disagreements of a day.
func checkWork(t *testing.T, store *postgres.Store, day assessment.Date, want map[assessment.Divergence][]string) {
	t.Helper()
	work, err := store.Work(t.Context(), assessment.Account{Role: assessment.Programme}, day)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, ids := range want {
		all += len(ids)
	}
	if len(work.Disagreeing) != min(all, assessment.WorkSize) {
		t.Errorf("on %s %d of %d are to be decided on", day, len(work.Disagreeing), all)
	}
	for _, task := range work.Disagreeing {
		startup, err := store.Startup(t.Context(), task.StartupID)
		if told := startup.Told(day); err != nil || task.Disagreement != told || task.AssessmentID == 0 {
			t.Errorf("on %s %+v, want %+v (%v)", day, task, told, err)
		}
	}
	for _, who := range []assessment.Role{assessment.Coach, assessment.Administration} {
		if work, err := store.Work(t.Context(), assessment.Account{Role: who}, day); err != nil || len(work.Disagreeing) > 0 {
			t.Errorf("the %s has %d (%v)", who, len(work.Disagreeing), err)
		}
	}
}
