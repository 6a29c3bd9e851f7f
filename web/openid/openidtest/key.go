package openidtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"

	"github.com/go-jose/go-jose/v4"
)

// key signs; published is its public half.
type (
	key struct {
		id      string
		private *ecdsa.PrivateKey
	}
	published struct{ key }
)

func newKey() key {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key{rand.Text(), private}
}

// ID names the key.
func (k key) ID() string { return k.id }

// Key is what signs.
func (k key) Key() any { return k.private }

// SignatureAlgorithm is how it signs.
func (k key) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.ES256 }

// Key is what checks a signature.
func (p published) Key() any { return &p.private.PublicKey }

// Algorithm is how it signs.
func (p published) Algorithm() jose.SignatureAlgorithm { return jose.ES256 }

// Use says that it signs.
func (p published) Use() string { return "sig" }
