package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/postgres"
)

var exportCommand = command{
	name:    "export",
	summary: "Exporte le classement de tous les services, en CSV",
	details: `Écrit une ligne par service du catalogue, avec son dernier classement signé, pour un tableur français :
UTF-8 avec BOM, séparateur « ; ».
`,
	setup: setupExport,
}

func setupExport(flags *pflag.FlagSet) work {
	output := flags.StringP("output", "o", "", "écrit dans ce `FICHIER` plutôt que sur la sortie standard")
	subject := flags.String("de", string(export.OfClassifications), "exporte les `CHOSES`\u00a0: classements, faits ou registre")
	form := flags.String("format", string(export.AsCSV), "`FORMAT` du fichier\u00a0: csv, xlsx ou jsonl")
	since := flags.String("depuis", "", "seulement ce qui a changé après cette `DATE`, AAAA-MM-JJ")
	on := flags.String("au", "", "exporte ce qui était en vigueur à cette `DATE`, AAAA-MM-JJ (sinon aujourd’hui)")
	return func(ctx context.Context, std streams, args []string) error {
		if err := noArguments(args); err != nil {
			return err
		}
		if !export.Known(export.Subject(*subject), export.Form(*form)) {
			return usage("il n’y a pas d’export «\u00a0%s\u00a0» au format «\u00a0%s\u00a0»", *subject, *form)
		}
		day, err := dayOf(*on, assessment.DateOf(parisNow()))
		if err != nil {
			return err
		}
		changed, err := dayOf(*since, assessment.Date{})
		if err != nil {
			return err
		}
		if changed.After(day) {
			return usage("la date de --depuis vient après celle de --au")
		}
		c, err := loadContent()
		if err != nil {
			return err
		}
		db, err := openDatabase(ctx, newLog(std.err))
		if err != nil {
			return err
		}
		defer db.Close()
		store, all := postgres.New(db), assessment.Filter{Withdrawn: true, ChangedSince: changed}
		source := export.Source{
			Classified: store.Classified(ctx, all, day), Registered: store.Registered(ctx, all, day), Grids: c.Grids, Day: day, Since: changed,
		}
		write := func(out io.Writer) error {
			return source.Write(out, export.Subject(*subject), export.Form(*form))
		}
		if *output == "" {
			return write(std.out)
		}
		return toFile(*output, write)
	}
}

// dayOf reads a day, or is another one where none is given.
func dayOf(given string, otherwise assessment.Date) (assessment.Date, error) {
	if given == "" {
		return otherwise, nil
	}
	day, err := assessment.ParseDate(given)
	if err != nil {
		return day, usage("la date «\u00a0%s\u00a0» n’existe pas ou n’est pas écrite AAAA-MM-JJ", given)
	}
	return day, nil
}

// toFile writes a file, and says so when it is not whole.
func toFile(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return usage("le fichier «\u00a0%s\u00a0» ne peut pas être écrit\u00a0: %w", name, err)
	}
	err = write(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("le fichier «\u00a0%s\u00a0» est incomplet\u00a0: %w", name, err)
	}
	return nil
}
