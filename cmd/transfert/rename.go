package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

var renameCommand = command{
	name:    "rename",
	args:    "ANCIEN [ACTUEL]",
	summary: "Dit qu’un service a changé d’identifiant au catalogue",
	details: `  transfert rename ANCIEN ACTUEL   c’est le même service : tout ce qui est enregistré suit sous l’identifiant actuel
  transfert rename --undo ANCIEN   l’annule : ce qui avait été enregistré sous l’ancien identifiant y revient

L’ancien identifiant est celui d’un service qui a quitté le catalogue. « import » signale ceux qui y reviennent sous un
autre identifiant, avec le même dépôt, la même adresse ou le même nom.

Codes de retour : 0 c’est fait, 1 échec, sans rien changer, 2 arguments incorrects.
`,
	setup: setupRename,
}

func setupRename(flags *pflag.FlagSet) work {
	undo := flags.Bool("undo", false, "annule ce qui a été dit")
	return func(ctx context.Context, std streams, args []string) error {
		if want := map[bool]int{false: 2, true: 1}[*undo]; len(args) != want {
			return usage("indiquez l’ancien identifiant et l’actuel, ou seulement l’ancien avec --undo")
		}
		db, err := openDatabase(ctx, newLog(std.err))
		if err != nil {
			return err
		}
		defer db.Close()
		store, told := postgres.New(db), fmt.Sprintf("«\u00a0%s\u00a0» redevient un service à part.\n", args[0])
		if *undo {
			err = store.UndoRename(ctx, args[0], byCommand, parisNow())
		} else {
			told = fmt.Sprintf("«\u00a0%s\u00a0» est maintenant «\u00a0%s\u00a0».\n", args[0], args[1])
			err = store.Rename(ctx, args[0], args[1], byCommand, parisNow())
		}
		if err != nil {
			return renameError(args, err)
		}
		_, err = fmt.Fprint(std.out, told)
		return err
	}
}

// renameError says in French why nothing was said of two startups.
func renameError(args []string, err error) error {
	if wrong, ok := errors.AsType[assessment.FieldErrors](err); ok {
		id := args[0]
		if wrong[0].Field == "startup" {
			id = args[1]
		}
		return fmt.Errorf("«\u00a0%s\u00a0»\u00a0: %s", id, wrong[0].Message)
	}
	if errors.Is(err, assessment.ErrNotFound) {
		return fmt.Errorf("«\u00a0%s\u00a0» n’a pas été renommé", args[0])
	}
	return err
}
