package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// overview is the help of the whole program.
func overview() string {
	var b strings.Builder
	b.WriteString(`transfert suit les services numériques transmis aux administrations : lesquels remplissent
encore les critères du programme beta.gouv.fr, jusqu’à quand, et pourquoi.

Usage : transfert COMMANDE [OPTIONS]

Commandes :
`)
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.summary)
	}
	b.WriteString(`
Aide d’une commande : transfert COMMANDE --help

Variables d’environnement :
`)
	for _, v := range variables {
		fmt.Fprintf(&b, "  %-28s  %s\n", v.name, v.what)
	}
	b.WriteString(`
Codes de retour : 0 tout va bien, 1 échec, 2 arguments incorrects, 3 import incomplet.
`)
	return b.String()
}

// help is the help of one subcommand.
func (c command) help(flags *pflag.FlagSet) string {
	flags.BoolP("help", "h", false, "affiche cette aide")
	var b strings.Builder
	synopsis := strings.TrimSpace("transfert " + c.name + " [OPTIONS] " + c.args)
	fmt.Fprintf(&b, "%s.\n\nUsage\u00a0: %s\n\n%s\nOptions\u00a0:\n", c.summary, synopsis, c.details)
	flags.VisitAll(func(flag *pflag.Flag) {
		value, text := pflag.UnquoteUsage(flag)
		names := "--" + flag.Name
		if flag.Shorthand != "" {
			names = "-" + flag.Shorthand + ", " + names
		}
		fmt.Fprintf(&b, "  %-23s %s\n", strings.TrimSpace(names+" "+value), text)
	})
	return b.String()
}

// inFrench says what pflag found wrong with the options.
func inFrench(err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return fmt.Errorf("l’option «\u00a0%s\u00a0» n’existe pas", dashed(e.GetSpecifiedName(), e.GetSpecifiedShortnames()))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Errorf("l’option «\u00a0%s\u00a0» demande une valeur", dashed(e.GetSpecifiedName(), e.GetSpecifiedShortnames()))
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return fmt.Errorf("la valeur «\u00a0%s\u00a0» ne convient pas à l’option «\u00a0--%s\u00a0»", e.GetValue(), e.GetFlag().Name)
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return fmt.Errorf("l’option «\u00a0%s\u00a0» est mal écrite", e.GetSpecifiedFlag())
	}
	return err
}

// dashed writes an option as it stood on the command line: -x where it was given
// by its short name, among others or not.
func dashed(name, shorthands string) string {
	if shorthands != "" {
		return "-" + name
	}
	return "--" + name
}
