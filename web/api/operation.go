package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"transfert/assessment"
)

// request is what an operation is asked. Its parameters are read by the code that
// also reads those of the pages, and documented beside the operation.
type request struct{ http *http.Request }

// Resolve keeps the request itself.
func (r *request) Resolve(ctx huma.Context) []error {
	r.http, _ = humachi.Unwrap(ctx)
	return nil
}

// answer is a document, and when it last changed.
type answer[T any] struct {
	LastModified string `header:"Last-Modified" hidden:"true"` // "" where it is not known
	Body         T
}

// describe adds an operation: what the document says of it, and what answers it.
func describe[T any](a *API, op huma.Operation, find func(*http.Request) (T, time.Time, error)) {
	huma.Register(a.operations, a.documented(op), func(_ context.Context, in *request) (*answer[T], error) {
		body, modified, err := find(in.http)
		if err != nil {
			return nil, a.problem(in.http, err)
		}
		found := &answer[T]{Body: body}
		if !modified.IsZero() {
			found.LastModified = modified.UTC().Format(http.TimeFormat)
		}
		return found, nil
	})
}

// documented completes an operation with the answers that each has. Reading is the
// default.
func (a *API) documented(op huma.Operation) huma.Operation {
	if op.Method == "" {
		op.Method = http.MethodGet
		answersWith(&op, http.StatusNotModified, "La réponse n’a pas changé depuis celle que vous avez.", nil)
	}
	for _, status := range append(op.Errors, http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable) {
		answersWith(&op, status, statusWords[status], map[string]*huma.MediaType{problemType: {Schema: a.schemaOf(Problem{})}})
	}
	op.Errors = nil
	return op
}

// statusWords say what the errors mean, for the document.
var statusWords = map[int]string{
	http.StatusBadRequest:            "Un paramètre de l’adresse n’est pas valide.",
	http.StatusNotFound:              notPublished.Title,
	http.StatusRequestEntityTooLarge: tooLarge.Title,
	http.StatusTooManyRequests:       "Trop de requêtes\u00a0: réessayez après le nombre de secondes de l’en-tête Retry-After.",
	http.StatusInternalServerError:   unexpected.Title,
	http.StatusServiceUnavailable:    "Le service ne répond pas pour l’instant\u00a0: réessayez après le nombre de secondes de l’en-tête Retry-After.",
}

func answersWith(op *huma.Operation, status int, description string, content map[string]*huma.MediaType) {
	if op.Responses == nil {
		op.Responses = map[string]*huma.Response{}
	}
	op.Responses[strconv.Itoa(status)] = &huma.Response{Description: description, Content: content}
}

// problem is the answer to an error; the log gets the errors of the program itself.
func (a *API) problem(r *http.Request, err error) error {
	var refusal huma.StatusError
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, assessment.ErrNotFound):
		return notPublished
	case errors.Is(err, context.Canceled):
		return unexpected // the client has left
	}
	a.Log.Error("request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	if errors.Is(err, assessment.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
		return huma.ErrorWithHeaders(unavailable, http.Header{"Retry-After": {"5"}})
	}
	return unexpected
}

// segment is a part of the address by its name in the route. It is still escaped where
// the escapes are not the usual ones (RawPath of [url.URL]).
func segment(r *http.Request, name string) string {
	part := chi.URLParam(r, name)
	if r.URL.RawPath == "" {
		return part
	}
	decoded, err := url.PathUnescape(part)
	if err != nil {
		return part
	}
	return decoded
}
