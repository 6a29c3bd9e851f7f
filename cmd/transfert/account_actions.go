package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

// byCommand is who acts on accounts here: nobody who has signed in.
var byCommand assessment.Account

func addAccount(email string, o accountOptions, args []string) (action, error) {
	if err := noArguments(args); err != nil {
		return nil, err
	}
	account := assessment.Account{Email: email, Name: o.name, Role: assessment.Role(o.role), Scope: o.scope}.Normal()
	if wrong, ok := errors.AsType[assessment.FieldErrors](account.Check()); ok {
		return nil, usage("%s", fieldLines(wrong))
	}
	return func(ctx context.Context, out io.Writer, store *postgres.Store) error {
		added, err := store.AddAccount(ctx, account, byCommand, parisNow())
		if err != nil {
			return accountError(account.Email, err)
		}
		_, err = fmt.Fprintf(out, "Compte ajouté\u00a0: %s, %s.\n", added.Email, added.Role.Label())
		return err
	}, nil
}

func scopeAccount(email string, ids []string) (action, error) {
	if len(ids) == 0 {
		return nil, usage("«\u00a0account scope\u00a0» demande au moins un identifiant")
	}
	return changeAccount(email, "Périmètre remplacé", func(ctx context.Context, store *postgres.Store, a assessment.Account) (assessment.Account, error) {
		if a.Role == assessment.Programme {
			return a, assessment.FieldErrors{{Field: "scope", Message: "Un compte du programme a tout pour périmètre."}}
		}
		a.Scope = ids
		return store.SaveAccount(ctx, a, byCommand, parisNow())
	}), nil
}

func emailAccount(email string, args []string) (action, error) {
	if len(args) == 0 {
		return nil, usage("«\u00a0account email\u00a0» demande la nouvelle adresse")
	}
	return changeAccount(email, "Adresse changée", func(ctx context.Context, store *postgres.Store, a assessment.Account) (assessment.Account, error) {
		a.Email = args[0]
		return store.SaveAccount(ctx, a, byCommand, parisNow())
	}), noArguments(args[1:])
}

func unbindAccount(email string) action {
	unbind := func(ctx context.Context, store *postgres.Store, a assessment.Account) (assessment.Account, error) {
		return store.UnbindAccount(ctx, a.ID, a.Revision, byCommand, parisNow())
	}
	return changeAccount(email, "Compte détaché de son identité", unbind)
}

func disableAccount(email string) action {
	return changeAccount(email, "Compte désactivé", func(ctx context.Context, store *postgres.Store, a assessment.Account) (assessment.Account, error) {
		if !a.Active() {
			return a, nil
		}
		return store.DisableAccount(ctx, a.ID, a.Revision, byCommand, parisNow())
	})
}

func enableAccount(email string) action {
	return changeAccount(email, "Compte actif", func(ctx context.Context, store *postgres.Store, a assessment.Account) (assessment.Account, error) {
		if a.Active() {
			return a, nil
		}
		return store.EnableAccount(ctx, a.ID, a.Revision, byCommand, parisNow())
	})
}

// changeAccount returns what changes the account of an e-mail and then says so.
func changeAccount(email, done string, change func(context.Context, *postgres.Store, assessment.Account) (assessment.Account, error)) action {
	return func(ctx context.Context, out io.Writer, store *postgres.Store) error {
		account, err := store.AccountByEmail(ctx, email)
		if err == nil {
			account, err = change(ctx, store, account)
		}
		if err != nil {
			return accountError(email, err)
		}
		_, err = fmt.Fprintf(out, "%s\u00a0: %s.\n", done, account.Email)
		return err
	}
}

// listAccounts writes all accounts, in aligned columns or as JSON.
func listAccounts(asJSON bool) action {
	return func(ctx context.Context, out io.Writer, store *postgres.Store) error {
		accounts, err := store.Accounts(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return writeJSON(out, accounts)
		}
		columns := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(columns, "E-mail\tNom\tRôle\tPérimètre\tÉtat")
		for _, a := range accounts {
			fmt.Fprintln(columns, accountRow(a))
		}
		return columns.Flush()
	}
}

func accountRow(a assessment.Account) string {
	scope, state := strings.Join(a.Scope, ", "), "actif"
	if a.Role == assessment.Programme {
		scope = "tout"
	}
	if !a.Active() {
		state = "désactivé le " + assessment.DateOf(a.DisabledAt).French()
	}
	return strings.Join([]string{a.Email, a.Name, a.Role.Label(), scope, state}, "\t")
}
