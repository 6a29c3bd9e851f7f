package postgres

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"transfert/assessment"
)

// accountColumns are the fields of [assessment.Account].
const accountColumns = `
	id, email, name, role, scope, coalesce(to_jsonb(disabled_at), 'null') AS disabledat,
	issuer, subject, coalesce(to_jsonb(ended_at), 'null') AS endedat, created_at AS createdat, revision`

// Account returns an account, disabled or not, or [assessment.ErrNotFound].
func (s *Store) Account(ctx context.Context, id int64) (assessment.Account, error) {
	a, err := oneAccount(ctx, s.db, `SELECT `+accountColumns+` FROM accounts WHERE id = $1`, id)
	if err != nil {
		return assessment.Account{}, errorf("account %d: %w", id, err)
	}
	return a, nil
}

// AccountByEmail returns the account of an e-mail in any case, disabled or not, or
// [assessment.ErrNotFound].
func (s *Store) AccountByEmail(ctx context.Context, email string) (assessment.Account, error) {
	email = assessment.Account{Email: email}.Normal().Email
	a, err := oneAccount(ctx, s.db, `SELECT `+accountColumns+` FROM accounts WHERE email = $1`, email)
	if err != nil {
		return assessment.Account{}, errorf("account %q: %w", email, err)
	}
	return a, nil
}

// oneAccount reads one account; none is [assessment.ErrNotFound].
func oneAccount(ctx context.Context, db queryer, query string, args ...any) (assessment.Account, error) {
	rows, _ := db.Query(ctx, query, args...)
	a, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[assessment.Account])
	return a, lookupError(err)
}

// Accounts returns the accounts by role, and by name in French order: the first
// five thousand, many times the people of the programme.
func (s *Store) Accounts(ctx context.Context) ([]assessment.Account, error) {
	const query = `
		SELECT ` + accountColumns + ` FROM accounts
		ORDER BY array_position(ARRAY['programme', 'coach', 'administration'], role), name COLLATE "fr-x-icu", id LIMIT 5000`
	rows, _ := s.db.Query(ctx, query)
	accounts, err := pgx.CollectRows(rows, pgx.RowToStructByName[assessment.Account])
	if err != nil {
		return nil, errorf("accounts: %w", err)
	}
	return accounts, nil
}

// AddAccount keeps a new account, in the name of an account or, for the zero account, in
// that of the command line. [assessment.FieldErrors] say what is wrong with it. The same
// account added again by the same one is returned as it is.
func (s *Store) AddAccount(ctx context.Context, a, by assessment.Account, now time.Time) (added assessment.Account, err error) {
	const query = `
		INSERT INTO accounts (email, name, role, scope, created_at, revision) VALUES ($1, $2, $3, $4, $5, 1)
		ON CONFLICT (email) DO NOTHING RETURNING ` + accountColumns
	const same = `
		SELECT ` + accountColumns + ` FROM accounts a WHERE email = $1 AND name = $2 AND role = $3 AND scope = $4 AND revision = 1
		AND EXISTS (SELECT FROM audit WHERE kind = $5 AND account = a.email AND author_id = $6)`
	a = a.Normal()
	err = pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		if err := checkAccount(ctx, tx, assessment.Account{}, a); err != nil {
			return err
		}
		added, err = oneAccount(ctx, tx, query, a.Email, a.Name, a.Role, a.Scope, now)
		if errors.Is(err, assessment.ErrNotFound) {
			added, err = oneAccount(ctx, tx, same, a.Email, a.Name, a.Role, a.Scope, assessment.DidAddAccount, by.ID)
			return err
		}
		if err != nil {
			return err
		}
		return recordAccount(ctx, tx, assessment.DidAddAccount, assessment.Account{}, added, by, now)
	})
	if errors.Is(err, assessment.ErrNotFound) {
		err = errEmailTaken
	}
	if err != nil {
		return assessment.Account{}, errorf("add account %q: %w", a.Email, err)
	}
	return added, nil
}

// errEmailTaken says of the e-mail of an account that another one has it.
var errEmailTaken = assessment.FieldErrors{{Field: "email", Message: "Un compte existe déjà pour cette adresse."}}

// SignedIn records that a person signs in.
func (s *Store) SignedIn(ctx context.Context, a assessment.Account, now time.Time) error {
	err := pgx.BeginFunc(ctx, s.db, func(tx pgx.Tx) error {
		return record(ctx, tx, assessment.Event{At: now, Author: a.Name, AuthorID: a.ID, Kind: assessment.DidSignIn})
	})
	if err != nil {
		return errorf("sign-in of account %d: %w", a.ID, err)
	}
	return nil
}

// recordAccount tells the audit trail who did what to an account, and what it has
// become where that is new.
func recordAccount(ctx context.Context, tx pgx.Tx, kind assessment.EventKind, before, after, by assessment.Account, now time.Time) error {
	var news []string
	if before.Role != after.Role || !slices.Equal(before.Scope, after.Scope) {
		news = append(news, strings.TrimSuffix(after.Role.Label()+"\u00a0: "+strings.Join(after.Scope, ", "), "\u00a0: "))
	}
	if before.Email != after.Email && before.ID != 0 {
		news = append(news, "adresse\u00a0: "+before.Email+" devient "+after.Email)
	}
	if after.Bound() && !before.Bound() {
		news = append(news, "rattaché à l’identité "+after.Subject+" de "+after.Issuer)
	}
	if before.Bound() && !after.Bound() {
		news = append(news, "détaché de l’identité "+before.Subject+" de "+before.Issuer)
	}
	return record(ctx, tx, assessment.Event{
		At: now, Author: by.Name, AuthorID: by.ID, Kind: kind, Account: after.Email, Detail: strings.Join(news, "\u00a0; "),
	})
}

// checkAccount refuses an account that does not hold together, or whose scope has
// ids that neither a startup of the catalogue nor the account so far has.
func checkAccount(ctx context.Context, tx pgx.Tx, before, after assessment.Account) error {
	if err := after.Check(); err != nil {
		return err
	}
	query := `SELECT id FROM unnest($1::text[]) id WHERE NOT EXISTS (SELECT FROM startup_incubators WHERE incubator_id = id)`
	if after.Role == assessment.Administration {
		query = `SELECT id FROM unnest($1::text[]) id WHERE NOT EXISTS (SELECT FROM startup_sponsors WHERE organisation_id = id)`
	}
	rows, _ := tx.Query(ctx, query, after.Scope)
	unknown, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if errors.Is(lookupError(err), assessment.ErrNotFound) {
		unknown, err = slices.Clone(after.Scope), nil // one of them is no text
	}
	if err != nil {
		return err
	}
	unknown = slices.DeleteFunc(unknown, func(id string) bool { return before.Role == after.Role && slices.Contains(before.Scope, id) })
	if len(unknown) == 0 {
		return nil
	}
	return assessment.FieldErrors{{Field: "scope", Message: "Le catalogue ne connaît pas\u00a0: " + strings.Join(unknown, ", ") + "."}}
}
