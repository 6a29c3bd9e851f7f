package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/export"
	"transfert/assessment/postgres"
	"transfert/assessment/query"
)

var exportCommand = command{
	name:    "export",
	summary: "Exporte les classements, les faits ou le registre",
	details: `Écrit ce qui est en vigueur : une ligne par service (classements), par fait daté des évaluations
publiées (faits) ou par décision (registre). Sans filtre, il s’agit de tous les services, y compris
ceux qui ont quitté le catalogue. Formats :
  csv    pour un tableur français : UTF-8 avec BOM, séparateur « ; »
  xlsx   pour Excel ou LibreOffice
  jsonl  pour un programme : un document JSON par ligne
`,
	setup: setupExport,
}

func setupExport(flags *pflag.FlagSet) work {
	var o exportOptions
	output := flags.StringP("output", "o", "", "écrit dans ce `FICHIER` plutôt que sur la sortie standard")
	flags.StringVar(&o.subject, "de", string(export.OfClassifications), "exporte les `CHOSES`\u00a0: classements (par défaut), faits ou registre")
	flags.StringVar(&o.form, "format", string(export.AsCSV), "`FORMAT` du fichier\u00a0: csv (par défaut), xlsx ou jsonl")
	flags.StringVar(&o.filter, "filtre", "", "les services de ce `FILTRE` seuls, écrit comme dans l’adresse d’un export\u00a0: 'incubateur=…&phase=…'")
	flags.StringVar(&o.since, "depuis", "", "seulement ce qui a changé après cette `DATE`, AAAA-MM-JJ")
	flags.StringVar(&o.on, "au", "", "exporte ce qui était en vigueur à cette `DATE`, AAAA-MM-JJ (sinon aujourd’hui)")
	return func(ctx context.Context, std streams, args []string) error {
		if err := noArguments(args); err != nil {
			return err
		}
		selected, day, err := o.read()
		if err != nil {
			return err
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
		store := postgres.New(db)
		source := export.Source{
			Classified: store.Classified(ctx, selected, day), Registered: store.Registered(ctx, selected, day),
			Grids: c.Grids, Day: day, Since: selected.ChangedSince,
		}
		write := func(out io.Writer) error {
			return source.Write(out, export.Subject(o.subject), export.Form(o.form))
		}
		if *output == "" {
			return write(std.out)
		}
		return toFile(*output, write)
	}
}

// exportOptions are the options of the command as they were typed.
type exportOptions struct{ subject, form, filter, on, since string }

// read checks the options and returns the startups and the day that they ask for.
func (o exportOptions) read() (selected assessment.Filter, day assessment.Date, err error) {
	if !export.Known(export.Subject(o.subject), export.Form(o.form)) {
		return selected, day, usage("il n’y a pas d’export «\u00a0%s\u00a0» au format «\u00a0%s\u00a0»", o.subject, o.form)
	}
	if selected, err = filterOf(o.filter); err != nil {
		return selected, day, err
	}
	if day, err = dayOf(o.on, assessment.DateOf(parisNow())); err != nil {
		return selected, day, err
	}
	if selected.ChangedSince, err = dayOf(o.since, assessment.Date{}); err != nil {
		return selected, day, err
	}
	if selected.ChangedSince.After(day) {
		return selected, day, usage("la date de --depuis vient après celle de --au")
	}
	return selected, day, nil
}

// filterOf reads a filter written as the query of an export's address. A name that
// no filter has is refused: it would select more than was meant.
func filterOf(text string) (assessment.Filter, error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return assessment.Filter{}, usage("le filtre «\u00a0%s\u00a0» est mal écrit", text)
	}
	f, err := query.Filter(values)
	if err != nil {
		return f, usage("le filtre «\u00a0%s\u00a0» demande ce qui n’existe pas", text)
	}
	for name := range values {
		if !query.Values(f).Has(name) {
			return f, usage("le filtre «\u00a0%s\u00a0» n’existe pas ou ne demande rien", name)
		}
	}
	f.Withdrawn = text == ""
	return f, nil
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
