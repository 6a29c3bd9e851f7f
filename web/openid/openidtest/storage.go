package openidtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// storage keeps in memory what the library asks for. The methods that a sign-in
// with a code never calls are those of the nil interface: calling one panics.
type storage struct {
	op.Storage
	mutex    sync.Mutex
	key      key
	client   client
	signedIn person
	pending  map[string]*request // by id and by code
	people   map[string]person   // by subject
}

// person has an account at the provider.
type person struct{ email, givenName, usualName string }

// subject names the person without telling the address.
func (p person) subject() string { return fmt.Sprintf("%x", sha256.Sum256([]byte(p.email)))[:16] }

func (s *storage) register(redirectURL string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.client = client{redirectURL: redirectURL}
	if u, err := url.Parse(redirectURL); err == nil {
		s.client.home = u.Scheme + "://" + u.Host + "/"
	}
}

func (s *storage) signIn(p person) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.signedIn, s.people[p.subject()] = p, p
}

func (s *storage) rotate() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.key = newKey()
}

var errUnknown = errors.New("unknown")

// authenticate answers a request with the person who is signed in.
func (s *storage) authenticate(id string) (*request, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	r, known := s.pending[id]
	if !known {
		return nil, errUnknown
	}
	r.person = s.signedIn
	return r, nil
}

func (s *storage) find(idOrCode string) (op.AuthRequest, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if r, known := s.pending[idOrCode]; known {
		return r, nil
	}
	return nil, errUnknown
}

func (s *storage) CreateAuthRequest(_ context.Context, asked *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	r := &request{AuthRequest: asked, id: rand.Text(), at: time.Now()}
	s.pending[r.id] = r
	return r, nil
}

func (s *storage) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	return s.find(id)
}

func (s *storage) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	return s.find(code)
}

func (s *storage) SaveAuthCode(_ context.Context, id, code string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.pending[code] = s.pending[id]
	return nil
}

// DeleteAuthRequest is called once its code was exchanged: the next time the
// code is unknown.
func (s *storage) DeleteAuthRequest(_ context.Context, id string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for name, r := range s.pending {
		if r.id == id {
			delete(s.pending, name)
		}
	}
	return nil
}

func (s *storage) CreateAccessToken(context.Context, op.TokenRequest) (string, time.Time, error) {
	return rand.Text(), time.Now().Add(time.Minute), nil
}

func (s *storage) TerminateSession(context.Context, string, string) error { return nil }

func (s *storage) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if id != clientID {
		return nil, errUnknown
	}
	return s.client, nil
}

func (s *storage) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != clientID || secret != clientSecret {
		return errUnknown
	}
	return nil
}

// SetUserinfoFromScopes has ID tokens tell the subject alone, as ProConnect's do.
func (s *storage) SetUserinfoFromScopes(_ context.Context, info *oidc.UserInfo, subject, _ string, _ []string) error {
	info.Subject = subject
	return nil
}

func (s *storage) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, _, subject, _ string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	p, known := s.people[subject]
	if !known {
		return errUnknown
	}
	info.Subject, info.Email, info.GivenName = subject, p.email, p.givenName
	info.AppendClaims("usual_name", p.usualName)
	return nil
}

func (s *storage) SigningKey(context.Context) (op.SigningKey, error) { return s.current(), nil }

func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.ES256}, nil
}

func (s *storage) KeySet(context.Context) ([]op.Key, error) {
	return []op.Key{published{s.current()}}, nil
}

func (s *storage) current() key {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.key
}
