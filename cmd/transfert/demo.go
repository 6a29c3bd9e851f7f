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
	details: `Démarre le serveur comme « serve ». Si la base ne contient aucun service, y importe d’abord un catalogue de
services imaginaires et y signe des évaluations dans toutes les situations ; sinon, ne la modifie pas. Sans
fournisseur d’identité, trois comptes d’essai s’ouvrent d’un clic : coach, administration, programme.

Avec --catalogue, importe ce catalogue à la place, même dans une base qui contient des services, sans inventer
d’évaluation.
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
		return site{address: *address, demonstration: true, prepare: func(ctx context.Context, db *database) error {
			if len(*given) == 0 {
				return fillDemo(ctx, postgres.New(db), parisNow())
			}
			if err := importGiven(ctx, std, db, *given); err != nil {
				return err
			}
			return demoAccountsOf(ctx, postgres.New(db), parisNow())
		}}.serve(ctx, std)
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
	err = importInto(ctx, std, db, sources, false, true)
	if f, ok := errors.AsType[failure](err); ok && f.code == exitRefused {
		return nil
	}
	return err
}

// fillDemo fills a database that holds no startup yet.
func fillDemo(ctx context.Context, store *postgres.Store, now time.Time) error {
	today := assessment.DateOf(now)
	kept, err := store.Startups(ctx, assessment.StartupQuery{Page: 1, Today: today})
	if err != nil || kept.Total > 0 {
		return err
	}
	if err := importDemo(ctx, store, today); err != nil {
		return err
	}
	accounts, err := demoAccounts(ctx, store, demoScopes, now, demoColleagues...)
	if err != nil {
		return err
	}
	c, err := loadContent()
	if err != nil {
		return err
	}
	d := demo{store: store, grid: c.Grids.Newest(), today: today, accounts: accounts}
	for _, s := range demoSituations {
		if err := d.play(ctx, s); err != nil {
			return fmt.Errorf("la démonstration n’a pas pu être préparée\u00a0: %w", err)
		}
	}
	return nil
}

// demo plays situations into a store under one grid, in the names of the accounts.
type demo struct {
	store    *postgres.Store
	grid     assessment.Grid
	today    assessment.Date
	accounts []assessment.Account
}

// account is one with a role whose scope the startup is in.
func (d demo) account(ctx context.Context, role assessment.Role, startup string) (assessment.Account, error) {
	s, err := d.store.Startup(ctx, startup)
	for _, a := range d.accounts {
		if a.Role == role && a.Covers(s) {
			return a, err
		}
	}
	return assessment.Account{}, errors.Join(err, fmt.Errorf("startup %q: nobody is its %s", startup, role))
}

// play signs the assessments of a situation, each on its as-of date, does with
// them what was done, and leaves its draft open.
func (d demo) play(ctx context.Context, s situation) error {
	var last assessment.Assessment
	coach, err := d.account(ctx, assessment.Coach, s.startup)
	if err != nil {
		return err
	}
	for _, o := range s.signed {
		draft, err := d.save(ctx, coach, s.startup, last, o)
		if err != nil {
			return err
		}
		signed, err := draft.Sign(d.grid, coach, draft.UpdatedAt)
		if err != nil {
			return fmt.Errorf("startup %q: %w", s.startup, err)
		}
		if last, err = d.store.Sign(ctx, signed); err != nil {
			return err
		}
		for _, next := range o.then {
			if err := next.do(ctx, d, last, afternoon(o.day(d.today).AddDays(next.days))); err != nil {
				return err
			}
		}
	}
	if s.draft == nil {
		return nil
	}
	_, err = d.save(ctx, coach, s.startup, last, *s.draft)
	return err
}

// save makes the facts of an occasion the draft of a startup, as if on the afternoon of
// its day, after its last assessment.
func (d demo) save(ctx context.Context, coach assessment.Account, startup string, last assessment.Assessment, o occasion) (assessment.Assessment, error) {
	facts := o.facts(startup, d.today, last.Facts)
	facts.Grid = d.grid.Version
	start := assessment.Facts{Grid: facts.Grid, AsOf: facts.AsOf}
	m, err := d.store.SaveDraft(ctx, assessment.Edit{
		StartupID: startup, After: last.Revision, Start: start, Facts: facts, Base: start.Digests(), Open: true,
		Author: coach, At: afternoon(facts.AsOf),
	})
	return m.Draft, errors.Join(err, asError(m.Refused))
}

// asError is what is wrong with facts, nil where nothing is.
func asError(errs assessment.FieldErrors) error {
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// afternoon is when things are done on a day.
func afternoon(day assessment.Date) time.Time {
	year, month, date := day.Time().Date()
	return time.Date(year, month, date, 15, 0, 0, 0, assessment.Paris)
}
