// Package browser drives the program in Chromium, as the people who use it do.
// The journeys are the *.test.mjs files beside this one; each variant of a
// journey works on a service of its own of the fictional catalogue.
package browser

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestJourneysInChromium(t *testing.T) {
	if _, err := os.Stat("node_modules/playwright-core"); err != nil {
		t.Fatal("the browser's driver is not installed: run make test, which installs it")
	}
	files, err := filepath.Glob("*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no journey found: %v", err)
	}
	drive(t, demo(t), files...)
}

// drive runs journeys in Chromium on the site at an address.
func drive(t *testing.T, address string, files ...string) {
	t.Helper()
	node := exec.CommandContext(t.Context(), "node", append([]string{"--test", "--test-reporter=spec", "--test-concurrency=2"}, files...)...)
	node.Env = append(os.Environ(), "TRANSFERT_URL="+address, "CHROMIUM="+chromium(t))
	node.Stdout, node.Stderr = os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		t.Fatalf("node --test: %v", err)
	}
}

// chromium is where the browser is: CHROMIUM, or what the system calls it.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Fatal("Chromium is not installed: run make test, which installs it or says how to")
	return ""
}

// demo builds the program and starts its demonstration on a free port, with data
// of its own. It returns the address that the program prints.
func demo(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "transfert")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../../cmd/transfert").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// It stops when its input ends, which is also what a test that was killed leaves.
	server := exec.Command("sh", "-c", `exec 3<&0; (cat <&3; kill $$) >/dev/null 2>&1 & exec "$0" demo --listen 127.0.0.1:0`, program)
	server.Env = append(os.Environ(), "TRANSFERT_DATA="+t.TempDir(), "DATABASE_URL=")
	var log strings.Builder
	server.Stderr = &log
	input, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() {
		_ = input.Close()
		_ = server.Wait() // it was told to stop
	})
	t.Cleanup(stop)
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if at := strings.Index(lines.Text(), "http://"); at >= 0 {
			return strings.TrimSuffix(lines.Text()[at:], "/")
		}
	}
	stop()
	t.Fatalf("the demonstration did not start:\n%s", log.String())
	return ""
}
