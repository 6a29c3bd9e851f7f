// Package openid signs people in with an OpenID Connect provider: ProConnect,
// the French State's, or any other that follows OpenID Connect Core 1.0 with
// the authorization code flow and PKCE (RFC 7636).
//
// It knows nothing of sessions, accounts or pages. Its caller keeps the
// [Attempt] that [Provider.Begin] makes in the browser, and hands it to
// [Provider.Finish] when the provider sends the browser back.
package openid

import (
	"errors"
	"fmt"
)

var (
	// ErrDown tells that the provider cannot be reached or answers what no
	// provider answers. The same attempt may succeed later.
	ErrDown = errors.New("OpenID provider down")
	// ErrRefused tells that this attempt is invalid, for any reason: its
	// state, its code, its tokens, the person's e-mail address, the provider's
	// own refusal. Only another attempt may succeed.
	ErrRefused = errors.New("sign-in refused")

	// ErrCancelled, which is ErrRefused, tells that the provider answers
	// access_denied: the person gave up, or it refused them (RFC 6749, section
	// 4.1.2.1).
	ErrCancelled = fmt.Errorf("%w: cancelled at the provider", ErrRefused)
	// ErrSpent, which is ErrRefused, tells that the provider takes the code no
	// more: it was used, or came too late (RFC 6749, section 5.2, invalid_grant).
	ErrSpent = fmt.Errorf("%w: code spent", ErrRefused)
	// ErrAddress, which is ErrRefused, tells that the provider vouches for no
	// e-mail address of the person.
	ErrAddress = fmt.Errorf("%w: no verified e-mail address", ErrRefused)
)
