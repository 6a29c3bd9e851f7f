package postgres

import (
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// The tables that a filter looks into besides startups s, on @day.
const (
	withPhase = `
		LEFT JOIN phases p ON p.startup_id = s.id AND p.current_from <= @day AND (p.current_before IS NULL OR p.current_before > @day)`
	withEntry = `
		LEFT JOIN LATERAL (
			SELECT assessment_id, decided, decided_on, due_on, despite, author ` + inForce + `) e ON true`
	withAssessment = `
		LEFT JOIN assessments a ON a.id = e.assessment_id`
	withTransfer = `
		LEFT JOIN LATERAL (
			SELECT min(starts_on) AS day FROM phases
			WHERE startup_id = s.id AND name IN ('transfere', 'opere') AND starts_on <= @day) t ON true`

	// withDisagreement needs the phase and the entry; it is [assessment.Startup.Disagreement].
	withDisagreement = `
		LEFT JOIN (
			SELECT startup_id, max(withdrawn_on) AS day FROM startup_incubators LEFT JOIN incubators ON id = incubator_id
			WHERE startup_id IN (SELECT startup_id FROM startup_incubators JOIN incubators ON id = incubator_id WHERE withdrawn_on <= @day)
			GROUP BY startup_id HAVING count(*) = count(*) FILTER (WHERE withdrawn_on <= @day)) lost ON lost.startup_id = s.id
		LEFT JOIN LATERAL (
			SELECT kind, since FROM (SELECT
				CASE WHEN p.told = 'arrete' THEN p.told WHEN s.withdrawn_on <= @day THEN 'retire'
					WHEN p.told <> '' THEN p.told WHEN lost.day IS NOT NULL THEN 'sans-incubateur' END,
				CASE WHEN p.told = 'arrete' THEN p.current_from WHEN s.withdrawn_on <= @day THEN s.withdrawn_on
					WHEN p.told = 'retour' THEN p.current_from WHEN p.told <> '' THEN NULL ELSE lost.day END) told (kind, since)
			WHERE e.assessment_id IS NOT NULL AND kind IS NOT NULL AND NOT (e.despite = kind AND coalesce(since <= e.decided_on, true))) d ON true`
)

// toConfirm is the condition of [assessment.Classified.ToConfirm].
const toConfirm = `(e.due_on < @day OR d.kind IS NOT NULL)`

// unrenamed is the condition that a startup goes by its own id.
const unrenamed = `NOT EXISTS (SELECT FROM renames WHERE former_id = s.id)`

// selection is the part of a query that a filter makes: the tables, the
// conditions on them, and the parameters.
type selection struct {
	joins      []string // in the order in which they build on each other
	conditions []string
	args       pgx.NamedArgs
}

// selectStartups returns the selection of a filter on a day.
func selectStartups(f assessment.Filter, day assessment.Date) *selection {
	s := &selection{conditions: []string{unrenamed}, args: pgx.NamedArgs{"day": day.Time(), "night": midnightAfter(day)}}
	s.where(!f.Withdrawn && f.Divergence != assessment.Withdrawn, `s.withdrawn_on IS NULL`)
	s.where(f.ID != "", `s.id = @id`)
	s.text(f.Text)
	s.where(f.Incubator != "", `EXISTS (SELECT FROM startup_incubators i WHERE i.startup_id = s.id AND i.incubator_id = @incubator)`)
	s.where(f.Sponsor != "", `EXISTS (SELECT FROM startup_sponsors o WHERE o.startup_id = s.id AND o.organisation_id = @sponsor)`)
	s.where(len(f.Phases) > 0, `p.name = ANY (@phases)`, withPhase)
	s.where(f.PhaseFor > 0, `p.current_from <= @phase_before`, withPhase)
	s.where(f.Classification != "", `e.decided = @classification`, withEntry)
	s.where(f.Unpublished, `e.assessment_id IS NULL`, withEntry)
	s.where(f.Published, `e.assessment_id IS NOT NULL`, withEntry)
	s.where(!f.ChangedSince.IsZero(), `(e.decided_on > @since OR e.due_on >= @since AND e.due_on < @day)`, withEntry)
	s.where(f.After != "", `s.id > @after`)
	s.where(f.Trajectory != "", `a.trajectory = @trajectory`, withEntry, withAssessment)
	s.where(f.NotMet != "", `a.statuses ->> @criterion::int = 'not_met'`, withEntry, withAssessment)
	s.where(f.ToConfirm, toConfirm, withPhase, withEntry, withDisagreement)
	s.where(f.LapsesWithin > 0, `e.due_on >= @day AND e.due_on <= @lapse`, withEntry)
	s.where(f.NeverAssessed, `NOT EXISTS (SELECT FROM assessments n WHERE n.startup_id = s.id AND n.state = 'signed' AND n.signed_at < @night)`)
	s.where(f.TransferredFor > 0, `t.day <= @transferred_before`, withTransfer)
	s.where(f.CheckDue > 0, `t.day <= @check_before AND NOT EXISTS (SELECT FROM assessments n
		WHERE n.startup_id = s.id AND n.state = 'signed' AND n.signed_at < @night AND n.as_of >= t.day + make_interval(months => @check))`, withTransfer)
	s.diverging(f.Divergence)
	phases := make([]string, len(f.Phases))
	for i, name := range f.Phases {
		phases[i] = string(name)
	}
	for name, value := range map[string]any{
		"incubator": f.Incubator, "sponsor": f.Sponsor, "phases": phases, "after": f.After, "id": f.ID, "phase_before": day.AddMonths(-f.PhaseFor).Time(),
		"classification": string(f.Classification), "trajectory": f.Trajectory, "criterion": slices.Index(assessment.CriterionIDs(), f.NotMet),
		"lapse": day.AddMonths(f.LapsesWithin).Time(), "transferred_before": day.AddMonths(-f.TransferredFor).Time(),
		"since": dayOrNull(f.ChangedSince), "check_before": day.AddMonths(-f.CheckDue).Time(), "check": int(f.CheckDue),
	} {
		s.args[name] = value
	}
	return s
}

// midnightAfter is the end of a day in Paris.
func midnightAfter(day assessment.Date) time.Time {
	year, month, date := day.Time().Date()
	return time.Date(year, month, date+1, 0, 0, 0, 0, assessment.Paris)
}

// where adds a condition, and the tables that it looks into, where it is asked for.
func (s *selection) where(asked bool, condition string, joins ...string) {
	if asked {
		s.conditions = append(s.conditions, condition)
		s.join(joins...)
	}
}

// join adds tables, each once.
func (s *selection) join(joins ...string) {
	for _, j := range joins {
		if !slices.Contains(s.joins, j) {
			s.joins = append(s.joins, j)
		}
	}
}

// text looks for every word of a text. The index finds the longest one, the others
// are looked for in what it found.
func (s *selection) text(text string) {
	words := searchPatterns(text)
	s.where(len(words) > 0, `s.search LIKE @longest AND s.search LIKE ALL (@words)`)
	if len(words) > 0 {
		s.args["longest"], s.args["words"] = words[0], words
	}
}

// diverging adds what the programme looks after.
func (s *selection) diverging(d assessment.Divergence) {
	s.args["divergence"] = string(d)
	s.where(slices.Contains(assessment.Disagreements(), d), `d.kind = @divergence`, withPhase, withEntry, withDisagreement)
	switch d {
	case assessment.TransferredButPassed:
		s.where(true, `p.name = 'transfere' AND e.decided = 'partenariats-passes'`, withPhase, withEntry)
	case assessment.TransferredWithoutLink:
		s.where(true, `p.name = 'transfere' AND s.link = ''`, withPhase)
	case assessment.OpenWithoutRepository:
		s.where(true, `a.facts -> 'open_source' ->> 'answer' = 'yes' AND s.repository = ''`, withEntry, withAssessment)
	}
}

// from is the FROM and the WHERE of the selection.
func (s *selection) from() string {
	return ` FROM startups s` + strings.Join(s.joins, "") + ` WHERE ` + strings.Join(s.conditions, ` AND `)
}

// order is the ORDER BY of a portfolio, which may look into tables of its own.
func (s *selection) order(o assessment.Order) string {
	const byName = `s.name COLLATE "fr-x-icu", s.id`
	switch o {
	case assessment.ByLapse:
		s.join(withEntry)
		return `e.due_on NULLS LAST, ` + byName
	case assessment.ByTransfer:
		s.join(withTransfer)
		return `t.day NULLS LAST, ` + byName
	case assessment.ByAssessment:
		s.join(withEntry, withAssessment)
		return `a.as_of NULLS LAST, ` + byName
	}
	return byName
}
