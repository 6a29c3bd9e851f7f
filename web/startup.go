package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"transfert/assessment"
	"transfert/web/dsfr"
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
	badge := page.Badge{Entry: entry, Disagreement: r.startup.Disagreement(entry, s.today()), Today: s.today(), Large: r.URL.Query().Get("taille") == "grande"}
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
	p := page.Startup{
		Layout:  s.layout(r, d.startup.Name, "/startups"),
		Startup: d.startup, Day: day, Today: s.today(), History: d.history,
		MayAssess: r.allowed(assessment.WriteDraft), Draft: d.draft.ID != 0,
	}
	p.Layout.Description = d.startup.Pitch
	p.Layout.Breadcrumb = breadcrumb(d.startup)
	if file, entry, ok := assessment.InForce(d.history, day); ok {
		box := s.frozen(file.Assessment)
		box.Entry, box.Today, box.Disagreement = entry, day, d.startup.Disagreement(entry, day)
		p.Standing, p.Decided = &box, file.Assessment.ID
	}
	_, p.InForce, _ = assessment.InForce(d.history, s.today())
	p.Origin = s.origin(r)
	p.Grid = s.content.Grids.Newest()
	if last := d.previous.Assessment; last.ID != 0 {
		p.Grid, p.Trajectory = s.grid(last.Facts.Grid), last.Facts.Trajectory
		p.Steps = assessment.Steps(p.Grid, d.facts, s.today())
	}
	return s.render(w, r, http.StatusOK, p.View())
}

// showRegister shows all that was decided of a startup.
func (s *server) showRegister(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r)
	if err != nil {
		return err
	}
	p := page.Register{Layout: s.layout(r, "Registre du service "+d.startup.Name, "/startups"), Startup: d.startup, Entries: assessment.Register(d.history), Today: s.today()}
	p.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Registre", Href: page.RegisterPath(d.startup.ID)})
	return s.render(w, r, http.StatusOK, p.View())
}
