//go:build linux && !watchdog

package embedded

import (
	"bytes"
	"errors"
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
func serving(data string, owner account) (bool, error) {
	cluster, err := os.Stat(data)
	if err != nil {
		return false, err
	}
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil || len(processes) == 0 {
		return false, errors.New("/proc est illisible")
	}
	for _, process := range processes {
		cwd, err := os.Stat(filepath.Join(process, "cwd"))
		if err == nil && os.SameFile(cwd, cluster) || errors.Is(err, fs.ErrPermission) && couldServe(process, owner) {
			return true, nil
		}
	}
	return false, nil
}

// couldServe reports whether a process is one of PostgreSQL under the server's
// account. Root without the right to trace, as in a container, learns no more.
func couldServe(process string, owner account) bool {
	info, err := os.Stat(process)
	if err != nil {
		return false
	}
	status, err := os.ReadFile(filepath.Join(process, "stat"))
	_, state, postgres := bytes.Cut(status, []byte(" (postgres) "))
	zombie := bytes.HasPrefix(state, []byte("Z"))
	return err == nil && postgres && !zombie && info.Sys().(*syscall.Stat_t).Uid == owner.uid()
}

// removeStaleLock removes what a server that was killed has left in its cluster
// and what keeps the next one from starting once its process id is reused. Only
// to be called when nobody serves the cluster.
func removeStaleLock(data string) error {
	err := os.Remove(filepath.Join(data, "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it shut down in order
	}
	return err
}
