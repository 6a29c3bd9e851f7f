package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
)

// The columns below are named like the fields of the domain's types, so that
// rows are read straight into them, by pgx or, where PostgreSQL nests them, as
// JSON. What may be null and has a zero value in Go is null of JSON.

// assessmentColumns are the fields of [assessment.Assessment].
const assessmentColumns = `
	id, startup_id AS startupid, state, facts, coalesce(verdict, '{}') AS verdict, author, coalesce(author_id, 0) AS authorid, revision, saves,
	created_at AS createdat, updated_at AS updatedat, coalesce(to_jsonb(signed_at), 'null') AS signedat,
	coalesce(to_jsonb(answer_by), 'null') AS answerby`

// entryColumns are the fields of [assessment.Entry].
const entryColumns = `
	id, startup_id AS startupid, assessment_id AS assessmentid, computed, decided, basis, reason,
	coalesce(to_jsonb(valid_until), 'null') AS validuntil, coalesce(to_jsonb(look_on), 'null') AS lookon, coalesce(corrects, 0) AS corrects, despite,
	author, coalesce(author_id, 0) AS authorid, to_jsonb(decided_on) AS decidedon, at`

// startupColumns are the fields of [assessment.Startup], of startups s. Of an
// incubator or an organisation that is not known, only the id is.
const startupColumns = `
	s.id, s.name, s.pitch, s.contact, s.link, s.repository, s.stats_url, s.impact_url, s.budget_url, s.dashlord_url,
	coalesce(to_jsonb(s.withdrawn_on), 'null') AS withdrawn_on,
	(SELECT jsonb_agg(id ORDER BY id) FROM (
		SELECT id FROM former_ids WHERE startup_id = s.id UNION SELECT former_id FROM renames WHERE startup_id = s.id) f) AS former_ids,
	(SELECT jsonb_agg(to_jsonb(p) ORDER BY position) FROM (
		SELECT position, name, starts_on AS start, ends_on AS end
		FROM phases WHERE startup_id = s.id) p) AS phases,
	(SELECT jsonb_agg(to_jsonb(i) ORDER BY position) FROM (
		SELECT position, incubator_id AS id, title, owner, website, github, contact, address, withdrawn_on AS withdrawnon
		FROM startup_incubators LEFT JOIN incubators ON id = incubator_id WHERE startup_id = s.id) i) AS incubators,
	(SELECT jsonb_agg(to_jsonb(o) ORDER BY position) FROM (
		SELECT position, organisation_id AS id, name, acronym, domain, category
		FROM startup_sponsors LEFT JOIN organisations ON id = organisation_id WHERE startup_id = s.id) o) AS sponsors`

// inForce is the register's entry that is in force on @day of startups s.
const inForce = `FROM register WHERE startup_id = s.id AND decided_on <= @day ORDER BY id DESC LIMIT 1`

// classifiedColumns are the fields of [assessment.Classified], of startups s; what
// was in force on @since is null where that day is.
const classifiedColumns = startupColumns + `,
	coalesce((SELECT to_jsonb(b) FROM (
		SELECT ` + entryColumns + ` FROM register
		WHERE startup_id = s.id AND decided_on <= @since::date ORDER BY id DESC LIMIT 1) b), '{}') AS before,
	coalesce((SELECT to_jsonb(e) FROM (SELECT ` + entryColumns + ` ` + inForce + `) e), '{}') AS entry,
	coalesce((SELECT to_jsonb(a) FROM (
		SELECT ` + assessmentColumns + ` FROM assessments WHERE id = (SELECT assessment_id ` + inForce + `)) a), '{}') AS assessment`

// classifiedRow is a startup and, in a column each, what is in force of it.
type classifiedRow struct {
	assessment.Startup
	Entry      assessment.Entry
	Assessment assessment.Assessment
	Before     assessment.Entry
}

// queryer is the store's database or a transaction of it.
type queryer interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// one reads one assessment; none is [assessment.ErrNotFound].
func one(ctx context.Context, db queryer, query string, args ...any) (assessment.Assessment, error) {
	rows, _ := db.Query(ctx, query, args...)
	a, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Assessment])
	return a, lookupError(err)
}

// lookupError tells that what was looked for does not exist: there is no row, or
// the id holds what no text in PostgreSQL can (character_not_in_repertoire).
func lookupError(err error) error {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if errors.Is(err, pgx.ErrNoRows) || ok && pg.Code == "22021" {
		return assessment.ErrNotFound
	}
	return err
}

// collectClassified reads all rows of classifiedColumns.
func collectClassified(rows pgx.Rows) ([]assessment.Classified, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (assessment.Classified, error) {
		r, err := pgx.RowToStructByName[classifiedRow](row)
		return assessment.Classified{Startup: r.Startup, Entry: r.Entry, Assessment: r.Assessment, Before: r.Before}, err
	})
}
