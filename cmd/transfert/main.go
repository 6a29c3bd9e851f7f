// Command transfert records which public digital services, handed over to
// administrations, still meet the criteria of the beta.gouv.fr programme. This
// package wires the others together: one file per subcommand, listed in
// commands. What people read, help and errors, is in French.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// commands are the subcommands, in the order of the help.
func commands() []command {
	return []command{serveCommand, importCommand, renameCommand, evaluateCommand, exportCommand, migrateCommand, accountCommand, demoCommand}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, streams{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}
