package postgres_test

import (
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

// BenchmarkStore measures the store with 100,000 startups and three assessments
// of each: go test -run '^$' -bench Store ./assessment/postgres
func BenchmarkStore(b *testing.B) {
	pool := postgrestest.Database(b)
	store := postgres.New(pool)
	fillAtScale(b, pool)
	for _, query := range []struct {
		name string
		assessment.StartupQuery
	}{
		{"the first page", assessment.StartupQuery{Page: 1, Today: today}},
		{"the last page", assessment.StartupQuery{Page: 2000, Today: today}},
		{"a rare word", assessment.StartupQuery{Page: 1, Today: today, Filter: assessment.Filter{Text: "99123"}}},
		{"a word in every name", assessment.StartupQuery{Page: 1, Today: today, Filter: assessment.Filter{Text: "service"}}},
		{"two words", assessment.StartupQuery{Page: 1, Today: today, Filter: assessment.Filter{Text: "service 4321"}}},
		{"two letters", assessment.StartupQuery{Page: 1, Today: today, Filter: assessment.Filter{Text: "42"}}},
	} {
		b.Run("Startups/"+query.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := store.Startups(b.Context(), query.StartupQuery); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, query := range []struct {
		name string
		assessment.StartupQuery
	}{
		{"what the portfolio opens with", assessment.StartupQuery{Filter: assessment.Filter{Phases: []assessment.PhaseName{
			assessment.Consolidation, assessment.Transferred, assessment.Operated}}}},
		{"an incubator within three months", assessment.StartupQuery{Filter: assessment.Filter{Incubator: "i7", LapsesWithin: 3}}},
		{"a classification", assessment.StartupQuery{Filter: assessment.Filter{Classification: assessment.Realisations}}},
		{"by lapse", assessment.StartupQuery{Order: assessment.ByLapse}},
	} {
		query.Page, query.Today = 1, today
		b.Run("Portfolio/"+query.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := store.Startups(b.Context(), query.StartupQuery); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("Summary/"+query.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := store.Summary(b.Context(), query.Filter, today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("Classified/500 after an id", func(b *testing.B) {
		for b.Loop() {
			n := 0
			for _, err := range store.Classified(b.Context(), assessment.Filter{Published: true, Withdrawn: true, After: "s5"}, today) {
				if n++; err != nil {
					b.Fatal(err)
				}
				if n == 500 {
					break
				}
			}
		}
	})
	b.Run("Work", func(b *testing.B) {
		for b.Loop() {
			if _, err := store.Work(b.Context(), assessment.Account{Role: assessment.Programme}, today.AddDays(40)); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, f := range map[string]assessment.Filter{
		"everything": {}, "an incubator": {Incubator: "i7"}, "since yesterday": {ChangedSince: today.AddDays(-1)}, "since today": {ChangedSince: today},
	} {
		b.Run("Classified/"+name, func(b *testing.B) { benchmarkStream(b, store.Classified(b.Context(), f, today)) })
		b.Run("Registered/"+name, func(b *testing.B) { benchmarkStream(b, store.Registered(b.Context(), f, today)) })
	}
	b.Run("Classified/broken off", func(b *testing.B) {
		for b.Loop() {
			for range store.Classified(b.Context(), assessment.Filter{}, today) {
				break
			}
		}
	})
	b.Run("SaveDraft", func(b *testing.B) {
		draft := draftOf("s50000")
		saveDraft(b, store, draft)
		edit := editOf(b, store, draft)
		for b.Loop() {
			edit.Facts.Adoption.Comment += "."
			m, err := store.SaveDraft(b.Context(), edit)
			if err != nil || len(m.Applied) != 1 {
				b.Fatal(m, err)
			}
			edit.Facts, edit.Base = m.Draft.Facts, m.Draft.Facts.Digests()
		}
	})
}

// benchmarkStream reads a sequence and reports how long it is, and the most memory
// in use meanwhile.
func benchmarkStream[T any](b *testing.B, rows iter.Seq2[T, error]) {
	var most uint64
	count := 0
	for b.Loop() {
		count = 0
		for _, err := range rows {
			if err != nil {
				b.Fatal(err)
			}
			if count++; count%10_000 == 0 {
				var memory runtime.MemStats
				runtime.ReadMemStats(&memory)
				most = max(most, memory.HeapInuse)
			}
		}
	}
	b.ReportMetric(float64(count), "rows")
	b.ReportMetric(float64(most)/1e6, "MB-heap")
}

// fillAtScale makes 100,000 startups with phases, incubators and sponsors, each
// assessed three times with facts of some two kilobytes.
func fillAtScale(b *testing.B, pool *pgxpool.Pool) {
	exec(b, pool, `
		INSERT INTO startups
		SELECT 's' || n, 'Service ' || n, 'Ce service simplifie la démarche ' || n % 977, 'contact@example.org', 'https://service.example/' || n,
			'https://git.example/' || n, '', '', '', '', 'service ' || n || ' s' || n || ' ce service simplifie la demarche ' || n % 977,
			NULL, '2026-11-01', '' FROM generate_series(1, 100000) n`)
	exec(b, pool, `
		INSERT INTO phases
		SELECT 's' || n, p, (ARRAY['investigation', 'construction', 'transfere'])[p + 1], date '2020-01-01' + 400 * p + n % 300, NULL,
			date '2020-01-01' + 400 * p + n % 300, CASE WHEN p < 2 THEN date '2020-01-01' + 400 * (p + 1) + n % 300 END
		FROM generate_series(1, 100000) n, generate_series(0, 2) p`)
	exec(b, pool, `INSERT INTO incubators SELECT 'i' || n, 'Incubateur ' || n, '', '', '', '', '', NULL, '2026-11-01', '' FROM generate_series(1, 50) n`)
	exec(b, pool, `INSERT INTO organisations SELECT 'o' || n, 'Organisation ' || n, '', '', '', NULL, '2026-11-01', '' FROM generate_series(1, 500) n`)
	exec(b, pool, `INSERT INTO startup_incubators SELECT 's' || n, 0, 'i' || n % 50 + 1 FROM generate_series(1, 100000) n`)
	exec(b, pool, `INSERT INTO startup_sponsors SELECT 's' || n, 0, 'o' || n % 500 + 1 FROM generate_series(1, 100000) n`)
	verdict := judged(b, draftOf("")).Verdict
	for i := range verdict.Criteria {
		verdict.Criteria[i].Conditions = []assessment.Condition{{ID: "cadence", Status: assessment.Met, Detail: strings.Repeat("Un jour couvert. ", 8)}}
	}
	exec(b, pool, `
		INSERT INTO assessments (startup_id, state, revision, author, facts, verdict, created_at, updated_at, signed_at, answer_by)
		SELECT 's' || n, 'signed', r, 'Camille', $1::jsonb, $2::jsonb || jsonb_build_object('valid_until', date '2026-11-20' + n % 400), $3, $3, $3, date '2026-12-05'
		FROM generate_series(1, 100000) n, generate_series(1, 3) r`, typicalFacts(), verdict, noon)
	exec(b, pool, `INSERT INTO pending SELECT startup_id, id FROM assessments WHERE revision = 3 AND id % 100 = 0`)
	exec(b, pool, `
		INSERT INTO register (startup_id, assessment_id, computed, decided, basis, reason, valid_until, author, decided_on, at)
		SELECT startup_id, id, classification, classification, 'countersigned', '', valid_until, 'Sacha', '2026-11-20', $1
		FROM assessments WHERE revision < 3`, noon)
	exec(b, pool, `ANALYZE`)
}

// typicalFacts are as many as a year of a service brings.
func typicalFacts() assessment.Facts {
	r := rand.New(rand.NewPCG(1, 0))
	facts := draftOf("").Facts
	for range 6 {
		day := today.AddDays(-r.IntN(365))
		facts.Adoption.Measures = append(facts.Adoption.Measures, assessment.Measure{Date: day, Users: 10_540, TargetPopulation: 31_000, EvidenceURL: "https://service.example/stats"})
		facts.UserTests.Sessions = append(facts.UserTests.Sessions, assessment.Session{Date: day, Participants: 5, EvidenceURL: "https://service.example/tests"})
		facts.Evolutions.Releases = append(facts.Evolutions.Releases, assessment.Release{Date: day, Summary: "Export, demandé pendant les tests", FromUserFeedback: true})
		facts.Communication.Actions = append(facts.Communication.Actions, assessment.Action{Date: day, Title: "Bilan annuel publié"})
	}
	return facts
}
