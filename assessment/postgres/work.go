package postgres

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// The lists of work are selections of the same columns, whose scope is left open.
const (
	taskColumns = `s.id AS startupid, s.name AS startupname, `
	fromPending = `
		FROM pending p JOIN assessments a ON a.id = p.assessment_id JOIN startups s ON s.id = p.startup_id
		LEFT JOIN reviews r ON r.assessment_id = a.id `
	signedColumns = taskColumns + `a.id AS assessmentid, coalesce(r.author, a.author) AS author, a.classification,
		to_jsonb((coalesce(r.at, a.signed_at) AT TIME ZONE 'Europe/Paris')::date) AS since, to_jsonb(a.answer_by) AS until`

	disagreeing = taskColumns + `e.assessment_id AS assessmentid, e.author, e.decided AS classification,
		to_jsonb(e.decided_on) AS since, 'null'::jsonb AS until,
		jsonb_build_object('Kind', d.kind, 'Since', d.since, 'Phase', p.name) AS disagreement`

	// told are the startups of which something is told against any classification.
	told = `s.id IN (
		SELECT startup_id FROM phases WHERE told <> '' AND current_from <= @day AND (current_before IS NULL OR current_before > @day)
		UNION ALL SELECT id FROM startups WHERE withdrawn_on IS NOT NULL
		UNION ALL SELECT startup_id FROM startup_incubators JOIN incubators ON id = incubator_id WHERE withdrawn_on IS NOT NULL)`

	openDrafts = `
		SELECT ` + taskColumns + `0::bigint AS assessmentid, a.author, '' AS classification,
			to_jsonb((a.updated_at AT TIME ZONE 'Europe/Paris')::date) AS since, 'null'::jsonb AS until
		FROM assessments a JOIN startups s ON s.id = a.startup_id WHERE a.state = 'draft' AND %s
		ORDER BY a.updated_at, s.id LIMIT @size`
	contested = `
		SELECT ` + signedColumns + fromPending + `WHERE r.contested AND %s ORDER BY r.at, s.id LIMIT @size`
	toReview = `
		SELECT ` + signedColumns + fromPending + `
		WHERE r.at IS NULL AND a.answer_by >= @today AND %s ORDER BY a.answer_by, s.id LIMIT @size`
	toDecide = `
		SELECT ` + signedColumns + fromPending + `
		WHERE (r.at IS NULL AND a.answer_by < @today OR NOT r.contested) AND %s ORDER BY a.answer_by, s.id LIMIT @size`
	sentBack = `
		SELECT ` + taskColumns + `a.id AS assessmentid, r.author, a.classification,
			to_jsonb((r.at AT TIME ZONE 'Europe/Paris')::date) AS since, 'null'::jsonb AS until
		FROM returns r JOIN assessments a ON a.id = r.assessment_id JOIN startups s ON s.id = a.startup_id
		WHERE NOT EXISTS (SELECT FROM assessments n
			WHERE n.startup_id = a.startup_id AND n.state = 'signed' AND n.revision > a.revision) AND %s
		ORDER BY r.at, s.id LIMIT @size`
	lapsing = `
		SELECT ` + taskColumns + `e.assessment_id AS assessmentid, e.author, e.decided AS classification,
			to_jsonb(e.decided_on) AS since, to_jsonb(e.due_on) AS until, coalesce(to_jsonb(e.look_on), 'null') AS lookon
		FROM register e JOIN startups s ON s.id = e.startup_id
		WHERE e.due_on <= @soon AND s.withdrawn_on IS NULL AND %s
		AND NOT EXISTS (SELECT FROM register n WHERE n.startup_id = e.startup_id AND n.id > e.id)
		ORDER BY e.due_on, s.id LIMIT @size`
)

// inScope is the condition under which a role's scope covers startups s.
func inScope(role assessment.Role) string {
	switch role {
	case assessment.Coach:
		return `EXISTS (SELECT FROM startup_incubators i WHERE i.startup_id = s.id AND i.incubator_id = ANY(@scope))`
	case assessment.Administration:
		return `EXISTS (SELECT FROM startup_sponsors o WHERE o.startup_id = s.id AND o.organisation_id = ANY(@scope))`
	case assessment.Programme:
		return `true`
	}
	return `false`
}

// Work returns what waits for a person on a day. Each list is found by an index
// on what is open, and bounded by [assessment.WorkSize].
func (s *Store) Work(ctx context.Context, who assessment.Account, today assessment.Date) (work assessment.Work, err error) {
	args := pgx.NamedArgs{
		"scope": who.Scope, "today": today.Time(), "size": assessment.WorkSize,
		"soon": today.AddMonths(assessment.LapsesSoon).Time(),
	}
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if who.Role == assessment.Programme {
			if work.Disagreeing, err = disagreements(ctx, tx, today); err != nil {
				return err
			}
		}
		for _, list := range []struct {
			tasks *[]assessment.Task
			query string
			roles []assessment.Role
		}{
			{&work.Drafts, openDrafts, []assessment.Role{assessment.Coach, assessment.Programme}},
			{&work.Contested, contested, []assessment.Role{assessment.Coach, assessment.Programme}},
			{&work.SentBack, sentBack, []assessment.Role{assessment.Coach, assessment.Programme}},
			{&work.ToReview, toReview, assessment.Roles()},
			{&work.ToDecide, toDecide, []assessment.Role{assessment.Programme}},
			{&work.Lapsing, lapsing, assessment.Roles()},
		} {
			if !slices.Contains(list.roles, who.Role) {
				continue
			}
			rows, _ := tx.Query(ctx, fmt.Sprintf(list.query, inScope(who.Role)), args)
			if *list.tasks, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[assessment.Task]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return assessment.Work{}, errorf("work of account %d: %w", who.ID, err)
	}
	return work, nil
}

// disagreements are what is in force though the catalogue speaks against it.
func disagreements(ctx context.Context, tx pgx.Tx, today assessment.Date) ([]assessment.Task, error) {
	selected := selectStartups(assessment.Filter{Withdrawn: true}, today)
	selected.where(true, `d.kind IS NOT NULL`, withPhase, withEntry, withDisagreement)
	selected.where(true, told)
	selected.args["size"] = assessment.WorkSize
	query := `SELECT ` + disagreeing + selected.from() + ` ORDER BY d.since, s.id LIMIT @size`
	rows, _ := tx.Query(ctx, query, selected.args)
	return pgx.CollectRows(rows, pgx.RowToStructByNameLax[assessment.Task])
}
