//go:build linux && !watchdog

package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// endWithParent makes the kernel send the child a signal when the thread that
// starts it ends; that thread must be locked for as long as the child lives.
func endWithParent(cmd *exec.Cmd, signal syscall.Signal) {
	cmd.SysProcAttr.Pdeathsig = signal
}

// supervise makes the server shut down when this process ends, and returns how
// to ask it to.
func supervise(cmd *exec.Cmd) (interrupt func() error, err error) {
	endWithParent(cmd, syscall.SIGINT) // PostgreSQL's fast shutdown
	return func() error { return cmd.Process.Signal(syscall.SIGINT) }, nil
}

// serving reports whether a process of PostgreSQL still works in a cluster. They
// all have it as their working directory, which neither a zombie nor a stranger
// with a reused process id has.
func serving(data string) (bool, error) {
	cluster, err := os.Stat(data)
	if err != nil {
		return false, err
	}
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(processes) == 0 {
		return false, fmt.Errorf("/proc est illisible : %w", err)
	}
	for _, process := range processes {
		cwd, err := os.Stat(process + "/cwd")
		if err == nil && os.SameFile(cwd, cluster) || errors.Is(err, fs.ErrPermission) && isPostgres(process) {
			return true, nil
		}
	}
	return false, nil
}

// isPostgres reports whether a process, whose working directory may not be read,
// could be a server: its status is readable by everybody.
func isPostgres(process string) bool {
	status, err := os.ReadFile(process + "/stat")
	_, state, found := bytes.Cut(status, []byte(" (postgres) "))
	return err == nil && found && !bytes.HasPrefix(state, []byte("Z"))
}

// removeStaleLocks removes what a server that was killed has left in its cluster
// and that would keep the next one from starting. Call it when nobody serves it.
func removeStaleLocks(data string) error {
	err := os.Remove(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
