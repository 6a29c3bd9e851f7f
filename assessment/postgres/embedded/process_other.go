//go:build !linux || watchdog

package embedded

import "os/exec"

// killWithThread does nothing: short commands end by themselves.
func killWithThread(*exec.Cmd) {}

// watchdog is a shell script that runs the server, the command of its arguments,
// and interrupts it, which is PostgreSQL's fast shutdown, when its standard input
// is closed, a pipe that only this process holds. Signals to the group of processes
// are for the server alone.
const watchdog = `trap '' INT QUIT
exec 3<&0
"$@" 3<&- </dev/null & server=$!
{ cat <&3 >/dev/null; kill -INT $server; } &
exec 3<&-
wait $server`

// supervise puts the server under the watchdog.
func supervise(cmd *exec.Cmd) error {
	cmd.Args = append([]string{"sh", "-c", watchdog, "sh", cmd.Path}, cmd.Args[1:]...)
	cmd.Path = "/bin/sh"
	_, err := cmd.StdinPipe()
	return err
}

// unlock is a shell script that fails as long as the process is alive that the
// lock of the cluster $1 names. Without /proc nobody can be sure that it is the
// server, so that the lock is left to PostgreSQL to judge.
const unlock = `! kill -0 "$(head -n 1 "$1/postmaster.pid")"`
