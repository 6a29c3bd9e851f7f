package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Scopes returns what an account's scope can be made of: the incubators and the
// sponsors that startups of the catalogue have, by label in French order, those without
// a title last.
func (s *Store) Scopes(ctx context.Context) (incubators []assessment.Incubator, sponsors []assessment.Organisation, err error) {
	const ofStartups = `
		SELECT ids.id, coalesce(title, '') AS title
		FROM (SELECT DISTINCT incubator_id AS id FROM startup_incubators) ids LEFT JOIN incubators i ON i.id = ids.id
		ORDER BY coalesce(title, '') = '', title COLLATE "fr-x-icu", ids.id`
	const sponsoring = `
		SELECT ids.id, coalesce(name, '') AS name, coalesce(acronym, '') AS acronym
		FROM (SELECT DISTINCT organisation_id AS id FROM startup_sponsors) ids LEFT JOIN organisations o ON o.id = ids.id
		ORDER BY coalesce(nullif(name, ''), ids.id) COLLATE "fr-x-icu", ids.id`
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, _ := tx.Query(ctx, ofStartups)
		if incubators, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[assessment.Incubator]); err != nil {
			return err
		}
		rows, _ = tx.Query(ctx, sponsoring)
		sponsors, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[assessment.Organisation])
		return err
	})
	if err != nil {
		return nil, nil, errorf("scopes: %w", err)
	}
	return incubators, sponsors, nil
}
