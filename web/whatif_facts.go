package web

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"

	"transfert/assessment"
	"transfert/web/page"
)

// maxAddress is how long facts may be in an address, in characters: what browsers
// and mail programs let through.
const maxAddress = 6000

// maxUnpacked is how long the document of an address may be, in bytes: what fits into
// an address was never as long.
const maxUnpacked = 128 << 10

var errFacts = errors.New("facts that cannot be read")

// pack writes facts for an address: their document, compressed (RFC 1951), in the
// alphabet of addresses (RFC 4648, section 5).
func pack(facts assessment.Facts) (string, error) {
	doc, err := json.Marshal(facts)
	if err != nil {
		return "", fmt.Errorf("facts of an address: %w", err)
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = w.Write(doc)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return "", fmt.Errorf("facts of an address: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(packed.Bytes()), nil
}

// unpack reads the facts of an address. Somebody else may have made it: it inflates
// to no more than an address ever held, and the law of package assessment applies.
func unpack(payload string, grids assessment.Grids) (assessment.Facts, error) {
	packed, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", errFacts, err)
	}
	doc, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxUnpacked+1))
	if err == nil && len(doc) > maxUnpacked {
		err = errors.New("they inflate to too much")
	}
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", errFacts, err)
	}
	facts, err := assessment.ParseFacts(doc, grids, assessment.Override{})
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", errFacts, err)
	}
	return facts, nil
}

// addressOf is where a what-if of these facts is shown, "" where they are too long.
func addressOf(base page.Baseline, facts assessment.Facts) (string, error) {
	packed, err := pack(facts)
	if err != nil || len(packed) > maxAddress {
		return "", err
	}
	return base.Path + "?" + url.Values{"faits": {packed}}.Encode(), nil
}

// sendFacts answers facts as a file, written as docs/rules.md says.
func sendFacts(w http.ResponseWriter, facts assessment.Facts) error {
	doc, err := json.MarshalIndent(facts, "", "  ")
	if err != nil {
		return fmt.Errorf("facts as a file: %w", err)
	}
	attachment("faits-et-si-"+facts.AsOf.String()+".json", "application/json")(w.Header())
	_, _ = w.Write(append(doc, '\n')) // an error means that the browser has gone
	return nil
}

// parseUpload reads a posted form that may come with a file. The bound on the body
// keeps all of it in memory.
func parseUpload(r *http.Request) error {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return parseForm(r)
	}
	err := r.ParseMultipartForm(maxBody)
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); err == nil || tooLarge {
		return err
	}
	return fmt.Errorf("%w: %w", errForm, err)
}

// opened reads the facts of the file that came with a form. What is wrong with the
// file is told by [assessment.FieldErrors].
func (s *server) opened(r *http.Request) (assessment.Facts, error) {
	doc, err := uploaded(r, "fichier")
	if err != nil {
		return assessment.Facts{}, err
	}
	if len(doc) == 0 {
		return assessment.Facts{}, assessment.FieldErrors{{Message: "Choisissez un fichier qui n’est pas vide."}}
	}
	return assessment.ParseFacts(doc, s.content.Grids, assessment.Override{})
}
