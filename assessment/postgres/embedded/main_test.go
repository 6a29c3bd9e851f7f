package embedded

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// executable is a copy of the test binary that every account can run.
var executable string

// The test binary is also the program that starts a server and is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("TEST_SERVE"); dir != "" {
		serve(dir)
		return
	}
	dir, err := os.MkdirTemp("/tmp", "embedded-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	executable = filepath.Join(dir, "program")
	if err := copyExecutable(dir); err != nil {
		panic(err)
	}
	m.Run()
}

func copyExecutable(dir string) error {
	binary, err := os.ReadFile(os.Args[0])
	if err != nil {
		return err
	}
	if err := os.WriteFile(executable, binary, 0o755); err != nil {
		return err
	}
	return os.Chmod(dir, 0o755)
}

// serve starts a server, prints its URL and stops it when its input ends.
func serve(dir string) {
	s, err := Start(context.Background(), Options{Dir: dir})
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println(s.URL())
	io.Copy(io.Discard, os.Stdin)
	if err := s.Stop(); err != nil {
		fmt.Println("error:", err)
	}
}

// program runs the test binary under an account, nil for this one, so that it serves
// a data directory.
func program(t *testing.T, account *syscall.Credential, dir string) (cmd *exec.Cmd, output *bufio.Reader) {
	t.Helper()
	cmd = exec.Command("/bin/sh", "-c", `umask 077; exec "$0"`, executable) // a strict umask changes nothing
	cmd.Env = append(os.Environ(), "TEST_SERVE="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: account}
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kill(cmd) })
	return cmd, bufio.NewReader(pipe)
}

// serving runs a program until it serves a data directory, or says why it does
// not, and returns what it says.
func serving(t *testing.T, account *syscall.Credential, dir string) (cmd *exec.Cmd, line string) {
	t.Helper()
	cmd, output := program(t, account, dir)
	line, err := output.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return cmd, strings.TrimSpace(line)
}

// kill ends a program without warning.
func kill(cmd *exec.Cmd) {
	cmd.Process.Kill()
	cmd.Wait()
}
