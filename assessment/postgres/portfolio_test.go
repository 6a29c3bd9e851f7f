package postgres_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// keepPortfolio keeps a startup for each side of each filter, dates to the day of
// their bounds seen from [today], and returns the store.
func keepPortfolio(t *testing.T) *postgres.Store {
	t.Helper()
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	for id, phases := range map[string]string{
		"bientot": "opere 2026-01-01", "brouillon": "construction 2026-01-01", "court": "consolidation 2026-05-21", "echu": "transfere 2025-12-01", "exploite": "opere 2025-01-01",
		"long": "consolidation 2024-11-20", "moyen": "consolidation 2026-05-20", "neuf": "investigation 2026-10-01", "orphelin": "transfere 2024-11-20",
		"parti": "transfere 2020-01-01", "passe": "transfere 2025-11-20", "signe": "acceleration 2026-01-01", "solide": "transfere 2023-11-20, opere 2025-01-01",
		"tardif": "opere 2025-01-01", "verifie": "transfere 2023-11-21",
	} {
		keepStartups(t, tx, id)
		keepPhases(t, tx, id, phases)
	}
	exec(t, tx, `UPDATE startups SET link = 'https://' || id || '.example' WHERE id <> 'orphelin'`)
	exec(t, tx, `UPDATE startups SET repository = 'https://git.example' WHERE id <> 'solide'`)
	exec(t, tx, `UPDATE startups SET withdrawn_on = '2026-11-02' WHERE id = 'parti'`)
	exec(t, tx, `INSERT INTO startup_incubators VALUES ('court', 0, 'atelier'), ('solide', 0, 'fabrique'), ('solide', 1, 'atelier')`)
	exec(t, tx, `INSERT INTO startup_sponsors VALUES ('moyen', 0, 'communes'), ('tardif', 0, 'communes')`)

	publish(t, store, sign(t, store, draftOf("passe")), noon)
	sign(t, store, draftOf("signe"))
	saveDraft(t, store, draftOf("brouillon"))
	for id, holds := range map[string]struct{ asOf, decided, until string }{
		"bientot": {"2026-11-20", "2026-11-20", "2027-02-20"},
		"echu":    {"2026-09-01", "2026-10-01", "2026-11-19"},
		"solide":  {"2026-11-20", "2026-11-20", "2026-12-20"},
		"tardif":  {"2026-01-15", "2026-11-20", "2027-05-20"},
		"verifie": {"2025-06-01", "2026-11-10", "2026-11-20"},
	} {
		draft := draftOf(id)
		draft.Facts.AsOf = date(holds.asOf)
		draft.Facts.OpenSource.Answer = assessment.Yes
		draft.Facts.Trajectory.Kind = "integrated-team"
		override(t, store, sign(t, store, draft), date(holds.decided), date(holds.until))
	}
	return store
}

// keepPhases keeps the phases of a startup, each with its first day: « transfere
// 2023-11-20, opere 2025-01-01 ».
func keepPhases(t *testing.T, db postgres.DB, id, phases string) {
	t.Helper()
	var startup assessment.Startup
	for phase := range strings.SplitSeq(phases, ", ") {
		name, start, _ := strings.Cut(phase, " ")
		startup.Phases = append(startup.Phases, assessment.Phase{Name: assessment.PhaseName(name), Start: date(start)})
	}
	for i, span := range startup.PhaseSpans() {
		var before *time.Time
		if !span.Before.IsZero() {
			day := span.Before.Time()
			before = &day
		}
		exec(t, db, `INSERT INTO phases VALUES ($1, $2, $3, $4, NULL, $4, $5, $6)`, id, i, string(span.Name), span.From.Time(), before,
			string(startup.Told(span.From).Kind))
	}
}

// override publishes « Réalisations » of a signed assessment until a day.
func override(t *testing.T, store *postgres.Store, signed assessment.Assessment, on, until assessment.Date) {
	t.Helper()
	file, err := store.Record(t.Context(), signed.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Decide(t.Context(), testGrid, assessment.Decision{AssessmentID: signed.ID, Seen: file.Version(), Decided: assessment.Realisations,
		ValidUntil: until, Reason: "Vu sur place.", Author: "Sacha", At: on.Time()})
	if err != nil {
		t.Fatal(err)
	}
}

func TestThePortfolioIsFiltered(t *testing.T) {
	store := keepPortfolio(t)
	tried := map[string]bool{}
	for _, test := range []struct {
		name   string
		filter assessment.Filter
		want   string
	}{
		{"nothing asked is everything of the catalogue", assessment.Filter{}, "bientot brouillon court echu exploite long moyen neuf orphelin passe signe solide tardif verifie"},
		{"those that left the catalogue come where they are asked for", assessment.Filter{Withdrawn: true, Text: "parti"}, "parti"},
		{"an id selects one", assessment.Filter{ID: "solide"}, "solide"},
		{"a text is looked for in names", assessment.Filter{Text: "Échu"}, "echu"},
		{"an incubator need not be the first", assessment.Filter{Incubator: "atelier"}, "court solide"},
		{"an unknown incubator has none", assessment.Filter{Incubator: "inconnu"}, ""},
		{"a sponsor has its own", assessment.Filter{Sponsor: "communes"}, "moyen tardif"},
		{"a phase is the current one", assessment.Filter{Phases: []assessment.PhaseName{assessment.Transferred}}, "echu orphelin passe verifie"},
		{"of several phases any will do", assessment.Filter{Phases: []assessment.PhaseName{assessment.Investigation, assessment.Operated}}, "bientot exploite neuf solide tardif"},
		{"six months in a phase count to the day", assessment.Filter{Phases: []assessment.PhaseName{assessment.Consolidation}, PhaseFor: 6}, "long moyen"},
		{"so do twenty-four", assessment.Filter{Phases: []assessment.PhaseName{assessment.Consolidation}, PhaseFor: 24}, "long"},
		{"a classification is the decided one", assessment.Filter{Classification: assessment.Realisations}, "bientot echu solide tardif verifie"},
		{"what was only signed is not published", assessment.Filter{Unpublished: true}, "brouillon court exploite long moyen neuf orphelin signe"},
		{"what has an entry is published", assessment.Filter{Published: true}, "bientot echu passe solide tardif verifie"},
		{"a page goes on after an id", assessment.Filter{Published: true, After: "passe"}, "solide tardif verifie"},
		{"a trajectory is that of what is in force", assessment.Filter{Trajectory: assessment.Undecided}, "passe"},
		{"a criterion is not met", assessment.Filter{NotMet: assessment.OpenSource}, "passe"},
		{"an unknown criterion is not one that is not met", assessment.Filter{NotMet: assessment.Adoption}, ""},
		{"what ended yesterday is to be confirmed, what ends today is not", assessment.Filter{ToConfirm: true}, "echu"},
		{"what lapses within a month does so to the day", assessment.Filter{LapsesWithin: 1}, "solide verifie"},
		{"within three months", assessment.Filter{LapsesWithin: 3}, "bientot solide verifie"},
		{"within six months, what never lapses does not", assessment.Filter{LapsesWithin: 6}, "bientot solide tardif verifie"},
		{"a draft is no assessment", assessment.Filter{NeverAssessed: true}, "brouillon court exploite long moyen neuf orphelin"},
		{"transferred or operated a year ago, to the day", assessment.Filter{TransferredFor: 12}, "exploite orphelin passe solide tardif verifie"},
		{"transferred two years ago", assessment.Filter{TransferredFor: 24}, "orphelin solide verifie"},
		{"transferred three years ago, whatever the phase is now", assessment.Filter{TransferredFor: 36}, "solide"},
		{"due for a check a year after it was transferred or operated, unless assessed since", assessment.Filter{CheckDue: 12}, "exploite orphelin"},
		{"an assessment before the second year is none of it", assessment.Filter{CheckDue: 24}, "orphelin verifie"},
		{"what was assessed on the very day is not due", assessment.Filter{CheckDue: 36}, ""},
		{"transferred, in force « Partenariats passés »", assessment.Filter{Divergence: assessment.TransferredButPassed}, "passe"},
		{"transferred without a link", assessment.Filter{Divergence: assessment.TransferredWithoutLink}, "orphelin"},
		{"said to be open, without a repository", assessment.Filter{Divergence: assessment.OpenWithoutRepository}, "solide"},
		{"nothing was decided after today", assessment.Filter{ChangedSince: today}, ""},
		{"since yesterday, what was decided today or came to its end", assessment.Filter{ChangedSince: today.AddDays(-1)}, "bientot echu passe solide tardif"},
		{"since a month, what was decided in it too", assessment.Filter{ChangedSince: today.AddMonths(-1)}, "bientot echu passe solide tardif verifie"},
		{"filters hold together", assessment.Filter{Incubator: "atelier", Classification: assessment.Realisations, LapsesWithin: 3}, "solide"},
		{"and exclude each other", assessment.Filter{Incubator: "atelier", NeverAssessed: true, LapsesWithin: 3}, ""},
	} {
		for field, value := range reflect.ValueOf(test.filter).Fields() {
			tried[field.Name] = tried[field.Name] || !value.IsZero()
		}
		t.Run(test.name, func(t *testing.T) {
			list, err := store.Startups(t.Context(), assessment.StartupQuery{Filter: test.filter, Today: today})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(names(list.Items), " "); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if list.Total != len(strings.Fields(test.want)) {
				t.Errorf("%d in all", list.Total)
			}
		})
	}
	for field, once := range tried {
		if !once {
			t.Errorf("no row filters by %s", field)
		}
	}
}

func TestThePortfolioIsSorted(t *testing.T) {
	store := keepPortfolio(t)
	for _, test := range []struct {
		name  string
		order assessment.Order
		want  string
	}{
		{"by name", assessment.ByName, "bientot echu passe solide tardif verifie"},
		{"by lapse, what never lapses last", assessment.ByLapse, "echu verifie solide bientot tardif passe"},
		{"by transfer, what never was last", assessment.ByTransfer, "solide verifie tardif passe echu bientot"},
		{"by assessment, then by name", assessment.ByAssessment, "verifie tardif echu bientot passe solide"},
	} {
		t.Run(test.name, func(t *testing.T) {
			query := assessment.StartupQuery{Filter: assessment.Filter{Published: true}, Order: test.order, Today: today}
			list, err := store.Startups(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(names(list.Items), " "); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestTheSummaryCountsWhatTheStreamHolds(t *testing.T) {
	store := keepPortfolio(t)
	for name, test := range map[string]struct {
		filter assessment.Filter
		day    assessment.Date
		total  int
	}{
		"everything":                          {assessment.Filter{}, today, 14},
		"with what left the catalogue":        {assessment.Filter{Withdrawn: true}, today, 15},
		"what is published":                   {assessment.Filter{Published: true}, today, 6},
		"two phases":                          {assessment.Filter{Phases: []assessment.PhaseName{assessment.Transferred, assessment.Operated}}, today, 8},
		"what lapses soon":                    {assessment.Filter{LapsesWithin: 3}, today, 3},
		"a month later, most of it has ended": {assessment.Filter{}, today.AddMonths(4), 14},
		"before anything was decided":         {assessment.Filter{}, date("2026-01-01"), 14},
		"nothing":                             {assessment.Filter{Incubator: "inconnu"}, today, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := store.Summary(t.Context(), test.filter, test.day)
			if err != nil {
				t.Fatal(err)
			}
			want := counted(t, store, test.filter, test.day)
			if !reflect.DeepEqual(got, want) || got.Total != test.total {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

// counted counts in Go what a summary counts in SQL.
func counted(t *testing.T, store *postgres.Store, f assessment.Filter, day assessment.Date) assessment.Summary {
	t.Helper()
	sum := assessment.Summary{Classifications: map[assessment.Classification]int{}, Criteria: map[assessment.CriterionID]map[assessment.Status]int{}, Trajectories: map[string]int{}}
	for _, id := range assessment.CriterionIDs() {
		sum.Criteria[id] = map[assessment.Status]int{}
	}
	lapses, transfers := map[string]int{}, map[int]int{}
	for c, err := range store.Classified(t.Context(), f, day) {
		if err != nil {
			t.Fatal(err)
		}
		sum.Total++
		sum.Classifications[c.Entry.Decided]++
		if transferred := c.Startup.TransferredOn(day); !transferred.IsZero() {
			transfers[transferred.Time().Year()]++
		}
		if c.Entry.ID == 0 {
			continue
		}
		sum.Trajectories[c.Assessment.Facts.Trajectory.Kind]++
		for _, criterion := range c.Assessment.Verdict.Criteria {
			sum.Criteria[criterion.ID][criterion.Status]++
		}
		if c.ToConfirm(day) {
			sum.ToConfirm++
		}
		if until := c.Entry.Due(); !until.IsZero() && !c.Entry.Lapsed(day) {
			lapses[until.String()[:len("2006-01")]]++
		}
	}
	month, _ := time.Parse("2006-01", day.String()[:len("2006-01")])
	for range 12 {
		sum.Lapses = append(sum.Lapses, assessment.MonthCount{Year: month.Year(), Month: month.Month(), Count: lapses[month.Format("2006-01")]})
		month = month.AddDate(0, 1, 0)
	}
	sum.Transfers = everyYear(transfers)
	return sum
}

// everyYear is a count for each year from the first to the last.
func everyYear(counts map[int]int) (years []assessment.YearCount) {
	var known []int
	for year := range counts {
		known = append(known, year)
	}
	if len(known) == 0 {
		return nil
	}
	for year := slices.Min(known); year <= slices.Max(known); year++ {
		years = append(years, assessment.YearCount{Year: year, Count: counts[year]})
	}
	return years
}
