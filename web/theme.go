package web

import (
	"net/http"
	"strings"

	"transfert/web/dsfr"
)

// themeCookie keeps the theme that somebody asked for.
const themeCookie = "theme"

// chooseTheme keeps the theme that somebody asked for, for a year.
func (s *server) chooseTheme(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: themeCookie, Value: string(dsfr.ThemeOf(r.PostForm.Get("theme"))), Path: "/",
		MaxAge: 365 * 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r, localPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

// localPath returns an address of this site, the home page for any other.
func localPath(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\t\r\n") {
		return "/"
	}
	return back
}
