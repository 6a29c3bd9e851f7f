package embedded

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestAKilledProgramTakesItsServerAlongAndLosesNothing(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := program(t, account{}, "TEST_SERVE="+dir)
	keep(t, url)
	kill(first)
	awaitNoServer(t, dir)
	kept(t, start(t, dir).URL())
}

func TestANewProgramWaitsForTheServerOfAKilledOne(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := program(t, account{}, "TEST_SERVE="+dir)
	keep(t, url)
	kill(first)
	kept(t, start(t, dir).URL())
}

func TestProgramAndServerKilledTogetherLoseNothing(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := program(t, account{}, "TEST_SERVE="+dir)
	keep(t, url)
	pid := postmaster(t, clusterOf(t, dir))
	if err := errors.Join(first.Process.Kill(), syscall.Kill(pid, syscall.SIGKILL)); err != nil {
		t.Fatal(err)
	}
	first.Wait()
	kept(t, start(t, dir).URL())
}

func TestAProgramThatIsKilledLeavesNoTemporaryDirectory(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), strings.Repeat("long", 30))
	first, _ := program(t, account{}, "TEST_SERVE="+dir)
	socket, err := os.Readlink(filepath.Join(clusterOf(t, dir).dir, "run"))
	if err != nil {
		t.Fatal(err)
	}
	kill(first)
	start(t, dir)
	if _, err := os.Stat(socket); err == nil {
		t.Errorf("%s is left behind", socket)
	}
}

func TestCtrlCReachesTheProgramAlone(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	start(t, dir)
	group, err := syscall.Getpgid(postmaster(t, clusterOf(t, dir)))
	if err != nil {
		t.Fatal(err)
	}
	if group == syscall.Getpgrp() {
		t.Error("the server is in the process group of the program")
	}
}

func TestASecondProgramIsRefused(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first := start(t, dir)
	_, err := Start(t.Context(), Options{Dir: dir})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), first.URL()) {
		t.Errorf("within one process: %v", err)
	}
	_, line := program(t, account{}, "TEST_SERVE="+dir)
	if !strings.HasPrefix(line, "error: "+ErrInUse.Error()) || !strings.Contains(line, first.URL()) {
		t.Errorf("from another process: %s", line)
	}
	keep(t, first.URL())
}

func TestAProgramMayRunUnderAnyAccount(t *testing.T) {
	t.Parallel()
	dir, as := tempDir(t), account{}
	if os.Geteuid() == 0 {
		as = account{&syscall.Credential{Uid: nobody, Gid: nobody}}
		if err := as.give(dir); err != nil {
			t.Fatal(err)
		}
	}
	_, url := program(t, as, "TEST_SERVE="+dir)
	keep(t, url)
}

// awaitNoServer waits until nobody serves the cluster of a data directory.
func awaitNoServer(t *testing.T, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c := clusterOf(t, dir)
	for {
		busy, err := serving(c.data(), c.owner)
		if err != nil {
			t.Fatal(err)
		}
		if !busy {
			return
		}
		if ctx.Err() != nil {
			t.Fatal("the server is an orphan")
		}
		time.Sleep(pause)
	}
}
