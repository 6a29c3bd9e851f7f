package openid

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// A provider that takes longer, or says more, is as good as down.
const (
	patience  = 10 * time.Second
	maxAnswer = 1 << 20 // bytes
)

var (
	errEndpoint   = errors.New("an endpoint is missing or is not safe")
	errUnreadable = errors.New("unreadable answer")
)

func client() *http.Client {
	return &http.Client{Timeout: patience, Transport: bounded{http.DefaultTransport}}
}

// with returns a context with which both libraries use the provider's client.
func (p *Provider) with(ctx context.Context) context.Context {
	return oidc.ClientContext(ctx, p.client)
}

// bounded limits what the provider may answer. It makes errors of its failures,
// whose bodies the libraries would quote in full; those of the token endpoint
// below 500 are left, because they say why a code is refused.
type bounded struct{ http.RoundTripper }

// RoundTrip asks the provider.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 500 || answer.StatusCode >= 400 && r.Method == http.MethodGet {
		return nil, errors.Join(status(answer.StatusCode), answer.Body.Close())
	}
	answer.Body = http.MaxBytesReader(nil, answer.Body, maxAnswer)
	return answer, nil
}

// status is an answer of the provider that is a failure.
type status int

// Error tells the status.
func (s status) Error() string { return fmt.Sprintf("answered %d", int(s)) }

// exchange has the provider make tokens of a code.
func (p *Provider) exchange(ctx context.Context, known *metadata, code, verifier string) (*oauth2.Token, error) {
	token, err := known.flow.Exchange(p.with(ctx), code, oauth2.VerifierOption(verifier))
	var failure *oauth2.RetrieveError
	switch {
	case err == nil:
		return token, nil
	case errors.As(err, &failure) && failure.ErrorCode == "invalid_grant":
		return nil, ErrSpent
	case errors.As(err, &failure) && failure.ErrorCode != "":
		return nil, refused("exchange of the code: provider answered %q", failure.ErrorCode)
	default:
		return nil, down("exchange of the code", unquoted(err))
	}
}

// unquoted keeps an error that tells why there is no answer. The libraries'
// other errors may quote the answer, and with it tokens.
func unquoted(err error) error {
	var unreachable *url.Error
	if errors.As(err, &unreachable) || errors.Is(err, context.Canceled) {
		return err
	}
	return errUnreadable
}

func down(what string, err error) error {
	return fmt.Errorf("%s: %w: %w", what, ErrDown, err)
}

func refused(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrRefused, fmt.Errorf(format, args...))
}
