package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5/middleware"
	"github.com/go-chi/httprate"
)

// perMinute is how many requests of one address are answered in a minute.
const perMinute = 600

// Open lets pages of every site read the answers, and ask for a verdict: there is
// neither a session to borrow nor anything to change. It answers the question that
// browsers ask beforehand (CORS).
func Open(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "ETag, Last-Modified, Retry-After")
		if r.Method != http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
		h.Set("Access-Control-Allow-Headers", "Content-Type, If-None-Match, If-Modified-Since")
		h.Set("Access-Control-Max-Age", "86400")
		w.WriteHeader(http.StatusNoContent)
	})
}

// limited answers so many requests of an address in a minute. It counts in memory,
// two windows at a time, to protect this one process, and forgets when it ends:
// several processes allow as many times more. It knows the address of the connection
// and never believes X-Forwarded-For, which any client can write: all the clients of a
// proxy count together, and limiting each is the proxy's business.
func limited(next http.Handler) http.Handler {
	count := httprate.LimitBy(perMinute, time.Minute, address,
		httprate.WithResponseHeaders(httprate.ResponseHeaders{RetryAfter: "Retry-After"}),
		httprate.WithLimitHandler(func(w http.ResponseWriter, _ *http.Request) { tooMany.write(w) }))
	return middleware.ClientIPFromRemoteAddr(count(next))
}

// address is what a request is counted under: one IPv4 address, or the network that
// one IPv6 client usually has.
func address(r *http.Request) (string, error) {
	return httprate.CanonicalizeIP(middleware.GetClientIP(r.Context())), nil
}

// cached gives each answer a strong validator, made of its bytes as they travel, and
// answers 304 to a client that has them already. An answer is one page at most, so that
// it fits in memory.
func cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		answer := &buffer{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		if answer.status != http.StatusOK {
			w.WriteHeader(answer.status)
			_, _ = w.Write(answer.body.Bytes())
			return
		}
		h := w.Header()
		sum := sha256.Sum256(answer.body.Bytes())
		h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
		h.Set("Cache-Control", "public, max-age=60")
		modified, _ := http.ParseTime(h.Get("Last-Modified"))
		http.ServeContent(w, r, "", modified, bytes.NewReader(answer.body.Bytes()))
	})
}

// buffer is a response whose status and body wait.
type buffer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader keeps the status.
func (b *buffer) WriteHeader(status int) { b.status = status }

// Write keeps what comes next of the body.
func (b *buffer) Write(p []byte) (int, error) { return b.body.Write(p) }
