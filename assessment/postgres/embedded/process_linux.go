//go:build linux && !watchdog

package embedded

import (
	"os/exec"
	"syscall"
)

// killWithThread makes the kernel kill a command when the thread that starts it ends.
func killWithThread(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL }

// supervise makes the kernel interrupt the server, which is PostgreSQL's fast
// shutdown, when the thread that starts it ends: the caller locks that thread for
// as long as the server runs.
func supervise(cmd *exec.Cmd) error {
	cmd.SysProcAttr.Pdeathsig = syscall.SIGINT
	return nil
}

// unlock is a shell script that removes the lock of the cluster $1 unless some
// process works in it. The processes of PostgreSQL all do: it is their working
// directory, which is true of no zombie and of no stranger with a reused process
// id. The first line checks that working directories can be compared at all.
const unlock = `[ /proc/self/cwd -ef / ] || exit 1
for process in /proc/[0-9]*; do
	[ "$process/cwd" -ef "$1" ] && exit 1
done
exec rm -f "$1/postmaster.pid"`
