// Package static serves the style sheet, scripts, fonts and icons of the pages.
// They are built from npm packages into dist, which is not committed, by
//
//	make assets
//
// and embedded into the binary. Their names carry a hash of their content, so
// that browsers keep them for ever.
package static

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Prefix is where [Handler] must be mounted.
const Prefix = "/static/"

// ErrNotBuilt says that the binary was compiled without the assets, and what to do.
var ErrNotBuilt = errors.New("les fichiers de l’interface manquent : lancez « make assets », puis recompilez")

//go:embed all:dist
var dist embed.FS

var manifest, manifestErr = readManifest()

// types are the kinds of assets. The tables of the system may lack a kind, as
// fonts are missing where there is no such table at all.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".ico":   "image/vnd.microsoft.icon",
}

// readManifest returns the hashed name of each asset by its plain name.
func readManifest() (map[string]string, error) {
	content, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, ErrNotBuilt
	}
	var names map[string]string
	if err := json.Unmarshal(content, &names); err != nil {
		return nil, fmt.Errorf("manifest of the assets: %w", err)
	}
	return names, nil
}

// Built returns [ErrNotBuilt] if the binary was compiled without the assets.
func Built() error { return manifestErr }

// Path returns the address of the asset of that plain name, "app.css" for
// example. An asset that was not built has an address that is not found.
func Path(name string) string {
	if hashed, ok := manifest[name]; ok {
		return Prefix + hashed
	}
	return Prefix + name
}

// Handler serves the assets under their hashed names, compressed as the browser
// accepts, to be kept for ever.
func Handler() http.Handler {
	known := make(map[string]bool, len(manifest))
	for _, hashed := range manifest {
		known[hashed] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, Prefix)
		if !known[name] {
			http.NotFound(w, r)
			return
		}
		serve(w, r, name)
	})
}

// serve writes the smallest form of an asset that the browser accepts.
func serve(w http.ResponseWriter, r *http.Request, name string) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", types[path.Ext(name)])
	h.Set("Vary", "Accept-Encoding")
	content, encoding := compressed(name, r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	w.Write(content)
}

// compressed returns an asset and the encoding it is in, "" for plain.
func compressed(name, accept string) (content []byte, encoding string) {
	for _, form := range []struct{ encoding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !accepts(accept, form.encoding) {
			continue
		}
		if content, err := dist.ReadFile("dist/" + name + form.suffix); err == nil {
			return content, form.encoding
		}
	}
	content, _ = dist.ReadFile("dist/" + name)
	return content, ""
}

// accepts reports whether an Accept-Encoding header names the encoding without
// refusing it (RFC 9110, section 12.5.3).
func accepts(header, encoding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(item), ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		q, found := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		value, err := strconv.ParseFloat(q, 64)
		return !found || err != nil || value > 0
	}
	return false
}
