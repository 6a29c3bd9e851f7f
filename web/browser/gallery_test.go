package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"transfert/web/gallery"
)

// testGallery serves the style sheet with all rules of DSFR beside the one
// of the pages, which is to draw the same.
func testGallery(t *testing.T) {
	t.Parallel()
	const whole = "../static/whole/app.css"
	if _, err := os.Stat(whole); err != nil {
		t.Fatalf("%v: run make assets", err)
	}
	site := http.NewServeMux()
	site.Handle("/", gallery.Handler())
	site.HandleFunc("GET /static/whole.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		http.ServeFile(w, r, whole)
	})
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	drive(t, []string{"gallery.check.mjs"}, "TRANSFERT_URL="+server.URL)
}
