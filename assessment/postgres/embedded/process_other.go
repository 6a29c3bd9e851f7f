//go:build !linux || watchdog

package embedded

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// watchdog runs the server that its arguments say, and shuts it down fast when
// its standard input, a pipe that only this process holds, is closed.
const watchdog = `exec 3<&0
"$@" 3<&- </dev/null & server=$!
{ cat <&3 >/dev/null; kill -INT $server; } &
exec 3<&-
wait $server`

// endWithParent does nothing for the short programs: a system without
// Pdeathsig lets them finish.
func endWithParent(*exec.Cmd, syscall.Signal) {}

// supervise puts the server under the watchdog, and returns how to ask it to
// shut down.
func supervise(cmd *exec.Cmd) (interrupt func() error, err error) {
	cmd.Args = append([]string{"sh", "-c", watchdog, "sh", cmd.Path}, cmd.Args[1:]...)
	cmd.Path = "/bin/sh"
	pipe, err := cmd.StdinPipe()
	return func() error { return pipe.Close() }, err
}

// serving reports whether the process that a cluster's lock names is alive. Its
// id may have been reused: PostgreSQL itself decides then.
func serving(data string, _ account) (bool, error) {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil || pid <= 0 {
		return false, nil
	}
	return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH), nil
}

// removeStaleLock leaves the cluster's lock to PostgreSQL: without /proc nobody
// can be sure that it is stale.
func removeStaleLock(string) error { return nil }
