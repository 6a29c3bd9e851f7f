package embedded

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestAKilledProgramTakesItsServerAlongAndLosesNothing(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := serving(t, nil, dir)
	keep(t, url)
	kill(first)
	awaitNoServer(t, dir)
	if log := logOf(t, dir); !strings.Contains(log, "fast shutdown") || !strings.Contains(log, "is shut down") {
		t.Errorf("it did not shut down in order: %s", log)
	}
	kept(t, start(t, dir).URL())
}

func TestANewProgramWaitsForTheServerOfAKilledOne(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := serving(t, nil, dir)
	keep(t, url)
	kill(first)
	kept(t, start(t, dir).URL())
}

func TestProgramAndServerKilledTogetherLoseNothing(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := serving(t, nil, dir)
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
	first, _ := serving(t, nil, dir)
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
	lock := filepath.Join(filepath.Dir(clusterOf(t, dir).dir), "lock")
	if err := os.WriteFile(lock, []byte(strings.Repeat("former ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	first := start(t, dir)
	_, err := Start(t.Context(), Options{Dir: dir})
	if err != nil && strings.Contains(err.Error(), "former") {
		t.Errorf("it names the one before: %v", err)
	}
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), first.URL()) || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("within one process: %v", err)
	}
	_, line := serving(t, nil, dir)
	if !strings.HasPrefix(line, "error: "+ErrInUse.Error()) || !strings.Contains(line, first.URL()) {
		t.Errorf("from another process: %s", line)
	}
	keep(t, first.URL())
}

func TestAProgramMayRunUnderAnyAccount(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	var account *syscall.Credential
	if os.Geteuid() == 0 {
		account = &syscall.Credential{Uid: nobody, Gid: nobody}
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	_, url := serving(t, account, dir)
	keep(t, url)
}

// awaitNoServer waits until nothing works in the cluster of a data directory.
func awaitNoServer(t *testing.T, dir string) {
	t.Helper()
	if err := awaitPredecessor(t.Context(), clusterOf(t, dir).data()); err != nil {
		t.Fatal("the server is an orphan: ", err)
	}
}

// logOf returns what the last server of a data directory said.
func logOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(clusterOf(t, dir).dir, "server.log"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
