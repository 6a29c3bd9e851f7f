package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"transfert/assessment"
	"transfert/assessment/postgres"
)

var demoCommand = command{
	name:    "demo",
	summary: "Montre le programme avec des services et des évaluations fictifs",
	details: `Démarre le serveur comme « serve ». Si la base est vide, y importe d’abord un catalogue de services
imaginaires et y signe des évaluations dans toutes les situations. Une base qui contient déjà des services n’est pas
modifiée.

Avec --catalogue, importe ce catalogue à la place, sans inventer d’évaluation.
`,
	setup: setupDemo,
}

func setupDemo(flags *pflag.FlagSet) work {
	address := listenFlag(flags)
	given := flags.StringArray("catalogue", nil, "importe ce `FICHIER` ou cette adresse\u00a0; peut être répété")
	return func(ctx context.Context, std streams, args []string) error {
		if err := noArguments(args); err != nil {
			return err
		}
		return serveAt(ctx, std, *address, func(ctx context.Context, db *database) error {
			if len(*given) > 0 {
				return importGiven(ctx, std, db, *given)
			}
			return fillDemo(ctx, postgres.New(db), assessment.DateOf(parisNow()))
		})
	}
}

// importGiven imports a catalogue as « import » does. Entries that are refused
// have been named and do not keep the others from being shown.
func importGiven(ctx context.Context, std streams, db *database, names []string) error {
	sources, err := openSources(ctx, std.in, names)
	if err != nil {
		return err
	}
	defer sources.close()
	err = importInto(ctx, std, db, sources, false)
	if f, ok := errors.AsType[failure](err); ok && f.code == exitRefused {
		return nil
	}
	return err
}

// fillDemo fills a database that holds no startup yet.
func fillDemo(ctx context.Context, store *postgres.Store, today assessment.Date) error {
	kept, err := store.Startups(ctx, assessment.StartupQuery{Page: 1, Today: today})
	if err != nil || kept.Total > 0 {
		return err
	}
	if err := importDemo(ctx, store, today); err != nil {
		return err
	}
	c, err := loadContent()
	if err != nil {
		return err
	}
	d := demo{store: store, grid: c.Grids.Newest()}
	for _, s := range demoSituations {
		if err := d.play(ctx, s, today); err != nil {
			return fmt.Errorf("la démonstration n’a pas pu être préparée\u00a0: %w", err)
		}
	}
	return nil
}

// demo plays situations into a store under one grid.
type demo struct {
	store *postgres.Store
	grid  assessment.Grid
}

// demoAuthor signs what nobody has assessed.
const demoAuthor = "Démonstration"

// play signs the assessments of a situation, each on its as-of date, and leaves
// its draft open.
func (d demo) play(ctx context.Context, s situation, today assessment.Date) error {
	last := assessment.Assessment{StartupID: s.startup}
	for _, o := range s.signed {
		draft, err := d.save(ctx, last, o.facts(s.startup, today))
		if err != nil {
			return err
		}
		signed, err := draft.Sign(d.grid, demoAuthor, draft.UpdatedAt.In(paris))
		if err != nil {
			return fmt.Errorf("startup %q: %w", s.startup, err)
		}
		if last, err = d.store.Sign(ctx, signed); err != nil {
			return err
		}
	}
	if s.draft == nil {
		return nil
	}
	_, err := d.save(ctx, last, s.draft.facts(s.startup, today))
	return err
}

// save keeps a draft as if on the afternoon of its as-of date, after the last
// assessment of the startup.
func (d demo) save(ctx context.Context, last assessment.Assessment, facts assessment.Facts) (assessment.Assessment, error) {
	facts.Grid = d.grid.Version
	year, month, day := facts.AsOf.Time().Date()
	return d.store.SaveDraft(ctx, assessment.Assessment{
		StartupID: last.StartupID, Revision: last.Revision, State: assessment.Draft, Facts: facts,
		Author: demoAuthor, UpdatedAt: time.Date(year, month, day, 15, 0, 0, 0, paris),
	})
}
