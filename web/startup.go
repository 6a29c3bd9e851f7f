package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"transfert/assessment"
	"transfert/web/page"
)

// showBadge sends what is in force of a startup as a small image.
func (s *server) showBadge(w http.ResponseWriter, r request) error {
	r.account = assessment.Account{} // the same for everybody
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	_, entry, _ := assessment.InForce(d.history, s.today())
	var image bytes.Buffer
	badge := page.Badge{Entry: entry, Today: s.today(), Large: r.URL.Query().Get("taille") == "grande"}
	if err := badge.View().Render(r.Context(), &image); err != nil {
		return err
	}
	digest := sha256.Sum256(image.Bytes())
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Header().Set("ETag", fmt.Sprintf("%q", hex.EncodeToString(digest[:8])))
	http.ServeContent(w, r.Request, "", time.Time{}, bytes.NewReader(image.Bytes()))
	return nil
}

// showStartup shows what is known of a startup, and what is in force of it on a
// day: today, unless the address says « au ».
func (s *server) showStartup(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	p := page.NewStartup(s.reader(r), s.content.Grids, d.startup, d.history, d.facts, day, d.draft.ID != 0)
	return s.render(w, r, http.StatusOK, p.View())
}

// showRegister shows all that was decided of a startup.
func (s *server) showRegister(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewRegister(s.reader(r), d.startup, d.history).View())
}
