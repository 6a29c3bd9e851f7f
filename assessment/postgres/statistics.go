package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Decisions returns the last decisions of the register until a day, the last one first,
// each with what the catalogue tells on that day against what is in force.
func (s *Store) Decisions(ctx context.Context, most int, day assessment.Date) ([]assessment.RegisterEntry, error) {
	const query = `
		SELECT ` + startupColumns + `,
			(SELECT to_jsonb(e) FROM (SELECT ` + entryColumns + ` FROM register WHERE id = last.id) e) AS entry,
			last.id = (SELECT id ` + inForce + `) AS inforce
		FROM (SELECT id, startup_id FROM register WHERE decided_on <= @day ORDER BY id DESC LIMIT @most) last JOIN startups s ON s.id = startup_id
		ORDER BY last.id DESC`
	rows, _ := s.db.Query(ctx, query, pgx.NamedArgs{"most": most, "day": day.Time()})
	decisions, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (assessment.RegisterEntry, error) {
		r, err := pgx.RowToStructByName[struct {
			assessment.Startup
			Entry   assessment.Entry
			InForce bool
		}](row)
		decision := assessment.RegisterEntry{Entry: r.Entry, StartupName: r.Name}
		if r.InForce {
			decision.Disagreement = r.Startup.Disagreement(r.Entry, day)
		}
		return decision, err
	})
	if err != nil {
		return nil, errorf("decisions: %w", err)
	}
	return decisions, nil
}

// Statistics returns the figures of the tool itself on a day.
func (s *Store) Statistics(ctx context.Context, day assessment.Date) (assessment.Statistics, error) {
	published := selectStartups(assessment.Filter{Published: true, Withdrawn: true}, day)
	published.join(withPhase, withEntry, withAssessment, withDisagreement)
	query := `
		SELECT (SELECT count(*) FROM startups WHERE withdrawn_on IS NULL) AS startups,
			(SELECT count(DISTINCT startup_id) FROM assessments WHERE state = 'signed' AND signed_at < @night) AS assessed,
			count(*) AS published,
			count(*) FILTER (WHERE e.decided = 'realisations') AS realisations,
			count(*) FILTER (WHERE ` + toConfirm + `) AS toconfirm,
			coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY @day - a.as_of), 0) AS medianage` + published.from()
	rows, _ := s.db.Query(ctx, query, published.args)
	statistics, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Statistics])
	if err != nil {
		return assessment.Statistics{}, errorf("statistics: %w", err)
	}
	return statistics, nil
}
