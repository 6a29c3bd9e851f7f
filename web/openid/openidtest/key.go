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

func (k key) ID() string                                  { return k.id }
func (k key) Key() any                                    { return k.private }
func (k key) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.ES256 }

func (p published) Key() any                           { return &p.private.PublicKey }
func (p published) Algorithm() jose.SignatureAlgorithm { return jose.ES256 }
func (p published) Use() string                        { return "sig" }
