package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Summary counts the startups that a filter selects by what is in force on a day.
func (s *Store) Summary(ctx context.Context, f assessment.Filter, day assessment.Date) (assessment.Summary, error) {
	selected := selectStartups(f, day)
	selected.join(withPhase, withEntry, withAssessment, withTransfer, withDisagreement)
	selected.args["months"] = summaryMonths
	query := `
		WITH f AS MATERIALIZED (
			SELECT e.decided, e.due_on, ` + toConfirm + ` AS to_confirm, a.statuses, a.trajectory, t.day AS transferred` + selected.from() + `)
		SELECT 'classification' AS kind, coalesce(decided, '') AS key, '' AS status, count(*) FROM f GROUP BY decided
		UNION ALL SELECT 'to confirm', '', '', count(*) FROM f WHERE to_confirm
		UNION ALL SELECT 'criterion', (place - 1)::text, status, count(*)
			FROM f, jsonb_array_elements_text(statuses) WITH ORDINALITY c (status, place) GROUP BY place, status
		UNION ALL SELECT 'trajectory', trajectory, '', count(*) FROM f WHERE decided IS NOT NULL GROUP BY trajectory
		UNION ALL SELECT 'lapse', to_char(due_on, 'YYYY-MM'), '', count(*) FROM f
			WHERE due_on >= @day AND due_on < date_trunc('month', @day::date) + make_interval(months => @months) GROUP BY 2
		UNION ALL SELECT 'transfer', to_char(transferred, 'YYYY'), '', count(*) FROM f WHERE transferred IS NOT NULL GROUP BY 2
		ORDER BY 1, 2`
	rows, _ := s.db.Query(ctx, query, selected.args)
	counts, err := pgx.CollectRows(rows, pgx.RowToStructByName[summaryCount])
	if err != nil {
		return assessment.Summary{}, errorf("summary of the startups: %w", err)
	}
	return summarise(counts, day), nil
}

// summaryMonths is how many months of lapses a summary tells.
const summaryMonths = 12

// summaryCount is one number of a summary.
type summaryCount struct {
	Kind, Key, Status string
	Count             int
}

// summarise puts the numbers where they belong.
func summarise(counts []summaryCount, day assessment.Date) assessment.Summary {
	sum := assessment.Summary{
		Classifications: map[assessment.Classification]int{},
		Criteria:        map[assessment.CriterionID]map[assessment.Status]int{},
		Trajectories:    map[string]int{},
	}
	for _, id := range assessment.CriterionIDs() {
		sum.Criteria[id] = map[assessment.Status]int{}
	}
	lapses, transfers := map[string]int{}, map[string]int{}
	for _, c := range counts {
		switch c.Kind {
		case "classification":
			sum.Classifications[assessment.Classification(c.Key)] = c.Count
			sum.Total += c.Count
		case "to confirm":
			sum.ToConfirm = c.Count
		case "criterion":
			sum.Criteria[assessment.CriterionIDs()[c.Key[0]-'0']][assessment.Status(c.Status)] = c.Count
		case "trajectory":
			sum.Trajectories[c.Key] = c.Count
		case "lapse":
			lapses[c.Key] = c.Count
		case "transfer":
			transfers[c.Key] = c.Count
		}
	}
	sum.Lapses, sum.Transfers = monthsOf(lapses, day), yearsOf(transfers)
	return sum
}

// monthsOf returns the months that begin with that of a day, those without a lapse
// included.
func monthsOf(counts map[string]int, day assessment.Date) []assessment.MonthCount {
	year, month, _ := day.Time().Date()
	months := make([]assessment.MonthCount, summaryMonths)
	for i := range months {
		first := time.Date(year, month+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		months[i] = assessment.MonthCount{Year: first.Year(), Month: first.Month(), Count: counts[first.Format("2006-01")]}
	}
	return months
}

// yearsOf returns the years from the first to the last that counts, those without
// any included.
func yearsOf(counts map[string]int) []assessment.YearCount {
	var years []assessment.YearCount
	for year := 2000; year < 2200; year++ {
		if n := counts[fmt.Sprint(year)]; n > 0 || len(years) > 0 {
			years = append(years, assessment.YearCount{Year: year, Count: n})
		}
	}
	for len(years) > 0 && years[len(years)-1].Count == 0 {
		years = years[:len(years)-1]
	}
	return years
}
