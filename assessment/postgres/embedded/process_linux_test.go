//go:build linux && !watchdog

package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
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
		_, got := program(t, account{&syscall.Credential{Uid: nobody, Gid: nobody}},
			"TEST_LOOK_AT="+c.data(), fmt.Sprint("TEST_OWNER=", owner))
		if got != want {
			t.Errorf("the server of account %d is alive: %s, want %s", owner, got, want)
		}
	}
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
