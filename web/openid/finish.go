package openid

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net/url"
)

// Identity is a person as the provider knows them.
type Identity struct {
	// Issuer is the provider, and Subject names the person there, for ever.
	Issuer, Subject string
	// Email is in lower case.
	Email string
	// Name is for people to read; "" where the provider gives none.
	Name string
	// IDToken is the token as received, for [Provider.LogoutURL].
	IDToken string
}

// Finish ends an attempt with the query that the provider sent the browser back
// with. The error is [ErrRefused] or [ErrDown], and holds no secret.
func (p *Provider) Finish(ctx context.Context, a Attempt, back url.Values) (Identity, error) {
	if err := p.answers(a, back); err != nil {
		return Identity{}, err
	}
	known, err := p.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	token, err := p.exchange(ctx, known, back.Get("code"), a.Verifier)
	if err != nil {
		return Identity{}, err
	}
	raw, given := token.Extra("id_token").(string)
	if !given {
		return Identity{}, down("ID token", errUnreadable)
	}
	subject, err := p.subject(ctx, known, raw, a.Nonce)
	if err != nil {
		return Identity{}, err
	}
	who, err := p.ask(ctx, known, token)
	if err != nil {
		return Identity{}, err
	}
	identity, err := who.identity(subject)
	identity.Issuer, identity.IDToken = p.config.Issuer, raw
	return identity, err
}

// answers returns an error unless the query is the provider's answer to this
// attempt, and carries a code.
func (p *Provider) answers(a Attempt, back url.Values) error {
	failure, issuer := back.Get("error"), back.Get("iss")
	switch {
	case !same(back.Get("state"), a.State):
		return refused("state of another attempt")
	case issuer != "" && issuer != p.config.Issuer: // RFC 9207
		return refused("answer of another provider")
	case failure == "server_error", failure == "temporarily_unavailable":
		return down("authorization", fmt.Errorf("answered %q", failure))
	case failure == "access_denied":
		return ErrCancelled
	case failure != "":
		return refused("provider answered %q", failure)
	case back.Get("code") == "":
		return refused("no code")
	}
	return nil
}

// same compares what came back with what was sent, in a time that tells nothing
// of either. Nothing is the same as what was never sent.
func same(received, sent string) bool {
	return sent != "" && subtle.ConstantTimeCompare([]byte(received), []byte(sent)) == 1
}
