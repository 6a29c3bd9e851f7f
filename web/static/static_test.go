package static

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	if err := Built(); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func ask(address, accept string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
}

func TestEveryAssetIsServedForEverUnderTheHashOfItsContent(t *testing.T) {
	for name, hashed := range manifest {
		w := ask(Path(name), "")
		if w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: status %d, %d bytes", name, w.Code, w.Body.Len())
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
		if got := w.Header().Get("Content-Type"); got == "" {
			t.Errorf("%s: its kind is missing from types", name)
		}
		stem := strings.TrimSuffix(name, path.Ext(name))
		if !regexp.MustCompile(`^` + stem + `-[0-9A-Za-z]{8,}\.`).MatchString(hashed) {
			t.Errorf("%s: the name %s carries no hash", name, hashed)
		}
	}
}

func TestTheSmallestFormThatTheBrowserAccepts(t *testing.T) {
	sizes := map[string]int{"": size(t, "app.css", ""), "gzip": size(t, "app.css", ".gz"), "br": size(t, "app.css", ".br")}
	if sizes["br"] >= sizes["gzip"] || sizes["gzip"] >= sizes[""] {
		t.Errorf("compressing saves nothing: %v", sizes)
	}
	for _, test := range []struct{ name, accept, want string }{
		{"brotli before gzip", "gzip, deflate, br, zstd", "br"},
		{"gzip without brotli", "gzip, deflate", "gzip"},
		{"nothing asked for", "", ""},
		{"brotli refused", "br;q=0, gzip", "gzip"},
		{"brotli refused with decimals", "br; q=0.000", ""},
		{"brotli with a weight", "gzip;q=1.0, br;q=0.5", "br"},
		{"a word that only begins alike", "brotli, gzipped", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := ask(Path("app.css"), test.accept)
			if got := w.Header().Get("Content-Encoding"); got != test.want {
				t.Errorf("Content-Encoding %q, want %q", got, test.want)
			}
			if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("Vary %q", got)
			}
			if got := w.Body.Len(); got != sizes[test.want] {
				t.Errorf("%d bytes, want %d", got, sizes[test.want])
			}
		})
	}
}

// size is the number of bytes of one form of an asset.
func size(t *testing.T, name, suffix string) int {
	t.Helper()
	content, err := dist.ReadFile("dist/" + manifest[name] + suffix)
	if err != nil {
		t.Fatal(err)
	}
	return len(content)
}

func TestWhatIsNotAnAssetIsNotFound(t *testing.T) {
	for _, name := range []string{"", "app.css", "manifest.json", ".keep", "app-0000000000.css", manifest["app.css"] + ".br", "../static.go"} {
		if w := ask(Prefix+name, "br"); w.Code != http.StatusNotFound {
			t.Errorf("%q: status %d", name, w.Code)
		}
	}
}

// The style sheet asks for fonts and images by itself: each must be an asset, or
// stand in the sheet.
func TestTheStyleSheetAsksForNothingThatIsMissing(t *testing.T) {
	css := ask(Path("app.css"), "").Body.String()
	addresses := regexp.MustCompile(`url\("?([^")]+)"?\)`).FindAllStringSubmatch(css, -1)
	if len(addresses) == 0 {
		t.Fatal("no address found")
	}
	for _, a := range addresses {
		if strings.HasPrefix(a[1], "data:") {
			continue
		}
		if w := ask(path.Join(Prefix, a[1]), ""); w.Code != http.StatusOK {
			t.Errorf("%s: status %d", a[1], w.Code)
		}
	}
}
