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

// TestSitesInChromium shows the demonstration to Lighthouse at the end, when nothing runs
// beside it any more: it measures how quickly pages appear.
func TestSitesInChromium(t *testing.T) {
	files, err := filepath.Glob("*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no journey found: %v", err)
	}
	site := "TRANSFERT_URL=" + demo(t)
	t.Run("side by side", func(t *testing.T) {
		t.Run("journeys", func(t *testing.T) {
			t.Parallel()
			drive(t, files, site)
		})
		t.Run("gallery", testGallery)
		t.Run("sign-in with a provider", testSignInWithAProvider)
	})
	t.Run("Lighthouse", func(t *testing.T) { drive(t, []string{"lighthouse.journey.mjs"}, site) })
}

// drive runs journeys in Chromium, with the addresses of sites in their environment.
func drive(t *testing.T, files []string, addresses ...string) {
	t.Helper()
	if _, err := os.Stat("node_modules/playwright-core"); err != nil {
		t.Fatal("the browser's driver is not installed: run make test, which installs it")
	}
	node := exec.CommandContext(t.Context(), "node", append([]string{"--test", "--test-reporter=spec", "--test-concurrency=2"}, files...)...)
	node.Env = append(append(os.Environ(), "CHROMIUM="+chromium(t)), addresses...)
	node.Stdout, node.Stderr = t.Output(), t.Output()
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
