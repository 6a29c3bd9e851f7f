package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

// accountCommand manages who may sign in. It makes the first account of the
// programme, whose owner can then do the same on the administration's pages.
var accountCommand = command{
	name:    "account",
	args:    "add|list|scope|email|unbind|disable|enable [EMAIL] [ID]…",
	summary: "Gère les comptes des personnes qui se connectent",
	details: `  transfert account add EMAIL --name "Camille Durand" --role coach --scope ID   ajoute un compte
  transfert account list [--json]                                               liste les comptes
  transfert account scope EMAIL ID…                                             remplace le périmètre
  transfert account email EMAIL NOUVELLE                                        change l’adresse
  transfert account unbind EMAIL                                                détache le compte de son identité
  transfert account disable EMAIL                                               désactive le compte
  transfert account enable EMAIL                                                réactive le compte

Le périmètre d’un coach est fait d’incubateurs, celui d’une administration d’organisations porteuses, désignés par
leur identifiant dans le catalogue. Le programme n’en a pas besoin : il voit tout. Un compte n’est jamais
supprimé, seulement désactivé.

Codes de retour : 0 c’est fait, 1 échec, sans rien changer, 2 arguments incorrects.
`,
	setup: setupAccount,
}

// accountOptions are the options of all actions on accounts.
type accountOptions struct {
	name, role string
	scope      []string
	asJSON     bool
}

func setupAccount(flags *pflag.FlagSet) work {
	var o accountOptions
	flags.StringVar(&o.name, "name", "", "add\u00a0: prénom et nom de la `PERSONNE`")
	flags.StringVar(&o.role, "role", "", "add\u00a0: `RÔLE`, coach, administration ou programme")
	flags.StringSliceVar(&o.scope, "scope", nil, "add\u00a0: `ID` du périmètre, plusieurs fois ou séparés par des virgules")
	flags.BoolVar(&o.asJSON, "json", false, "list\u00a0: écrit les comptes en JSON")
	return func(ctx context.Context, std streams, args []string) error {
		act, err := accountAction(flags, o, args)
		if err != nil {
			return err
		}
		db, err := openDatabase(ctx, newLog(std.err))
		if err != nil {
			return err
		}
		defer db.Close()
		return act(ctx, std.out, postgres.New(db))
	}
}

// accountActions are the words that say what to do.
var accountActions = []string{"add", "list", "scope", "email", "unbind", "disable", "enable"}

// action does something with the accounts of a store, and says what it did.
type action func(ctx context.Context, out io.Writer, store *postgres.Store) error

// accountAction returns what the arguments ask for. It finds what is wrong with
// them before any database is opened.
func accountAction(flags *pflag.FlagSet, o accountOptions, args []string) (action, error) {
	if len(args) == 0 || !slices.Contains(accountActions, args[0]) {
		return nil, usage("indiquez ce qu’il faut faire\u00a0: %s", strings.Join(accountActions, ", "))
	}
	name, args := args[0], args[1:]
	if err := onlyOptionsOf(name, flags); err != nil {
		return nil, err
	}
	if name == "list" {
		return listAccounts(o.asJSON), noArguments(args)
	}
	if len(args) == 0 {
		return nil, usage("«\u00a0account %s\u00a0» demande une adresse électronique", name)
	}
	email, args := args[0], args[1:]
	switch name {
	case "add":
		return addAccount(email, o, args)
	case "scope":
		return scopeAccount(email, args)
	case "email":
		return emailAccount(email, args)
	case "unbind":
		return unbindAccount(email), noArguments(args)
	case "disable":
		return disableAccount(email), noArguments(args)
	default:
		return enableAccount(email), noArguments(args)
	}
}

// onlyOptionsOf refuses the options that are another action's.
func onlyOptionsOf(name string, flags *pflag.FlagSet) (err error) {
	owner := map[string]string{"name": "add", "role": "add", "scope": "add", "json": "list"}
	flags.Visit(func(flag *pflag.Flag) {
		if owner[flag.Name] != name {
			err = usage("l’option «\u00a0--%s\u00a0» n’est pas une option de «\u00a0account %s\u00a0»", flag.Name, name)
		}
	})
	return err
}

// accountError says in French why an account stays as it is.
func accountError(email string, err error) error {
	if wrong, ok := errors.AsType[assessment.FieldErrors](err); ok {
		return errors.New(fieldLines(wrong))
	}
	switch {
	case errors.Is(err, assessment.ErrNotFound):
		return fmt.Errorf("aucun compte n’a l’adresse «\u00a0%s\u00a0»", email)
	case errors.Is(err, assessment.ErrLastOne):
		return fmt.Errorf("«\u00a0%s\u00a0» est le dernier compte actif du programme\u00a0: ajoutez-en d’abord un autre", email)
	case errors.Is(err, assessment.ErrConflict):
		return fmt.Errorf("le compte «\u00a0%s\u00a0» vient d’être modifié par quelqu’un d’autre\u00a0: relancez la commande", email)
	}
	return err
}

// fieldLines tells what is wrong with an account, on a line for each field.
func fieldLines(wrong assessment.FieldErrors) string {
	words := map[string]string{"email": "adresse", "name": "nom", "role": "rôle", "scope": "périmètre"}
	var b strings.Builder
	b.WriteString("le compte est refusé")
	for _, e := range wrong {
		fmt.Fprintf(&b, "\n  %s\u00a0: %s", words[string(e.Field)], e.Message)
	}
	return b.String()
}
