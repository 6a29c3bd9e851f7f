package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"transfert/assessment/postgres"
)

var migrateCommand = command{
	name:    "migrate",
	summary: "Met à jour le schéma de la base de données",
	details: `Applique les migrations qui manquent et indique la version du schéma. Les commandes qui emploient la
base le font aussi d’elles-mêmes ; celle-ci sert à le faire avant, par exemple avec d’autres droits sur la base.
`,
	setup: setupMigrate,
}

func setupMigrate(flags *pflag.FlagSet) work {
	asJSON := flags.Bool("json", false, "écrit le compte rendu en JSON")
	return func(ctx context.Context, std streams, args []string) error {
		if err := noArguments(args); err != nil {
			return err
		}
		db, err := openDatabase(ctx, newLog(std.err))
		if err != nil {
			return err
		}
		defer db.Close()
		if *asJSON {
			return writeJSON(std.out, db.migration)
		}
		return writeMigration(std.out, db.migration)
	}
}

// writeMigration tells people what was applied and where the schema is now.
func writeMigration(out io.Writer, m postgres.Migration) error {
	for _, file := range m.Applied {
		fmt.Fprintf(out, "Migration appliquée\u00a0: %s\n", file)
	}
	_, err := fmt.Fprintf(out, "Le schéma est à la version %d.\n", m.Version)
	return err
}
