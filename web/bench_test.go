package web_test

import (
	"net/http"
	"strconv"
	"testing"
)

// BenchmarkAutosave is how long the server takes for what a script sends after each
// pause: it merges, stores, judges and renders what changes.
func BenchmarkAutosave(b *testing.B) {
	s := newSite(b)
	form := filled(s.get(draftPath).fields())
	form.Set("intent", "sync")
	for i := 0; b.Loop(); i++ {
		form.Set("adoption.comment", strconv.Itoa(i))
		answer := s.script(draftPath, form)
		if answer.status != http.StatusOK {
			b.Fatal(answer.status)
		}
		form.Set("read.adoption", answer.value("read.adoption"))
	}
}

// BenchmarkLiveVerdict is the same for a visitor's simulation.
func BenchmarkLiveVerdict(b *testing.B) {
	s := newSite(b).visitor()
	form := filled(s.get("/").fields())
	form.Set("intent", "sync")
	for b.Loop() {
		if answer := s.script("/", form); answer.status != http.StatusOK {
			b.Fatal(answer.status)
		}
	}
}
