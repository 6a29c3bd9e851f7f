package postgres

import (
	"context"
	"strings"

	"transfert/assessment"
)

// merge writes what the incoming entries change, and counts it. Rows that are the
// same as before are not written at all.
func (m *importation) merge(ctx context.Context, kind assessment.DocumentKind, n entryCounts) error {
	_, err := m.tx.Exec(ctx, `
		INSERT INTO changes (id, added)
		SELECT id, kept.id IS NULL FROM incoming i LEFT JOIN `+string(kind)+` kept USING (id)
		WHERE role = 'entry' AND (kept.id IS NULL OR kept.digest <> i.digest OR kept.withdrawn_on IS NOT NULL);
		ANALYZE incoming, changes`)
	if err != nil {
		return err
	}
	write := map[assessment.DocumentKind]func(context.Context) error{
		assessment.StartupsDocument:      m.writeStartups,
		assessment.OrganisationsDocument: m.writeOrganisations,
		assessment.IncubatorsDocument:    m.writeIncubators,
	}
	if err := write[kind](ctx); err != nil {
		return err
	}
	if err := m.claims(ctx, kind); err != nil {
		return err
	}
	var added, changed int
	err = m.tx.QueryRow(ctx, `SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM changes`).
		Scan(&added, &changed)
	m.report.Added += added
	m.report.Changed += changed
	m.report.Unchanged += n.accepted - added - changed
	return err
}

// writeStartups writes the startups that changed, and their child rows anew.
func (m *importation) writeStartups(ctx context.Context) error {
	return m.exec(ctx, `
		INSERT INTO incubators (id, title, owner, website, github, contact, address, search, imported_on, digest)
		SELECT i.id, r.title, r.owner, r.website, r.github, r.contact, '', i.search, $1, ''
		FROM incoming i, jsonb_populate_record(NULL::incubators, i.record) r
		WHERE role = 'mentioned'
		ON CONFLICT (id) DO UPDATE SET
			(title, owner, website, github, contact, search, imported_on, digest, withdrawn_on)
			= (excluded.title, excluded.owner, excluded.website, excluded.github, excluded.contact,
				excluded.search, excluded.imported_on, excluded.digest, NULL)
		WHERE incubators.withdrawn_on IS NOT NULL OR (incubators.title, incubators.owner, incubators.website, incubators.github, incubators.contact,
				incubators.search)
			<> (excluded.title, excluded.owner, excluded.website, excluded.github, excluded.contact, excluded.search)`, `
		INSERT INTO startups (id, name, pitch, contact, link, repository, stats_url, impact_url, budget_url,
			dashlord_url, words, search, imported_on, digest)
		SELECT i.id, r.name, r.pitch, r.contact, r.link, r.repository, r.stats_url, r.impact_url, r.budget_url,
			r.dashlord_url, i.search, concat_ws(' ', i.search,
				(SELECT string_agg(DISTINCT search, ' ') FROM incubators WHERE id IN (SELECT jsonb_array_elements_text(i.record -> 'incubators'))),
				(SELECT string_agg(DISTINCT search, ' ') FROM organisations WHERE id IN (SELECT jsonb_array_elements_text(i.record -> 'sponsors')))),
			$1, i.digest
		FROM changes JOIN incoming i USING (id), jsonb_populate_record(NULL::startups, i.record) r
		WHERE role = 'entry'
		ON CONFLICT (id) DO UPDATE SET
			(name, pitch, contact, link, repository, stats_url, impact_url, budget_url, dashlord_url,
				words, search, imported_on, digest, withdrawn_on)
			= (excluded.name, excluded.pitch, excluded.contact, excluded.link, excluded.repository,
				excluded.stats_url, excluded.impact_url, excluded.budget_url, excluded.dashlord_url,
				excluded.words, excluded.search, excluded.imported_on, excluded.digest, NULL)`, `
		DELETE FROM phases WHERE startup_id IN (SELECT id FROM changes WHERE NOT added)`, `
		INSERT INTO phases (startup_id, position, name, starts_on, ends_on, current_from, current_before, told)
		SELECT i.id, p.position, p.name, p.starts_on, p.ends_on, p.current_from, p.current_before, coalesce(p.told, '')
		FROM changes JOIN incoming i USING (id), jsonb_populate_recordset(NULL::phases, i.record -> 'phases') p
		WHERE role = 'entry'`, `
		DELETE FROM startup_incubators WHERE startup_id IN (SELECT id FROM changes WHERE NOT added)`, `
		INSERT INTO startup_incubators (startup_id, position, incubator_id)
		SELECT i.id, l.position - 1, l.incubator
		FROM changes JOIN incoming i USING (id),
			jsonb_array_elements_text(i.record -> 'incubators') WITH ORDINALITY l (incubator, position)
		WHERE role = 'entry'`, `
		DELETE FROM startup_sponsors WHERE startup_id IN (SELECT id FROM changes WHERE NOT added)`, `
		INSERT INTO startup_sponsors (startup_id, position, organisation_id)
		SELECT i.id, l.position - 1, l.sponsor
		FROM changes JOIN incoming i USING (id),
			jsonb_array_elements_text(i.record -> 'sponsors') WITH ORDINALITY l (sponsor, position)
		WHERE role = 'entry'`)
}

func (m *importation) writeIncubators(ctx context.Context) error {
	return m.exec(ctx, `
		INSERT INTO incubators (id, title, owner, website, github, contact, address, search, imported_on, digest)
		SELECT i.id, r.title, r.owner, r.website, r.github, r.contact, r.address, i.search, $1, i.digest
		FROM changes JOIN incoming i USING (id), jsonb_populate_record(NULL::incubators, i.record) r
		WHERE role = 'entry'
		ON CONFLICT (id) DO UPDATE SET
			(title, owner, website, github, contact, address, search, imported_on, digest, withdrawn_on)
			= (excluded.title, excluded.owner, excluded.website, excluded.github, excluded.contact,
				excluded.address, excluded.search, excluded.imported_on, excluded.digest, NULL)`)
}

func (m *importation) writeOrganisations(ctx context.Context) error {
	return m.exec(ctx, `
		INSERT INTO organisations (id, name, acronym, domain, category, search, imported_on, digest)
		SELECT i.id, r.name, r.acronym, r.domain, r.category, i.search, $1, i.digest
		FROM changes JOIN incoming i USING (id), jsonb_populate_record(NULL::organisations, i.record) r
		WHERE role = 'entry'
		ON CONFLICT (id) DO UPDATE SET
			(name, acronym, domain, category, search, imported_on, digest, withdrawn_on)
			= (excluded.name, excluded.acronym, excluded.domain, excluded.category,
				excluded.search, excluded.imported_on, excluded.digest, NULL)`)
}

// search finds startups by the names of their incubators and sponsors that changed on the
// day of the import.
func (m *importation) search(ctx context.Context) error {
	return m.exec(ctx, `
		UPDATE startups s SET search = found.search
		FROM (
			SELECT s.id, concat_ws(' ', s.words, string_agg(DISTINCT i.search, ' '), string_agg(DISTINCT o.search, ' ')) AS search
			FROM startups s
			LEFT JOIN startup_incubators si ON si.startup_id = s.id LEFT JOIN incubators i ON i.id = si.incubator_id
			LEFT JOIN startup_sponsors so ON so.startup_id = s.id LEFT JOIN organisations o ON o.id = so.organisation_id
			GROUP BY s.id
			HAVING greatest(max(i.imported_on), max(o.imported_on)) >= $1
		) found
		WHERE found.id = s.id AND found.search <> s.search`)
}

// exec runs statements in order; $1 is the day of the import where one needs it.
func (m *importation) exec(ctx context.Context, statements ...string) error {
	for _, sql := range statements {
		var args []any
		if strings.Contains(sql, "$1") {
			args = append(args, m.today.Time())
		}
		if _, err := m.tx.Exec(ctx, sql, args...); err != nil {
			return err
		}
	}
	return nil
}
