package postgres

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Rename says that a startup which left the catalogue is the same as another one: all
// that is recorded of it stands under the other's id from then on. Saying it again
// changes nothing. [assessment.FieldErrors] on former and startup say why it cannot be.
func (s *Store) Rename(ctx context.Context, former, id string, by assessment.Account, now time.Time) error {
	by.Name = cmp.Or(by.Name, commandLine)
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		r := renaming{tx: tx, former: former, id: id, by: by, now: now}
		if said, err := r.said(ctx); said || err != nil {
			return err
		}
		if err := r.check(ctx); err != nil {
			return err
		}
		return r.do(ctx)
	})
	if err != nil {
		return errorf("rename %q to %q: %w", former, id, err)
	}
	return nil
}

// UndoRename takes back what [Store.Rename] said: what was recorded under the former
// id before goes back to it. What the catalogue itself tells cannot be undone.
func (s *Store) UndoRename(ctx context.Context, former string, by assessment.Account, now time.Time) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		var claimed bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM former_ids WHERE id = $1)`, former).Scan(&claimed)
		if err != nil {
			return lookupError(err)
		}
		if claimed {
			return assessment.FieldErrors{{Field: "former", Message: "Le catalogue lui-même dit que c’est le même service."}}
		}
		return undoRename(ctx, tx, former, by, now)
	})
	if err != nil {
		return errorf("undo the rename of %q: %w", former, err)
	}
	return nil
}

// Renames returns the renames, the last one first, and the startups that resemble each
// other and of which nothing is said yet.
func (s *Store) Renames(ctx context.Context) (said []assessment.Rename, resembling []assessment.Resemblance, err error) {
	const names = `former_id AS formerid, (SELECT name FROM startups WHERE id = former_id) AS formername,
		startup_id AS startupid, (SELECT name FROM startups WHERE id = startup_id) AS startupname`
	const renames = `SELECT ` + names + `, author, at FROM renames ORDER BY at DESC, former_id`
	const resemblances = `
		SELECT ` + names + `, likeness AS by, to_jsonb(seen_on) AS seenon FROM resemblances x
		WHERE NOT EXISTS (SELECT FROM renames WHERE former_id IN (x.former_id, x.startup_id))
		AND EXISTS (SELECT FROM startups WHERE id = x.former_id AND withdrawn_on IS NOT NULL)
		ORDER BY seen_on DESC, former_id, startup_id LIMIT 100`
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		rows, _ := tx.Query(ctx, renames)
		if said, err = pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Rename]); err != nil {
			return err
		}
		rows, _ = tx.Query(ctx, resemblances)
		resembling, err = pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Resemblance])
		return err
	})
	if err != nil {
		return nil, nil, errorf("renames: %w", err)
	}
	return said, resembling, nil
}

// renaming is one rename under way.
type renaming struct {
	tx         pgx.Tx
	former, id string
	by         assessment.Account
	now        time.Time
}

// said reports whether the same rename is known already.
func (r renaming) said(ctx context.Context) (said bool, err error) {
	const query = `SELECT EXISTS (SELECT FROM renames WHERE former_id = $1 AND startup_id = $2)`
	err = r.tx.QueryRow(ctx, query, r.former, r.id).Scan(&said)
	if errors.Is(lookupError(err), assessment.ErrNotFound) {
		return false, assessment.FieldErrors{{Field: "former", Message: "Aucun service ne porte cet identifiant."}}
	}
	return said, err
}

// check says why the two cannot be the same, and keeps others from recording anything of
// either meanwhile.
func (r renaming) check(ctx context.Context) error {
	const lock = `SELECT FROM startups WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`
	if _, err := r.tx.Exec(ctx, lock, r.former, r.id); err != nil {
		return err
	}
	refuse := func(field assessment.Path, message string) error {
		return assessment.FieldErrors{{Field: field, Message: message}}
	}
	former, err := startup(ctx, r.tx, r.former)
	if errors.Is(err, assessment.ErrNotFound) {
		return refuse("former", "Aucun service ne porte cet identifiant.")
	} else if err != nil {
		return err
	}
	switch _, err := startup(ctx, r.tx, r.id); {
	case errors.Is(err, assessment.ErrNotFound):
		return refuse("startup", "Aucun service ne porte cet identifiant.")
	case err != nil:
		return err
	case r.former == r.id:
		return refuse("startup", "C’est deux fois le même identifiant.")
	case former.WithdrawnOn.IsZero():
		return refuse("former", "Ce service figure encore au catalogue : il n’a pas changé d’identifiant.")
	}
	return r.checkDrafts(ctx)
}

// checkDrafts refuses to put two open drafts into one place.
func (r renaming) checkDrafts(ctx context.Context) error {
	var drafts int
	err := r.tx.QueryRow(ctx, `SELECT count(*) FROM assessments WHERE startup_id IN ($1, $2) AND state = 'draft'`, r.former, r.id).Scan(&drafts)
	if err == nil && drafts > 1 {
		err = assessment.FieldErrors{{Field: "former", Message: "Les deux services ont un brouillon ouvert : signez d’abord l’un des deux."}}
	}
	return err
}

// do moves all that is recorded. What the startup has of its own comes after.
func (r renaming) do(ctx context.Context) error {
	const say = `
		INSERT INTO renames (former_id, startup_id, assessments, author, author_id, at)
		SELECT $1, $2, coalesce(array_agg(id), '{}'), $3, $4, $5 FROM assessments WHERE startup_id = $1`
	const makeRoom = `
		UPDATE assessments SET revision = revision + (SELECT max(revision) FROM assessments WHERE startup_id IN ($1, $2))
		WHERE startup_id = $2`
	if _, err := r.tx.Exec(ctx, say, r.former, r.id, r.by.Name, null(r.by.ID), r.now); err != nil {
		return err
	}
	if _, err := r.tx.Exec(ctx, makeRoom, r.former, r.id); err != nil {
		return err
	}
	if err := move(ctx, r.tx, r.former, r.former, r.id); err != nil {
		return err
	}
	return record(ctx, r.tx, assessment.Event{At: r.now, Author: r.by.Name, AuthorID: r.by.ID, Kind: assessment.DidRename,
		StartupID: r.id, Detail: "ancien identifiant\u00a0: " + r.former})
}

// undoRename brings back what came from a former id.
func undoRename(ctx context.Context, tx pgx.Tx, former string, by assessment.Account, now time.Time) error {
	var id string
	err := tx.QueryRow(ctx, `SELECT startup_id FROM renames WHERE former_id = $1 FOR UPDATE`, former).Scan(&id)
	if err != nil {
		return lookupError(err)
	}
	if err := move(ctx, tx, former, id, former); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM renames WHERE former_id = $1`, former); err != nil {
		return err
	}
	return record(ctx, tx, assessment.Event{At: now, Author: by.Name, AuthorID: by.ID, Kind: assessment.DidUndoRename,
		StartupID: former, Detail: "redevient distinct de " + id})
}

// move moves the assessments of the rename of a former id, and what is about them, from
// one startup to the other.
func move(ctx context.Context, tx pgx.Tx, former, from, to string) error {
	for _, statement := range []string{
		`UPDATE assessments SET startup_id = @to WHERE startup_id = @from AND id = ANY ((SELECT assessments FROM renames WHERE former_id = @former)::bigint[])`,
		`UPDATE register r SET startup_id = @to FROM assessments a WHERE a.id = assessment_id AND a.startup_id = @to AND r.startup_id = @from`,
		`DELETE FROM pending WHERE startup_id IN (@from, @to)`,
		`INSERT INTO pending (startup_id, assessment_id)
			SELECT startup_id, id FROM (SELECT DISTINCT ON (startup_id) startup_id, id FROM assessments
				WHERE startup_id IN (@from, @to) AND state = 'signed' ORDER BY startup_id, revision DESC) last
			WHERE NOT EXISTS (SELECT FROM register WHERE assessment_id = last.id) AND NOT EXISTS (SELECT FROM returns WHERE assessment_id = last.id)`,
		`DELETE FROM attendances WHERE startup_id IN (@from, @to)`,
	} {
		if _, err := tx.Exec(ctx, statement, pgx.NamedArgs{"former": former, "from": from, "to": to}); err != nil {
			return err
		}
	}
	return nil
}
