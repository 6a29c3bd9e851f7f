// Package openid signs people in with an OpenID Connect provider: ProConnect,
// the French State's, or any other that follows OpenID Connect Core 1.0 with
// the authorization code flow and PKCE (RFC 7636).
//
// It knows nothing of sessions, accounts or pages. Its caller keeps the
// [Attempt] that [Provider.Begin] makes in the browser's session, takes it out
// of there when the provider sends the browser back, and hands it to
// [Provider.Finish], once.
package openid

import "errors"

var (
	// ErrDown tells that the provider cannot be reached or answers what no
	// provider answers. The same attempt may succeed later.
	ErrDown = errors.New("OpenID provider down")
	// ErrRefused tells that this attempt is invalid, for any reason: its
	// state, its code, its tokens, the person's e-mail address, the provider's
	// own refusal. Only another attempt may succeed.
	ErrRefused = errors.New("sign-in refused")
)
