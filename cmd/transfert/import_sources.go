package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"transfert/assessment"
	"transfert/assessment/catalogue"
)

// What an address is allowed: the real catalogue is 4 MB.
const (
	fetchTimeout  = 10 * time.Minute // for all of a document
	answerTimeout = 30 * time.Second // until it begins
	maxFetched    = 1 << 30          // bytes
)

// sources are the documents to import, open, and how much of them has been read.
type sources struct {
	documents []assessment.CatalogueDocument
	closers   []io.Closer
	read      atomic.Int64 // entries
}

// openSources opens every document before the database is touched, so that a
// wrong path costs nothing.
func openSources(ctx context.Context, stdin io.Reader, names []string) (*sources, error) {
	s := &sources{}
	for _, name := range names {
		if err := s.open(ctx, stdin, name); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

func (s *sources) open(ctx context.Context, stdin io.Reader, name string) error {
	body, err := openSource(ctx, stdin, name)
	if err != nil {
		return usage("%s\u00a0: %w", name, err)
	}
	s.closers = append(s.closers, body)
	if name == "-" {
		name = "entrée standard"
	}
	doc, err := catalogue.Open(name, body)
	if _, wrong := errors.AsType[*assessment.DocumentError](err); wrong {
		return nothingChanged(err)
	}
	if err != nil {
		return usage("lecture impossible\u00a0: %w", err)
	}
	s.documents = append(s.documents, s.counted(doc))
	return nil
}

// counted counts the entries of a document as they are read.
func (s *sources) counted(doc assessment.CatalogueDocument) assessment.CatalogueDocument {
	entries := doc.Entries
	doc.Entries = func(yield func(assessment.CatalogueEntry, error) bool) {
		for e, err := range entries {
			s.read.Add(1)
			if !yield(e, err) {
				return
			}
		}
	}
	return doc
}

func (s *sources) close() {
	for _, c := range s.closers {
		c.Close()
	}
}

// openSource opens standard input, an address or a file.
func openSource(ctx context.Context, stdin io.Reader, name string) (io.ReadCloser, error) {
	switch {
	case name == "-":
		return io.NopCloser(stdin), nil
	case strings.HasPrefix(name, "https://"), strings.HasPrefix(name, "http://"):
		return fetch(ctx, name)
	}
	file, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errors.New("ce fichier n’existe pas")
	}
	return file, err
}

// fetch asks an address for a document; its content type does not matter.
func fetch(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("l’adresse est mal écrite\u00a0: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = answerTimeout
	response, err := (&http.Client{Timeout: fetchTimeout, Transport: transport}).Do(request)
	if err != nil {
		return nil, unreachable(err)
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("le serveur répond «\u00a0%s\u00a0» au lieu du document", response.Status)
	}
	return bounded{http.MaxBytesReader(nil, response.Body, maxFetched)}, nil
}

// unreachable says in French why an address gave no answer.
func unreachable(err error) error {
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return fmt.Errorf("le serveur ne répond pas à temps\u00a0: %w", err)
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Errorf("ce serveur est introuvable\u00a0: %w", err)
	}
	return fmt.Errorf("le serveur ne peut pas être joint\u00a0: %w", err)
}

// bounded says in French why the document stops before its end.
type bounded struct{ io.ReadCloser }

// Read reads what http.MaxBytesReader lets through.
func (b bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return n, fmt.Errorf("le document dépasse %d\u00a0Mio", maxFetched>>20)
	}
	if err != nil && err != io.EOF {
		return n, fmt.Errorf("la connexion s’est interrompue\u00a0: %w", err)
	}
	return n, err
}
