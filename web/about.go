package web

import (
	"fmt"
	"net/http"

	"transfert/assessment"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showAccessibility answers GET /accessibilite.
func (s *server) showAccessibility(w http.ResponseWriter, r request) error {
	return s.render(w, r, http.StatusOK, page.NewAccessibility(s.reader(r)).View())
}

// showAPI shows what can be asked of the open data.
func (s *server) showAPI(w http.ResponseWriter, r request) error {
	return s.render(w, r, http.StatusOK, page.NewAPI(s.reader(r), s.api.Reference()).View())
}

// showStatistics shows the figures of the tool itself.
func (s *server) showStatistics(w http.ResponseWriter, r request) error {
	day, err := s.day(r)
	if err != nil {
		return err
	}
	figures, err := s.store.Statistics(r.Context(), day)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, page.NewStatistics(s.reader(r), figures, day).View())
}

// health tells a supervisor whether the site answers and keeps what is saved. It
// answers at once, whatever hangs.
func (s *server) health(w http.ResponseWriter, _ request) error {
	if err := s.healthy(); err != nil {
		return fmt.Errorf("%w: %w", assessment.ErrUnavailable, err)
	}
	_, err := w.Write([]byte("ok\n"))
	return err
}

// robots lets search engines in.
func robots(w http.ResponseWriter, _ request) error {
	_, err := w.Write([]byte("User-agent: *\nAllow: /\n"))
	return err
}

// themeCookie keeps the chosen theme.
const themeCookie = "theme"

// chooseTheme keeps the chosen theme for a year.
func (s *server) chooseTheme(w http.ResponseWriter, r request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: themeCookie, Value: string(dsfr.ThemeOf(r.PostForm.Get("theme"))), Path: "/",
		MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r.Request, localPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

func (s *server) notice(notice page.Notice) handler {
	return func(w http.ResponseWriter, r request) error {
		return s.render(w, r, http.StatusOK, page.NewPlain(s.reader(r), notice, page.SentForm{}).View())
	}
}
