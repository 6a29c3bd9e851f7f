package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// claims brings the former ids up to date with what the entries claim. One that two of
// them claim is given to neither; one of a startup that is in the catalogue stays its own
// (docs/rules.md, renamed startups). Both are told.
func (m *importation) claims(ctx context.Context, kind assessment.DocumentKind) error {
	if kind != assessment.StartupsDocument {
		return nil
	}
	const all = `
		SELECT former, min(i.id) AS id, string_agg(DISTINCT i.id, ', ' ORDER BY i.id) AS claimants, count(DISTINCT i.id) AS n,
			EXISTS (SELECT FROM startups s WHERE s.id = former AND s.withdrawn_on IS NULL AND EXISTS (SELECT FROM incoming o WHERE o.id = s.id)) AS lives
		FROM incoming i, jsonb_array_elements_text(i.record -> 'former_ids') l (former) WHERE role = 'entry' GROUP BY former`
	_, err := m.tx.Exec(ctx, `
		CREATE TEMPORARY TABLE claims ON COMMIT DROP AS `+all+`;
		DELETE FROM former_ids f WHERE EXISTS (SELECT FROM incoming i WHERE i.id = f.startup_id AND i.role = 'entry')
			AND NOT EXISTS (SELECT FROM claims c WHERE c.former = f.id AND c.id = f.startup_id AND n = 1 AND NOT lives);
		INSERT INTO former_ids (id, startup_id) SELECT former, id FROM claims WHERE n = 1 AND NOT lives
			ON CONFLICT (id) DO UPDATE SET startup_id = excluded.startup_id WHERE former_ids.startup_id <> excluded.startup_id`)
	if err != nil {
		return err
	}
	rows, _ := m.tx.Query(ctx, `SELECT former, claimants, n FROM claims WHERE n > 1 OR lives ORDER BY former`)
	var former, claimants string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&former, &claimants, &n}, func() error {
		told := "c’est celui d’un service du catalogue, qui le garde"
		if n > 1 {
			told = "plusieurs services le réclament, il n’est donné à aucun"
		}
		m.warn("%s, attributes.redirect_from\u00a0: ancien identifiant «\u00a0%s\u00a0»\u00a0: %s", claimants, former, told)
		return nil
	})
	if err != nil {
		return err
	}
	_, err = m.tx.Exec(ctx, `DROP TABLE claims`)
	return err
}

func (m *importation) warn(format string, args ...any) {
	m.report.Warnings = append(m.report.Warnings, fmt.Sprintf(format, args...))
}

// revive undoes the renames of ids that are in the catalogue again, and those that the
// catalogue told and tells no longer of one startup alone.
func (m *importation) revive(ctx context.Context) error {
	rows, _ := m.tx.Query(ctx, `
		SELECT former_id FROM renames r JOIN startups s ON s.id = former_id
		WHERE s.withdrawn_on IS NULL OR author = '' AND EXISTS (SELECT FROM (
			SELECT FROM incoming WHERE role = 'entry' AND record -> 'former_ids' ? former_id LIMIT 2) claims HAVING count(*) > 1)
		ORDER BY former_id`)
	back, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, former := range back {
		if err := undoRename(ctx, m.tx, former, assessment.Account{}, m.now); err != nil {
			return err
		}
		m.warn("«\u00a0%s\u00a0» redevient un service à part\u00a0: ce qui avait été enregistré sous cet identifiant y revient", former)
	}
	return nil
}

// followRenames moves what is recorded of startups to the ids that the catalogue gives
// them now.
func (m *importation) followRenames(ctx context.Context) error {
	rows, _ := m.tx.Query(ctx, `
		SELECT f.id, f.startup_id FROM former_ids f JOIN startups old ON old.id = f.id JOIN startups s ON s.id = f.startup_id
		WHERE old.withdrawn_on IS NOT NULL AND s.withdrawn_on IS NULL AND NOT EXISTS (SELECT FROM renames WHERE former_id IN (f.id, s.id))
		ORDER BY f.id`)
	var r renaming
	var renames []renaming
	_, err := pgx.ForEachRow(rows, []any{&r.former, &r.id}, func() error {
		renames = append(renames, renaming{tx: m.tx, former: r.former, id: r.id, now: m.now})
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range renames {
		err := r.check(ctx)
		if refused, ok := errors.AsType[assessment.FieldErrors](err); ok {
			m.warn("%s, attributes.redirect_from\u00a0: ancien identifiant «\u00a0%s\u00a0»\u00a0: %s", r.id, r.former, refused[0].Message)
			continue
		}
		if err == nil {
			err = r.do(ctx)
		}
		if err != nil {
			return err
		}
		m.report.Renamed++
	}
	return nil
}

// tellResemblances tells of startups that this import withdrew while it added one with
// the same repository, address or name, and keeps that for the programme.
func (m *importation) tellResemblances(ctx context.Context) error {
	const address = `nullif(regexp_replace(lower(%s), '^https?://(www[.])?|([.]git)?/*$', '', 'g'), '')`
	rows, _ := m.tx.Query(ctx, `
		INSERT INTO resemblances (former_id, startup_id, likeness, seen_on)
		SELECT former, id, likeness, $1 FROM (
			SELECT old.id AS former, s.id, CASE
				WHEN `+fmt.Sprintf(address, "old.repository")+` = `+fmt.Sprintf(address, "s.repository")+` THEN 'repository'
				WHEN `+fmt.Sprintf(address, "old.link")+` = `+fmt.Sprintf(address, "s.link")+` THEN 'link'
				WHEN lower(old.name) = lower(s.name) THEN 'name' END AS likeness
			FROM withdrawals JOIN startups old USING (id), changes c JOIN startups s ON s.id = c.id
			WHERE c.added AND NOT EXISTS (SELECT FROM renames WHERE former_id = old.id)) pairs
		WHERE likeness IS NOT NULL
		ON CONFLICT (former_id, startup_id) DO UPDATE SET likeness = excluded.likeness, seen_on = excluded.seen_on
		RETURNING former_id, startup_id, likeness`, m.today.Time())
	var former, id string
	var by assessment.Likeness
	_, err := pgx.ForEachRow(rows, []any{&former, &id, &by}, func() error {
		m.warn("«\u00a0%s\u00a0» quitte le catalogue et «\u00a0%s\u00a0» y entre (%s)\u00a0: si c’est le même service, dites-le (transfert rename %s %s)",
			former, id, by.Label(), former, id)
		return nil
	})
	return err
}
