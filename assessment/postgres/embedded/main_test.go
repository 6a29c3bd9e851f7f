package embedded

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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
	if data := os.Getenv("TEST_LOOK_AT"); data != "" {
		lookAt(data, os.Getenv("TEST_OWNER"))
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

// lookAt prints whether a server of an account seems to work in a cluster.
func lookAt(data, owner string) {
	uid, err := strconv.ParseUint(owner, 10, 32)
	if err != nil {
		panic(err)
	}
	fmt.Println(serving(data, account{&syscall.Credential{Uid: uint32(uid)}}))
}

// program runs the test binary under an account with one variable set, and
// returns it with the first line that it prints.
func program(t *testing.T, as account, variables ...string) (cmd *exec.Cmd, line string) {
	t.Helper()
	cmd = exec.Command(executable)
	cmd.Env = append(os.Environ(), variables...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as.Credential}
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kill(cmd) })
	line, err = bufio.NewReader(output).ReadString('\n')
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
