package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// Identify returns the account of an identity, disabled or not: the one that is bound to
// it, with the e-mail that the provider tells now, or else the one of that e-mail, which
// is bound from now on. The error is [assessment.ErrNotFound], [assessment.ErrBound]
// where the account of that e-mail is bound to another identity, or
// [assessment.ErrTaken] where the e-mail has changed to that of another account.
func (s *Store) Identify(ctx context.Context, who assessment.Identity, now time.Time) (account assessment.Account, err error) {
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		found, err := lockIdentified(ctx, tx, who)
		if err != nil {
			return err
		}
		account, err = bind(ctx, tx, found, who, now)
		return err
	})
	if err != nil {
		return assessment.Account{}, errorf("identity %q of %s, e-mail %q: %w", who.Subject, who.Issuer, who.Email, err)
	}
	return account, nil
}

// lockIdentified reads the account of an identity. Until the transaction ends no
// other one binds or changes it.
func lockIdentified(ctx context.Context, tx pgx.Tx, who assessment.Identity) (assessment.Account, error) {
	const query = `
		SELECT ` + accountColumns + ` FROM accounts WHERE issuer = $1 AND subject = $2 OR email = $3
		ORDER BY issuer = $1 AND subject = $2 DESC LIMIT 1 FOR UPDATE`
	return oneAccount(ctx, tx, query, who.Issuer, who.Subject, who.Email)
}

// bind makes an active account that of an identity, in the name of its owner.
func bind(ctx context.Context, tx pgx.Tx, account assessment.Account, who assessment.Identity, now time.Time) (assessment.Account, error) {
	if !account.Active() || account.Identifies(who) && account.Email == who.Email {
		return account, nil
	}
	if account.Bound() && !account.Identifies(who) {
		return account, assessment.ErrBound
	}
	after := account
	after.Email, after.Issuer, after.Subject = who.Email, who.Issuer, who.Subject
	if err := after.Check(); err != nil {
		return account, err
	}
	bound, err := updateAccount(ctx, tx, after)
	if err != nil {
		return account, err
	}
	return bound, recordAccount(ctx, tx, assessment.DidChangeAccount, account, bound, account, now)
}

// EndSessions ends the sessions of an account, everywhere, in the name of its owner.
func (s *Store) EndSessions(ctx context.Context, account assessment.Account, now time.Time) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE accounts SET ended_at = $2 WHERE id = $1`, account.ID, now); err != nil {
			return err
		}
		return record(ctx, tx, assessment.Event{
			At: now, Author: account.Name, AuthorID: account.ID, Kind: assessment.DidChangeAccount, Account: account.Email,
			Detail: "sessions terminées partout",
		})
	})
	if err != nil {
		return errorf("sessions of account %d: %w", account.ID, err)
	}
	return nil
}
