//go:build linux && !watchdog

package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// removesLock reports whether a cluster's lock is removed as left behind by a
// server that was killed.
func removesLock(t *testing.T, script string, c cluster) bool {
	t.Helper()
	_, failed := run(command(t.Context(), "/bin/sh", "-c", script, "sh", c.data()))
	_, err := os.Stat(filepath.Join(c.data(), "postmaster.pid"))
	if (failed == nil) != errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it says %v, and the lock: %v", failed, err)
	}
	return failed == nil
}

// Root without the right to trace, as in a container, sees of the processes of
// other accounts no more than anyone does.
func TestAServerIsSeenWithoutTheRightToTrace(t *testing.T) {
	if !asRoot(t) {
		return
	}
	t.Parallel()
	dir := tempDir(t)
	start(t, dir)
	data := clusterOf(t, dir).data()
	awaited := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread loses the right for good
		const dropBound, trace = 24, 19
		if _, _, err := syscall.RawSyscall(syscall.SYS_PRCTL, dropBound, trace, 0); err != 0 {
			t.Error(err)
		}
		awaited <- awaitPredecessor(t.Context(), data)
	}()
	if err := <-awaited; !errors.Is(err, ErrInUse) {
		t.Errorf("while it runs: %v", err)
	}
}

func TestALockIsNotRemovedWhereProcessesCannotBeSeen(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	start(t, dir)
	if removesLock(t, strings.ReplaceAll(unlock, "/proc", t.TempDir()), clusterOf(t, dir)) {
		t.Error("the lock of a server that works is removed")
	}
}

func TestAZombieIsNoServer(t *testing.T) {
	t.Parallel()
	c := clusterOf(t, tempDir(t))
	if err := errors.Join(os.MkdirAll(c.dir, 0o755), makePrivateDir(c.data())); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(c.data(), "postmaster.pid"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	zombie := command(t.Context(), "/bin/true")
	zombie.Dir = c.data()
	if err := zombie.Start(); err != nil {
		t.Fatal(err)
	}
	defer zombie.Wait()
	awaitState(t, zombie.Process.Pid, "Z")
	if !removesLock(t, unlock, c) {
		t.Error("the lock stays")
	}
}

// awaitState waits until a process is in a state, by its letter in proc_pid_stat(5),
// or is gone for "".
func awaitState(t *testing.T, pid int, state string) {
	t.Helper()
	for t.Context().Err() == nil {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		_, now, _ := strings.Cut(string(status), ") ")
		if state == "" && err != nil || state != "" && strings.HasPrefix(now, state) {
			return
		}
	}
}

func TestAClusterInWhichAProcessStillWorksIsNotMadeAnew(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	c := clusterOf(t, dir)
	unfinished := filepath.Join(c.dir, "new")
	if err := errors.Join(os.MkdirAll(c.dir, 0o755), makePrivateDir(unfinished)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(unfinished, "postmaster.pid"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	process := command(t.Context(), "/bin/sleep", "600")
	process.Dir = unfinished
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	defer kill(process)
	if _, err := Start(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrInUse) {
		t.Errorf("error: %v", err)
	}
}

func TestAKilledProgramTakesItsInitdbAlong(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, _ := program(t, nil, dir)
	unfinished := filepath.Join(clusterOf(t, dir).dir, "new")
	pid := awaitInitdb(t, unfinished)
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	kill(first)
	if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	awaitState(t, pid, "")
	lastDatabase := filepath.Join(unfinished, "base", "5")
	if _, err := os.Stat(lastDatabase); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it has gone on: %v", err)
	}
	keep(t, start(t, dir).URL())
}

// awaitInitdb returns the process id of the initdb that makes a cluster, once it
// has begun to.
func awaitInitdb(t *testing.T, dir string) int {
	t.Helper()
	for t.Context().Err() == nil {
		if _, err := os.Stat(filepath.Join(dir, "base")); err != nil {
			continue
		}
		processes, err := filepath.Glob("/proc/[0-9]*")
		if err != nil {
			t.Fatal(err)
		}
		for _, process := range processes {
			line, _ := os.ReadFile(filepath.Join(process, "cmdline"))
			program, _, _ := strings.Cut(string(line), "\x00")
			pid, err := strconv.Atoi(filepath.Base(process))
			if err == nil && filepath.Base(program) == "initdb" && strings.Contains(string(line), dir) {
				return pid
			}
		}
	}
	return 0
}

func TestAServerThatStillShutsDownIsLeftAlone(t *testing.T) {
	t.Parallel()
	dir := tempDir(t)
	first, url := serving(t, nil, dir)
	keep(t, url)
	c := clusterOf(t, dir)
	pid := postmaster(t, c)
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	kill(first)
	if removesLock(t, unlock, c) {
		t.Error("its lock is gone")
	}
	if _, err := Start(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrInUse) {
		t.Errorf("while it runs: %v", err)
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

	stranger := command(t.Context(), "/bin/sleep", "600")
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
