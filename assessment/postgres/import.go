package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// importLock is the key of the advisory lock that lets one import work at a time.
const importLock = 0x7472616e73666572

// Import brings the kept catalogue up to date with documents of the public one,
// at most one of each kind, in one transaction: an error, or the end of the
// process, leaves the previous catalogue. Assessments are never touched.
//
// What a document no longer holds is marked as withdrawn from the day of now on, and what
// comes back no longer is. A refused entry leaves what is kept under its id as it
// was; where an id could not be read, nothing is withdrawn. A document that is
// not the catalogue is an [assessment.DocumentError], and one that withdraws too much an
// [assessment.MassWithdrawal] unless that is confirmed. Now is told in Europe/Paris.
func (s *Store) Import(ctx context.Context, docs []assessment.CatalogueDocument, now time.Time, confirmed bool) (assessment.ImportReport, error) {
	tx, err := s.db.Begin(ctx)
	if err != nil {
		return assessment.ImportReport{}, fmt.Errorf("import: %w", err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	report := assessment.ImportReport{Refused: []assessment.Refusal{}, Warnings: []string{}}
	m := importation{tx: tx, now: now, today: assessment.DateOf(now), confirmed: confirmed, report: &report}
	for _, step := range []func(context.Context) error{
		m.begin,
		func(ctx context.Context) error { return m.documents(ctx, docs) },
		func(ctx context.Context) error { return record(ctx, tx, imported(report, now)) },
		tx.Commit,
	} {
		if err := step(ctx); err != nil {
			return assessment.ImportReport{}, fmt.Errorf("import: %w", err)
		}
	}
	return report, nil
}

// imported is the line of an import in the audit trail.
func imported(r assessment.ImportReport, now time.Time) assessment.Event {
	return assessment.Event{At: now, Kind: assessment.DidImport, Detail: fmt.Sprintf(
		"ajoutés\u00a0: %d, modifiés\u00a0: %d, retirés\u00a0: %d, refusés\u00a0: %d", r.Added, r.Changed, r.Withdrawn, len(r.Refused))}
}

// importation is one import under way.
type importation struct {
	tx     pgx.Tx
	now    time.Time
	today  assessment.Date
	report *assessment.ImportReport

	active    int  // startups in the catalogue before
	confirmed bool // however many of them it withdraws
}

// begin waits for its turn and makes room for the entries of one document and
// for what they change.
func (m *importation) begin(ctx context.Context) error {
	if _, err := m.tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(importLock)); err != nil {
		return err
	}
	err := m.tx.QueryRow(ctx, `SELECT count(*) FROM startups WHERE withdrawn_on IS NULL`).Scan(&m.active)
	if err != nil {
		return err
	}
	_, err = m.tx.Exec(ctx, `
		CREATE TEMPORARY TABLE incoming (
			role   text NOT NULL, -- entry, mentioned beside the entries, refused
			id     text NOT NULL,
			record jsonb,
			search text,
			digest bytea
		) ON COMMIT DROP;
		CREATE TEMPORARY TABLE changes (id text PRIMARY KEY, added boolean NOT NULL) ON COMMIT DROP;
		CREATE TEMPORARY TABLE withdrawals (id text PRIMARY KEY) ON COMMIT DROP;
		SET LOCAL default_statistics_target = 10 -- a sample is held in memory with its records`)
	return err
}

// documents imports one document after the other. Startups come last: what they
// say of incubators is less than what incubators say of themselves.
func (m *importation) documents(ctx context.Context, docs []assessment.CatalogueDocument) error {
	order := []assessment.DocumentKind{
		assessment.OrganisationsDocument, assessment.IncubatorsDocument, assessment.StartupsDocument,
	}
	docs = slices.SortedStableFunc(slices.Values(docs), func(a, b assessment.CatalogueDocument) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	for i, doc := range docs {
		if i > 0 && docs[i-1].Kind == doc.Kind {
			return &assessment.DocumentError{File: doc.File, Message: "c’est le même document que " + docs[i-1].File}
		}
		if err := m.document(ctx, doc); err != nil {
			return err
		}
	}
	if err := m.search(ctx); err != nil {
		return err
	}
	_, err := m.tx.Exec(ctx, `DROP TABLE incoming, changes, withdrawals`)
	return err
}

// document imports one document: its entries into a temporary table, what they
// change into another, and from there into the tables that are kept.
func (m *importation) document(ctx context.Context, doc assessment.CatalogueDocument) error {
	if _, err := m.tx.Exec(ctx, `TRUNCATE incoming, changes, withdrawals`); err != nil {
		return err
	}
	source := newEntrySource(doc, m.report)
	defer source.stop()
	_, err := m.tx.CopyFrom(ctx, pgx.Identifier{"incoming"}, []string{"role", "id", "record", "search", "digest"}, source)
	if source.err != nil {
		return source.err
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doc.File, err)
	}
	if err := m.checkEmpty(ctx, doc, source.counts); err != nil {
		return err
	}
	if err := m.merge(ctx, doc.Kind, source.counts); err != nil {
		return fmt.Errorf("%s: %w", doc.File, err)
	}
	if reason := source.counts.doubt(); reason != "" {
		m.report.Warnings = append(m.report.Warnings, doc.File+"\u00a0: "+reason+"\u00a0: rien n’est marqué comme retiré")
		return nil
	}
	if err := m.withdraw(ctx, doc.Kind); err != nil || doc.Kind != assessment.StartupsDocument {
		return err
	}
	for _, step := range []func(context.Context) error{m.withdrawMentioned, m.revive, m.followRenames} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := m.checkWithdrawals(ctx, doc); err != nil {
		return err
	}
	return m.tellResemblances(ctx)
}

// checkWithdrawals refuses to withdraw more than a tenth of the startups that were in
// the catalogue, and more than three: the document is more likely a part of it.
func (m *importation) checkWithdrawals(ctx context.Context, doc assessment.CatalogueDocument) error {
	const query = `SELECT count(*) FROM withdrawals WHERE NOT EXISTS (SELECT FROM renames WHERE former_id = id)`
	e := assessment.MassWithdrawal{File: doc.File, Active: m.active}
	if err := m.tx.QueryRow(ctx, query).Scan(&e.Withdrawn); err != nil {
		return err
	}
	if e.Withdrawn > 3 && e.Withdrawn*10 > e.Active && !m.confirmed {
		return &e
	}
	return nil
}

// checkEmpty refuses a document without any entry where there were some: it is
// more likely broken than true.
func (m *importation) checkEmpty(ctx context.Context, doc assessment.CatalogueDocument, n entryCounts) error {
	if n.accepted+n.refused > 0 {
		return nil
	}
	var kept int
	err := m.tx.QueryRow(ctx, `SELECT count(*) FROM `+string(doc.Kind)+` WHERE withdrawn_on IS NULL`).Scan(&kept)
	if err == nil && kept > 0 {
		err = &assessment.DocumentError{File: doc.File, Message: fmt.Sprintf(
			"il est vide, alors que %d entrées sont connues", kept)}
	}
	return err
}

// withdraw marks what is kept and no longer in the document. What was refused
// still is in it.
func (m *importation) withdraw(ctx context.Context, kind assessment.DocumentKind) error {
	tag, err := m.tx.Exec(ctx, `
		WITH gone AS (
			UPDATE `+string(kind)+` kept SET withdrawn_on = $1
			WHERE withdrawn_on IS NULL
			AND NOT EXISTS (SELECT FROM incoming i WHERE i.id = kept.id AND i.role <> 'mentioned')
			RETURNING id)
		INSERT INTO withdrawals SELECT id FROM gone`, m.today.Time())
	m.report.Withdrawn += int(tag.RowsAffected())
	return err
}

// withdrawMentioned marks the incubators that the site showed beside the startups and
// shows no longer. Those without a title were never shown.
func (m *importation) withdrawMentioned(ctx context.Context) error {
	_, err := m.tx.Exec(ctx, `
		UPDATE incubators kept SET withdrawn_on = $1
		WHERE withdrawn_on IS NULL AND title <> ''
		AND EXISTS (SELECT FROM incoming WHERE role = 'mentioned')
		AND NOT EXISTS (SELECT FROM incoming i WHERE i.id = kept.id AND i.role = 'mentioned')`, m.today.Time())
	return err
}
