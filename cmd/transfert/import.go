package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

// defaultCatalogue is the list of the startups that the programme publishes.
const defaultCatalogue = "https://beta.gouv.fr/api/v2.7/startups.json"

// exitRefused says that the catalogue is imported but for the refused entries.
const exitRefused = 3

var importCommand = command{
	name:    "import",
	args:    "[FICHIER|ADRESSE|-]…",
	summary: "Importe le catalogue public des services",
	details: `Lit les documents startups.json, organisations.json et incubators.json, tels que beta.gouv.fr les publie,
dans des fichiers, à des adresses web ou sur l’entrée standard (« - »). Sans argument, lit la liste publique
des services : ` + defaultCatalogue + `

Ce qui a disparu du catalogue est marqué comme retiré, jamais supprimé, et aucune évaluation ne change.
Un document qui retirerait plus d’un dixième des services, et plus de trois, ne change rien tant que
--confirm-withdrawals ne le confirme pas. Une entrée inacceptable est refusée et nommée, les autres sont importées. Tout est importé d’un coup, ou rien.

Codes de retour : 0 tout est importé, 1 l’import a échoué et rien n’a changé, 2 arguments incorrects ou document
introuvable, 3 tout est importé, sauf les entrées refusées.
`,
	setup: setupImport,
}

func setupImport(flags *pflag.FlagSet) work {
	asJSON := flags.Bool("json", false, "écrit le compte rendu en JSON")
	confirmed := flags.Bool("confirm-withdrawals", false, "accepte de retirer plus d’un dixième des services")
	return func(ctx context.Context, std streams, args []string) error {
		if len(args) == 0 {
			args = []string{defaultCatalogue}
		}
		sources, err := openSources(ctx, std.in, args)
		if err != nil {
			return err
		}
		defer sources.close()
		db, err := openDatabase(ctx, newLog(std.err))
		if err != nil {
			return err
		}
		defer db.Close()
		return importInto(ctx, std, db, sources, *asJSON, *confirmed)
	}
}

// importInto brings the catalogue of a database up to date and tells what it did.
func importInto(ctx context.Context, std streams, db *database, sources *sources, asJSON, confirmed bool) error {
	done := showProgress(std.err, sources.read.Load)
	report, err := postgres.New(db).Import(ctx, sources.documents, parisNow(), confirmed)
	done()
	if err != nil {
		return nothingChanged(err)
	}
	return writeReport(std, report, asJSON)
}

// nothingChanged says why there was no import, without the words that wrap the
// reason on its way here.
func nothingChanged(err error) error {
	if wrong, ok := errors.AsType[*assessment.DocumentError](err); ok {
		err = wrong
	} else if mass, ok := errors.AsType[*assessment.MassWithdrawal](err); ok {
		err = fmt.Errorf("%w.\nVérifiez que le document est entier, et que c’est bien le catalogue public plutôt qu’un extrait.\n"+
			"Si ces services l’ont vraiment quitté, relancez la commande avec --confirm-withdrawals", mass)
	} else if errors.Is(err, context.Canceled) {
		err = errors.New("l’import est interrompu")
	}
	return fmt.Errorf("rien n’a changé\u00a0: %w", err)
}

// progressEvery is how often the progress line is written anew; an import that
// takes less time shows none.
const progressEvery = time.Second

// showProgress shows how many entries have been read until done is called.
func showProgress(out io.Writer, read func() int64) (done func()) {
	start := time.Now()
	ticker := time.NewTicker(progressEvery)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for end := ""; ; end = "\n" {
			select {
			case <-stop:
				fmt.Fprint(out, end)
				return
			case now := <-ticker.C:
				fmt.Fprintf(out, "\rImport en cours depuis %.0f\u00a0s\u00a0: %d entrées lues…", now.Sub(start).Seconds(), read())
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(stop)
		<-stopped
	}
}

// writeReport says what the import did: the counts, or all of it as JSON, on
// standard output, and to people also what was refused and remarked.
func writeReport(std streams, r assessment.ImportReport, asJSON bool) (err error) {
	if asJSON {
		err = writeJSON(std.out, r)
	} else {
		for _, warning := range r.Warnings {
			fmt.Fprintf(std.err, "Attention\u00a0: %s\n", warning)
		}
		for _, refusal := range r.Refused {
			fmt.Fprintf(std.err, "Refusée\u00a0: %s\n", refusalLine(refusal))
		}
		_, err = fmt.Fprintf(std.out, "Entrées\u00a0: %d ajoutées, %d modifiées, %d inchangées, %d retirées, %d refusées.\n",
			r.Added, r.Changed, r.Unchanged, r.Withdrawn, len(r.Refused))
	}
	if err == nil && len(r.Refused) > 0 {
		err = failure{code: exitRefused}
	}
	return err
}

// refusalLine names a refused entry: file, index, id and field, as far as known.
func refusalLine(r assessment.Refusal) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, entrée %d", r.File, r.Index)
	if r.ID != "" {
		fmt.Fprintf(&b, " («\u00a0%s\u00a0»)", r.ID)
	}
	if r.Field != "" {
		fmt.Fprintf(&b, ", %s", r.Field)
	}
	return b.String() + "\u00a0: " + r.Message
}
