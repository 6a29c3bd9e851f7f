package embedded

import (
	"path/filepath"
	"strconv"
	"testing"
)

// From nothing to ready: what the first start of the program takes.
func BenchmarkColdStart(b *testing.B) {
	dir := tempDirIn(b, "/tmp")
	for i := 0; b.Loop(); i++ {
		s := start(b, filepath.Join(dir, strconv.Itoa(i)))
		b.StopTimer()
		stop(b, s)
		b.StartTimer()
	}
}

// The start on data that are there, and the orderly end.
func BenchmarkWarmStart(b *testing.B) {
	dir := tempDirIn(b, "/tmp")
	stop(b, start(b, dir))
	for b.Loop() {
		s := start(b, dir)
		b.StopTimer()
		stop(b, s)
		b.StartTimer()
	}
}
