package checklist

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"transfert/assessment"
)

// ErrUnreadable says that an address does not hold facts.
var ErrUnreadable = errors.New("facts that cannot be read")

// maxUnpacked is how long the document of an address may be, in bytes: what fits into
// an address was never as long.
const maxUnpacked = 128 << 10

// Pack writes facts for an address: their document, compressed (RFC 1951), in the
// alphabet of addresses (RFC 4648, section 5).
func Pack(facts assessment.Facts) (string, error) {
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

// Unpack reads the facts of an address. It may come from anywhere: it inflates
// to no more than an address ever held, and the law of package assessment applies. The error
// is [ErrUnreadable].
func Unpack(payload string, grids assessment.Grids) (assessment.Facts, error) {
	packed, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	doc, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxUnpacked+1))
	if err == nil && len(doc) > maxUnpacked {
		err = errors.New("they inflate to too much")
	}
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	facts, err := assessment.ParseFacts(doc, grids, assessment.Override{})
	if err != nil {
		return assessment.Facts{}, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return facts, nil
}
