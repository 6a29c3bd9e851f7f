//go:build linux && !watchdog

package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Root without the right to trace, as in a container, sees of the processes of
// other accounts what nobody sees.
func TestAServerThatCannotBeLookedIntoCountsAsAlive(t *testing.T) {
	if !asRoot(t) {
		return
	}
	t.Parallel()
	dir := tempDir(t)
	start(t, dir)
	c := clusterOf(t, dir)
	for owner, want := range map[uint32]string{c.owner.Uid: "true <nil>", 54321: "false <nil>"} {
		if got := look(t, c, owner); got != want {
			t.Errorf("the server of account %d is alive: %s, want %s", owner, got, want)
		}
	}
}

// look returns what nobody thinks of the servers of an account.
func look(t *testing.T, c cluster, owner uint32) string {
	t.Helper()
	as := account{&syscall.Credential{Uid: nobody, Gid: nobody}}
	_, line := program(t, as, "TEST_LOOK_AT="+c.data(), fmt.Sprint("TEST_OWNER=", owner))
	return line
}

func TestAZombieIsNoServer(t *testing.T) {
	if !asRoot(t) {
		return
	}
	t.Parallel()
	c := clusterOf(t, tempDir(t))
	if err := os.MkdirAll(c.data(), 0o755); err != nil {
		t.Fatal(err)
	}
	const uid = 54321
	zombie := account{&syscall.Credential{Uid: uid}}.command(t.Context(), filepath.Join(c.binaries.Dir, "postgres"), "-V")
	if err := zombie.Start(); err != nil {
		t.Fatal(err)
	}
	defer zombie.Wait()
	awaitZombie(t, zombie.Process.Pid)
	if got := look(t, c, uid); got != "false <nil>" {
		t.Errorf("serving: %s", got)
	}
}

func awaitZombie(t *testing.T, pid int) {
	t.Helper()
	for t.Context().Err() == nil {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(status), " (postgres) Z") {
			return
		}
	}
}

func TestAServerThatStillShutsDownIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := program(t, account{}, "TEST_SERVE="+dir)
	keep(t, url)
	pid := postmaster(t, clusterOf(t, dir))
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	kill(first)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, Options{Dir: dir}); !errors.Is(err, ErrInUse) {
		t.Errorf("while it runs: %v", err)
	}
	if _, err := os.Stat(filepath.Join(clusterOf(t, dir).data(), "postmaster.pid")); err != nil {
		t.Errorf("its lock is gone: %v", err)
	}
	if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	kept(t, start(t, dir).URL())
}

func TestAStrangerWithTheServersProcessIDDoesNotBlockIt(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first := start(t, dir)
	keep(t, first.URL())
	c := clusterOf(t, dir)
	pid := postmaster(t, c)
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-first.Done()
	stop(t, first)

	stranger := c.owner.command(t.Context(), "/bin/sleep", "600")
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { stranger.Process.Kill(); stranger.Wait() }()
	lockFile := filepath.Join(c.data(), "postmaster.pid")
	text, err := os.ReadFile(lockFile)
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.Replace(string(text), fmt.Sprint(pid), fmt.Sprint(stranger.Process.Pid), 1))
	if err := os.WriteFile(lockFile, text, 0o600); err != nil {
		t.Fatal(err)
	}
	kept(t, start(t, dir).URL())
}
