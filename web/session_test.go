package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"transfert/assessment"
)

// exec changes what is kept.
func (s site) exec(query string, args ...any) {
	s.t.Helper()
	if _, err := s.tx.Exec(s.t.Context(), query, args...); err != nil {
		s.t.Fatal(err)
	}
}

func TestASessionLastsTwelveHoursAtMostAndTwoHoursAtRest(t *testing.T) {
	s := newSite(t)
	var data []byte
	var expiry time.Time
	var token string
	if err := s.tx.QueryRow(t.Context(), `SELECT token, data, expiry FROM sessions`).Scan(&token, &data, &expiry); err != nil {
		t.Fatal(err)
	}
	deadline, _, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	about := func(until time.Time) bool { return until.Sub(time.Now().Add(12*time.Hour)).Abs() < time.Minute }
	if !about(expiry) || !about(deadline) || token == s.cookie.Value {
		t.Errorf("until %v and %v, under %q", expiry, deadline, token)
	}
	for _, test := range []struct {
		name, seen, expiry string
		want               int
	}{
		{"used two minutes ago", "2 minutes", "10 hours", http.StatusOK},
		{"used almost two hours ago", "119 minutes", "10 hours", http.StatusOK},
		{"not used for two hours", "2 hours", "10 hours", http.StatusSeeOther},
		{"used just now, at its end", "0", "0", http.StatusSeeOther},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.exec(`UPDATE sessions SET seen_at = clock_timestamp() - $1::text::interval, expiry = clock_timestamp() + $2::text::interval`, test.seen, test.expiry)
			if got := s.get("/a-faire").status; got != test.want {
				t.Errorf("%d, want %d", got, test.want)
			}
		})
	}
}

func TestTheUseOfASessionIsWrittenOnceAMinute(t *testing.T) {
	s := newSite(t)
	for ago, written := range map[string]bool{"50 seconds": false, "70 seconds": true} {
		s.exec(`UPDATE sessions SET seen_at = clock_timestamp() - $1::text::interval`, ago)
		var before, after time.Time
		var version, next string
		read := func(seen *time.Time, version *string) {
			if err := s.tx.QueryRow(t.Context(), `SELECT seen_at, ctid::text FROM sessions`).Scan(seen, version); err != nil {
				t.Fatal(err)
			}
		}
		read(&before, &version)
		s.get("/a-faire")
		read(&after, &next)
		if after.After(before) != written || (version != next) != written {
			t.Errorf("used %s ago: %v at %s, then %v at %s", ago, before, version, after, next)
		}
	}
}

// A request that is under way when its session ends neither acts in its name nor
// writes it back.
func TestASessionThatEndsDuringARequestHasEnded(t *testing.T) {
	s := newSite(t)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	held, rest := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+draftPath, held)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(s.cookie)
	answered := make(chan string, 1)
	go func() {
		answer, err := server.Client().Do(r)
		if err != nil {
			answered <- err.Error()
			return
		}
		answer.Body.Close()
		answered <- answer.Status
	}()
	if _, err := rest.Write([]byte("as_of=12%2F08%2F2026&")); err != nil { // it has begun
		t.Fatal(err)
	}
	s.post("/deconnexion", nil)
	if _, err := rest.Write([]byte("adoption.comment=encore")); err != nil {
		t.Fatal(err)
	}
	rest.Close()
	if got := <-answered; !strings.HasPrefix(got, "401") {
		t.Errorf("the request is answered %s", got)
	}
	if got := s.get("/a-faire").status; got != http.StatusSeeOther {
		t.Errorf("the cookie works again: %d", got)
	}
}

func TestASessionThatEndedIsNotWrittenBack(t *testing.T) {
	s := newSite(t)
	kept := s.made.Sessions
	for _, end := range []struct {
		name string
		by   func() error
	}{
		{"a request that had read it", func() error { return kept.Commit("token", []byte("data"), time.Now().Add(time.Hour)) }},
		{"its end, told twice", func() error { return kept.Delete("token") }},
	} {
		if err := kept.Commit("token", []byte("data"), time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if err := kept.Delete("token"); err != nil {
			t.Fatal(err)
		}
		if err := end.by(); err != nil {
			t.Fatal(err)
		}
		if data, found, err := kept.Find("token"); found || err != nil {
			t.Errorf("%s brings it back: %q (%v)", end.name, data, err)
		}
	}
}

func TestSessionsWhoseTimeHasComeAreRemoved(t *testing.T) {
	s := newSite(t)
	s.exec(`UPDATE sessions SET expiry = clock_timestamp() - interval '1 second'`)
	s.post("/connexion", url.Values{"email": {assessment.DemonstrationProgramme}})
	var kept int
	if err := s.tx.QueryRow(t.Context(), `SELECT count(*) FROM sessions WHERE expiry < clock_timestamp()`).Scan(&kept); err != nil || kept != 0 {
		t.Errorf("%d are still kept (%v)", kept, err)
	}
}
