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
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// nobody is the account of last resort, on every Linux.
const nobody = 65534

// serverAccount returns the account of PostgreSQL's programs, which refuse to run
// as root: for root postgres, or nobody where there is none, and nil for everyone
// else, who keep their own.
func serverAccount() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	return accountNamed("postgres")
}

// accountNamed returns an account of this system, or nobody where there is none
// of that name.
func accountNamed(name string) *syscall.Credential {
	account, err := user.Lookup(name)
	if err != nil {
		return &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	uid, _ := strconv.ParseUint(account.Uid, 10, 32) // numbers, on every Unix
	gid, _ := strconv.ParseUint(account.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// command prepares a program to run under the server's account, in a session of
// its own, so that Ctrl-C does not reach it.
func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = "/"
	cmd.Env = environment()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: serverAccount()}
	return cmd
}

// environment is that of this process, without what would tell PostgreSQL to do
// something else than its arguments say.
func environment() []string {
	return append(slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "PG") || strings.HasPrefix(variable, "LC_")
	}), "LC_ALL=C")
}

// run runs a command to its end, or to that of this process, and returns what it
// printed.
func run(cmd *exec.Cmd) (string, error) {
	var errorOutput bytes.Buffer
	cmd.Stderr = &errorOutput
	killWithThread(cmd)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	output, err := cmd.Output()
	if _, failed := errors.AsType[*exec.ExitError](err); failed {
		err = fmt.Errorf("%s\u00a0: %w\u00a0: %s", filepath.Base(cmd.Path), err, strings.TrimSpace(errorOutput.String()))
	}
	return string(output), err
}

// makeDir makes a directory and its missing parents, for every account to enter
// whatever the umask.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := makeDir(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// makePrivateDir makes a directory that the server's account alone may enter.
func makePrivateDir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	return giveToServer(dir)
}

// giveToServer makes the server's account the owner of a directory.
func giveToServer(dir string) error {
	account := serverAccount()
	if account == nil {
		return nil
	}
	return os.Chown(dir, int(account.Uid), int(account.Gid))
}
