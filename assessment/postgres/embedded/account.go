package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// account is the system account that the server runs under, nil for the one of
// this process. PostgreSQL refuses to run as root.
type account struct{ *syscall.Credential }

// nobody is the account of last resort, on every Linux.
const nobody = 65534

// serverAccount returns, for root, the account postgres, or nobody where there
// is none, and this process's own account for everybody else.
func serverAccount() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return account{&syscall.Credential{Uid: nobody, Gid: nobody}}, nil
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("compte postgres\u00a0: %w", err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("compte postgres\u00a0: %w", err)
	}
	return account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// uid is the number of the account.
func (a account) uid() uint32 {
	if a.Credential == nil {
		return uint32(os.Geteuid())
	}
	return a.Uid
}

// command prepares a program of PostgreSQL to run under the account, in a
// session of its own, so that Ctrl-C reaches this process alone.
func (a account) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = "/"
	cmd.Env = environment()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: a.Credential}
	return cmd
}

// run waits for a short program of PostgreSQL and returns what it printed.
func (a account) run(ctx context.Context, program string, args ...string) (string, error) {
	cmd := a.command(ctx, program, args...)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	runtime.LockOSThread() // the thread must live as long as the child: see endWithParent
	defer runtime.UnlockOSThread()
	endWithParent(cmd, syscall.SIGKILL)
	if err := cmd.Run(); err != nil {
		if exit := new(exec.ExitError); errors.As(err, &exit) {
			return "", fmt.Errorf("%s\u00a0: %w\u00a0: %s", filepath.Base(program), err, strings.TrimSpace(problems.String()))
		}
		return "", err
	}
	return out.String(), nil
}

// environment is this process's, without what would tell PostgreSQL to do
// something else than its arguments say.
func environment() []string {
	env := []string{"LC_ALL=C"}
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "PG") && !strings.HasPrefix(variable, "LC_") {
			env = append(env, variable)
		}
	}
	return env
}

// give makes the account the owner of a file, or of a directory and all that
// is in it.
func (a account) give(path string) error {
	if a.Credential == nil {
		return nil
	}
	return filepath.WalkDir(path, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, int(a.Uid), int(a.Gid))
	})
}

// checkAccess returns why the account cannot work in a directory.
func (a account) checkAccess(ctx context.Context, dir string) error {
	cmd := a.command(ctx, "/bin/sh", "-c", ":")
	cmd.Dir = dir
	return cmd.Run()
}
