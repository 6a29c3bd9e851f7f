//go:build linux && !watchdog

package embedded

import (
	"fmt"
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
