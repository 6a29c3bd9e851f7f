//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"transfert/assessment/postgres/postgrestest"
)

// BenchmarkImport imports a generated catalogue of 100,000 startups, 170 MB, in a
// process of its own: for the first time, and then again unchanged. It reports
// the memory which that process takes at most:
//
//	go test -run '^$' -bench Import -benchtime 1x ./cmd/transfert
func BenchmarkImport(b *testing.B) {
	const startups = 100_000
	for b.Loop() {
		url := postgrestest.URL(b)
		for _, again := range []string{"", "-again"} {
			program := exec.CommandContext(b.Context(), os.Args[0], "import", "-")
			program.Env = append(os.Environ(), asProgram+"=1", "DATABASE_URL="+url)
			stdin, err := program.StdinPipe()
			if err != nil {
				b.Fatal(err)
			}
			if err := program.Start(); err != nil {
				b.Fatal(err)
			}
			if err := generateCatalogue(stdin, startups); err != nil {
				b.Fatal(err)
			}
			if err := program.Wait(); err != nil {
				b.Fatal(err)
			}
			usage := program.ProcessState.SysUsage().(*syscall.Rusage)
			b.ReportMetric(float64(usage.Maxrss)/1024, "MiB"+again) // in KiB on Linux
			b.ReportMetric(program.ProcessState.UserTime().Seconds()+program.ProcessState.SystemTime().Seconds(), "cpu-s"+again)
		}
	}
}

// generateCatalogue writes startups.json with n startups of the usual size and
// closes what it writes to.
func generateCatalogue(to io.WriteCloser, n int) error {
	out := bufio.NewWriter(to)
	text := strings.Repeat("Un%20texte%20qui%20pr%C3%A9sente%20le%20service.%0A", 17)
	fmt.Fprint(out, `{"links": {"self": "https://catalogue.example"}, "data": [`)
	for i := range n {
		if i > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprintf(out, `
{"id": "service.numerique-%d", "type": "startup", "attributes": {
 "name": "Service numérique n° %d", "pitch": "Aider les agents à mener la démarche %d sans ressaisie",
 "stats_url": "https://service-%d.exemple.fr/stats", "impact_url": "", "link": "https://service-%d.exemple.fr",
 "repository": "https://forge.exemple.fr/service-%d", "contact": "service-%d@exemple.fr",
 "content_url_encoded_markdown": "%s", "events": [{"name": "committee", "date": "2024-03-01", "comment": ""}],
 "phases": [{"name": "investigation", "start": "2022-01-01", "end": "2022-06-30"}, {"name": "construction", "start": "2022-07-01", "end": ""},
  {"name": "acceleration", "start": "2024-01-0%d", "end": ""}],
 "sponsors": ["organisation-%d"], "thematiques": [], "technos": ["go"]},
 "relationships": {"incubator": {"data": {"type": "incubator", "id": "incubateur-%d"}},
  "incubators": {"data": [{"type": "incubator", "id": "incubateur-%d"}]}}}`,
			i, i, i, i, i, i, i, text, i%9+1, i%145, i%23, i%23)
	}
	fmt.Fprint(out, `], "included": []}`)
	if err := out.Flush(); err != nil {
		return err
	}
	return to.Close()
}
