package postgres

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"transfert/assessment"
)

// SaveAccount changes the e-mail, name, role and scope of an account, in the name of
// another account. Revision is the one that was read:
// [assessment.ErrConflict] says that it changed since,
// [assessment.ErrLastOne] that the programme would be left without an account,
// and [assessment.FieldErrors] what cannot be kept. A scope that the catalogue
// has lost since may stay.
func (s *Store) SaveAccount(ctx context.Context, a, by assessment.Account, now time.Time) (assessment.Account, error) {
	return s.changeAccount(ctx, assessment.DidChangeAccount, a.ID, a.Revision, by, now, func(kept assessment.Account) assessment.Account {
		kept.Email, kept.Name, kept.Role, kept.Scope = a.Email, a.Name, a.Role, a.Scope
		return kept.Normal()
	})
}

// DisableAccount keeps the owner of an account from signing in and ends their
// sessions. It refuses like [Store.SaveAccount].
func (s *Store) DisableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error) {
	return s.changeAccount(ctx, assessment.DidDisableAccount, id, revision, by, now, func(kept assessment.Account) assessment.Account {
		if kept.Active() {
			kept.DisabledAt, kept.EndedAt = now, now
		}
		return kept
	})
}

// EnableAccount lets the owner of an account sign in again. It refuses like
// [Store.SaveAccount].
func (s *Store) EnableAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error) {
	return s.changeAccount(ctx, assessment.DidEnableAccount, id, revision, by, now, func(kept assessment.Account) assessment.Account {
		kept.DisabledAt = time.Time{}
		return kept
	})
}

// UnbindAccount takes the account away from its identity and ends its sessions: the next
// sign-in with its e-mail binds it anew. It refuses like [Store.SaveAccount].
func (s *Store) UnbindAccount(ctx context.Context, id int64, revision int, by assessment.Account, now time.Time) (assessment.Account, error) {
	return s.changeAccount(ctx, assessment.DidChangeAccount, id, revision, by, now, func(kept assessment.Account) assessment.Account {
		if kept.Bound() {
			kept.Issuer, kept.Subject, kept.EndedAt = "", "", now
		}
		return kept
	})
}

// changeAccount changes the account of an id as it was read; what is as it should
// be already stays as it is, whatever revision was read, and leaves no line in the audit
// trail.
func (s *Store) changeAccount(ctx context.Context, kind assessment.EventKind, id int64, revision int, by assessment.Account, now time.Time,
	change func(assessment.Account) assessment.Account) (kept assessment.Account, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		before, others, err := lockAccount(ctx, tx, id)
		if err != nil {
			return err
		}
		after := change(before)
		if reflect.DeepEqual(before, after) {
			kept = before
			return nil
		}
		if before.Revision != revision {
			return assessment.ErrConflict
		}
		if runsProgramme(before) && !runsProgramme(after) && others == 0 {
			return assessment.ErrLastOne
		}
		if err := checkAccount(ctx, tx, before, after); err != nil {
			return err
		}
		kept, err = updateAccount(ctx, tx, after)
		if errors.Is(err, assessment.ErrTaken) {
			return errEmailTaken
		}
		if err != nil {
			return err
		}
		return recordAccount(ctx, tx, kind, before, kept, by, now)
	})
	if err != nil {
		return assessment.Account{}, errorf("account %d: %w", id, err)
	}
	return kept, nil
}

// updateAccount writes an account that is locked; [assessment.ErrTaken] says that another
// one has its e-mail.
func updateAccount(ctx context.Context, tx pgx.Tx, a assessment.Account) (assessment.Account, error) {
	const update = `
		UPDATE accounts SET email = $2, name = $3, role = $4, scope = $5, disabled_at = $6, ended_at = $7, issuer = $8, subject = $9,
			revision = revision + 1
		WHERE id = $1 RETURNING ` + accountColumns
	kept, err := oneAccount(ctx, tx, update, a.ID, a.Email, a.Name, a.Role, a.Scope, orNull(a.DisabledAt), orNull(a.EndedAt), a.Issuer, a.Subject)
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.ConstraintName == "accounts_email_key" {
		return kept, assessment.ErrTaken
	}
	return kept, err
}

// lockAccount reads an account, and counts the other active ones of the programme. Until the transaction ends nobody
// changes any of them. They are locked in the order of their ids, so that two who
// change accounts at once wait for each other instead of blocking each other.
func lockAccount(ctx context.Context, tx pgx.Tx, id int64) (a assessment.Account, others int, err error) {
	const programme = `
		SELECT id FROM accounts WHERE role = 'programme' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE`
	const query = `SELECT ` + accountColumns + ` FROM accounts WHERE id = $1 FOR NO KEY UPDATE`
	rows, _ := tx.Query(ctx, programme)
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return a, 0, err
	}
	if a, err = oneAccount(ctx, tx, query, id); err != nil {
		return a, 0, err
	}
	others = len(slices.DeleteFunc(ids, func(other int64) bool { return other == id }))
	return a, others, nil
}

// runsProgramme reports whether the owner of an account may administer the others.
func runsProgramme(a assessment.Account) bool { return a.Active() && a.Role == assessment.Programme }

// orNull is a time as PostgreSQL keeps it where there may be none.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
