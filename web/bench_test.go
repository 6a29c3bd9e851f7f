package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"
)

// BenchmarkAutosave is how long the server takes for what a script sends after each
// pause: it merges, stores, judges, compares and renders what changes.
func BenchmarkAutosave(b *testing.B) {
	for _, size := range []struct {
		name string
		rows int
	}{{"a few facts", 0}, {"200 rows in a list", 200}} {
		b.Run(size.name, func(b *testing.B) {
			s := newSite(b)
			s.post(draftPath, lengthened(filled(s.get(draftPath).fields()), size.rows))
			revision := s.get(draftPath + "/signature").value("revision")
			if signed := s.post(draftPath+"/signature", url.Values{"revision": {revision}}); signed.status != http.StatusSeeOther {
				b.Fatal(signed.text("main"))
			}
			form := s.get(draftPath).fields()
			form.Set("intent", "sync")
			for i := 0; b.Loop(); i++ {
				form.Set("adoption.comment", strconv.Itoa(i))
				answer := s.script(draftPath, form)
				if answer.status != http.StatusOK {
					b.Fatal(answer.status)
				}
				form.Set("read.adoption", answer.value("read.adoption"))
			}
		})
	}
}

// lengthened is a form with so many rows in the lists of sessions, releases and actions.
func lengthened(form url.Values, rows int) url.Values {
	for i := 2; i < rows; i++ {
		date := time.Date(2026, time.November, 19-i, 0, 0, 0, 0, time.UTC).Format("02/01/2006")
		for _, list := range []string{"user_tests.sessions", "evolutions.releases", "communication.actions"} {
			form.Set(fmt.Sprintf("%s[%d].date", list, i), date)
			form.Set(fmt.Sprintf("%s[%d].evidence_url", list, i), "https://exemple.gouv.fr/"+strconv.Itoa(i))
		}
	}
	return form
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
