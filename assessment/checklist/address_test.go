package checklist

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/content"
)

func TestAnyFactsSurviveAnAddress(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(50) {
		facts := randomFacts(rand.New(rand.NewPCG(seed, 2)))
		packed, err := Pack(facts)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Unpack(packed, grids)
		if err != nil || !reflect.DeepEqual(back, facts) {
			t.Fatalf("seed %d: %v\n%+v\n%+v", seed, err, back, facts)
		}
		if strings.ContainsAny(packed, "+/=&?#% ") {
			t.Fatalf("an address would escape %q", packed)
		}
	}
}

// deflated is a text as an address holds it.
func deflated(t testing.TB, text string) string {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(text)) // into memory
	_ = w.Close()
	return base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

func TestAnAddressThatHoldsNoFactsIsRefused(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	whole := deflated(t, `{"as_of": "2026-11-20"}`)
	if _, err := Unpack(whole, grids); err != nil {
		t.Fatal(err)
	}
	for name, payload := range map[string]string{
		"nothing":                              "",
		"another alphabet":                     "+++/",
		"an end that was cut off":              whole[:len(whole)-4],
		"bytes that are not compressed":        base64.RawURLEncoding.EncodeToString([]byte(`{"as_of": "2026-11-20"}`)),
		"no JSON":                              deflated(t, "bonjour"),
		"facts that the law refuses":           deflated(t, `{"as_of": "2026-02-31"}`),
		"a grid that nobody knows":             deflated(t, `{"as_of": "2026-11-20", "grid": "1999-1"}`),
		"little that inflates to far too much": deflated(t, `{"as_of": "2026-11-20"}`+strings.Repeat(" ", 50<<20)),
	} {
		if _, err := Unpack(payload, grids); !errors.Is(err, ErrUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	grids, err := content.Grids()
	if err != nil {
		f.Fatal(err)
	}
	packed, err := Pack(randomFacts(rand.New(rand.NewPCG(1, 2))))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"", "AA", packed, deflated(f, `{"as_of": "2026-11-20", "grid": null}`), deflated(f, `[[[[`)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		facts, err := Unpack(payload, grids)
		if err != nil {
			if !errors.Is(err, ErrUnreadable) || !reflect.DeepEqual(facts, assessment.Facts{}) {
				t.Errorf("%v, %+v", err, facts)
			}
			return
		}
		again, err := Pack(facts)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Unpack(again, grids); err != nil || !reflect.DeepEqual(back, facts) {
			t.Errorf("%v\n%+v\n%+v", err, back, facts)
		}
	})
}
