package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"github.com/spf13/pflag"
)

// command is one subcommand.
type command struct {
	name    string
	args    string // what follows the options, as the help shows it
	summary string // one line, for transfert --help
	details string // what its own help says besides, in whole lines
	// setup declares the options and returns the work, which is given what is
	// left of the arguments.
	setup func(*pflag.FlagSet) work
}

// work does what a subcommand is for. Its error ends up on standard error.
type work func(ctx context.Context, std streams, args []string) error

// streams are the standard input, output and error.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// The exit codes that scripts may rely on; a subcommand may add its own.
const (
	exitFailed = 1
	exitUsage  = 2 // wrong arguments
)

// failure is an error with the exit code that it gives. Without an error it ends
// the program silently: everything has been said on standard output.
type failure struct {
	code int
	error
}

// Unwrap returns the error itself.
func (f failure) Unwrap() error { return f.error }

// usage says in French what is wrong with the arguments.
func usage(format string, args ...any) error {
	return failure{exitUsage, fmt.Errorf(format, args...)}
}

// noArguments refuses what is left of the arguments of a command without any.
func noArguments(args []string) error {
	if len(args) > 0 {
		return usage("l’argument «\u00a0%s\u00a0» est de trop", args[0])
	}
	return nil
}

// newLog tells the administrator what happens, on standard error.
func newLog(out io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(out, nil)) }

// run runs the subcommand that the arguments name and returns the exit code.
func run(ctx context.Context, std streams, args []string) int {
	if len(args) == 0 {
		fmt.Fprint(std.err, overview())
		return exitUsage
	}
	if args[0] == "help" && len(args) > 1 {
		args = []string{args[1], "--help"}
	}
	if slices.Contains([]string{"help", "--help", "-h"}, args[0]) {
		fmt.Fprint(std.out, overview())
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, std, args[1:])
		}
	}
	fmt.Fprintf(std.err, "transfert\u00a0: il n’y a pas de commande «\u00a0%s\u00a0».\nListe des commandes\u00a0: transfert --help\n", args[0])
	return exitUsage
}

// run reads the options, wherever they stand among the arguments, and does the work.
func (c command) run(ctx context.Context, std streams, args []string) int {
	flags := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	flags.Usage = func() {} // run says what there is to say
	do := c.setup(flags)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprint(std.out, c.help(flags))
		return 0
	case err != nil:
		err = usage("%w", inFrench(err))
	default:
		if err = checkEnvironment(); err == nil {
			err = do(ctx, std, flags.Args())
		}
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			err = errors.New("la commande est interrompue")
		}
	}
	return c.report(std.err, err)
}

// report says what went wrong, if anything, and returns the exit code.
func (c command) report(out io.Writer, err error) int {
	if err == nil {
		return 0
	}
	f, ok := errors.AsType[failure](err)
	if !ok {
		f = failure{exitFailed, err}
	}
	if f.error == nil {
		return f.code
	}
	fmt.Fprintf(out, "transfert %s\u00a0: %v\n", c.name, f.error)
	if f.code == exitUsage {
		fmt.Fprintf(out, "Aide\u00a0: transfert %s --help\n", c.name)
	}
	return f.code
}
