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
	id, startup_id AS startupid, state, facts, coalesce(verdict, '{}') AS verdict, author, revision,
	created_at AS createdat, updated_at AS updatedat, coalesce(to_jsonb(signed_at), 'null') AS signedat`

// startupColumns are the fields of [assessment.Startup], of startups s. Of an
// incubator or an organisation that is not known, only the id is.
const startupColumns = `
	s.id, s.name, s.pitch, s.contact, s.link, s.repository, s.stats_url, s.impact_url, s.budget_url, s.dashlord_url,
	coalesce(to_jsonb(s.withdrawn_on), 'null') AS withdrawn_on,
	(SELECT jsonb_agg(to_jsonb(p) ORDER BY position) FROM (
		SELECT position, name, starts_on AS start, ends_on AS end
		FROM phases WHERE startup_id = s.id) p) AS phases,
	(SELECT jsonb_agg(to_jsonb(i) ORDER BY position) FROM (
		SELECT position, incubator_id AS id, title, owner, website, github, contact, address
		FROM startup_incubators LEFT JOIN incubators ON id = incubator_id WHERE startup_id = s.id) i) AS incubators,
	(SELECT jsonb_agg(to_jsonb(o) ORDER BY position) FROM (
		SELECT position, organisation_id AS id, name, acronym, domain, category
		FROM startup_sponsors LEFT JOIN organisations ON id = organisation_id WHERE startup_id = s.id) o) AS sponsors`

// classifiedColumns are those of classifiedRow, of startups s.
const classifiedColumns = startupColumns + `,
	coalesce((SELECT to_jsonb(a) FROM (
		SELECT ` + assessmentColumns + ` FROM assessments
		WHERE startup_id = s.id AND state = 'signed' ORDER BY revision DESC LIMIT 1) a), '{}') AS last`

// classifiedRow is a startup and, in one column, its last signed assessment.
type classifiedRow struct {
	assessment.Startup
	Last assessment.Assessment
}

// assessment runs a query for one assessment; none is [assessment.ErrNotFound].
func (s *Store) assessment(ctx context.Context, query string, args ...any) (assessment.Assessment, error) {
	rows, _ := s.db.Query(ctx, query, args...)
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
		return assessment.Classified{Startup: r.Startup, Last: r.Last}, err
	})
}
