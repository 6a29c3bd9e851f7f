package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"transfert/web/openid"
)

// What a browser remembers of the sign-ins that it began (docs/design.md, a sign-in
// under way).
const (
	attemptLife   = time.Hour
	attemptMemory = 24 * time.Hour // for which its cookie tells why it is refused
	maxAttempts   = 5
	maxBack       = 3000 // bytes of the page that asked to sign in, as a cookie holds it
)

// Why the answer of the provider is not for an attempt of this browser.
var (
	errElsewhere = errors.New("sign-in begun in another browser")
	errUsed      = errors.New("sign-in used already")
	errLate      = errors.New("sign-in too late")
	errAlready   = errors.New("signed in already")
)

// attempt is a sign-in that this browser began.
type attempt struct {
	openid.Attempt
	back string // the page that asked to sign in, "" for none
	at   time.Time
	used bool
}

// cookie keeps the attempt in the browser.
func (s *server) cookie(a attempt) *http.Cookie {
	if len(url.QueryEscape(a.back)) > maxBack {
		a.back = ""
	}
	values := url.Values{
		"state": {a.State}, "nonce": {a.Nonce}, "verifier": {a.Verifier}, "back": {a.back},
		"at": {strconv.FormatInt(a.at.Unix(), 10)}, "used": {strconv.FormatBool(a.used)},
	}
	return &http.Cookie{
		Name: s.attemptCookie(a.State), Value: values.Encode(), MaxAge: int(attemptMemory.Seconds()),
		Path: "/", Secure: s.secure(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// attemptCookie names the cookie of an attempt by a part of its state.
func (s *server) attemptCookie(state string) string {
	return s.cookieName("attempt-" + state[:min(len(state), 16)])
}

// attempts are those that a browser remembers, the last one first.
func (s *server) attempts(r request) (kept []attempt) {
	for _, cookie := range r.Cookies() {
		values, err := url.ParseQuery(cookie.Value)
		if !strings.HasPrefix(cookie.Name, s.attemptCookie("")) || err != nil {
			continue
		}
		at, _ := strconv.ParseInt(values.Get("at"), 10, 64)
		kept = append(kept, attempt{
			Attempt: openid.Attempt{State: values.Get("state"), Nonce: values.Get("nonce"), Verifier: values.Get("verifier")},
			back:    values.Get("back"), at: time.Unix(at, 0), used: values.Get("used") == "true",
		})
	}
	slices.SortStableFunc(kept, func(a, b attempt) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.State, b.State)) })
	return kept
}

// remember keeps an attempt in the browser, in the place of the oldest ones.
func (s *server) remember(w http.ResponseWriter, r request, a attempt) {
	for i, old := range s.attempts(r) {
		if i >= maxAttempts-1 {
			forgotten := s.cookie(old)
			forgotten.MaxAge = -1
			http.SetCookie(w, forgotten)
		}
	}
	http.SetCookie(w, s.cookie(a))
}

// recall returns the attempt that an answer of the provider is for, or why there is none.
func (s *server) recall(r request) (attempt, error) {
	state := r.URL.Query().Get("state")
	kept := s.attempts(r)
	i := slices.IndexFunc(kept, func(a attempt) bool { return a.State == state && state != "" })
	switch {
	case i >= 0 && !kept[i].used && s.now().Sub(kept[i].at) <= attemptLife:
		return kept[i], nil
	case r.account.Active():
		return attempt{}, errAlready
	case i < 0:
		return attempt{}, errElsewhere
	case kept[i].used:
		return attempt{}, errUsed
	}
	return attempt{}, errLate
}
