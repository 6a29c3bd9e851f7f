package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"transfert/web/dsfr"
	"transfert/web/page"
)

// showImport shows where facts are brought into a draft from elsewhere.
func (s *server) showImport(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, s.importPage(r, v, d).View())
}

// bring shows the draft with the facts of a file or of pasted rows in its form, which
// stores nothing, or what is wrong with them.
func (s *server) bring(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := parseUpload(r); err != nil {
		return err
	}
	d, err := s.desk(r, v)
	if err != nil {
		return err
	}
	p := s.importPage(r, v, d)
	bring := s.paste
	if verb, _ := intent(r.PostForm, "paste"); verb == "open" {
		bring = s.open
	}
	form, words, err := bring(r, d, &p)
	if err != nil {
		return err
	}
	if words == "" {
		return s.render(w, r, http.StatusUnprocessableEntity, p.View())
	}
	return s.showBrought(w, r, v, d, form, words)
}

// showBrought shows the draft with a form that nobody has saved yet, and says in words
// what is new in it.
func (s *server) showBrought(w http.ResponseWriter, r *http.Request, v visit, d desk, form page.Form, words string) error {
	e, err := s.evaluation(r, v, d, form)
	if err != nil {
		return err
	}
	e.Brought, e.Checklist.Read = words, d.draft.Facts.Marks()
	return s.render(w, r, http.StatusOK, e.View())
}

func (s *server) importPage(r *http.Request, v visit, d desk) page.Import {
	p := page.Import{
		Layout:  s.layout(r, v, "Importer des faits pour le service "+d.startup.Name, "/startups"),
		Startup: d.startup, Grid: s.grid(d.draft.Facts.Grid), Sheets: page.Sheets(d.form()),
	}
	p.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: page.DraftPath(d.startup.ID)}, dsfr.Link{Label: "Import", Href: page.ImportPath(d.startup.ID)})
	return p
}

// form is the draft as somebody would have typed it.
func (d desk) form() page.Form {
	form, err := FormOf(d.draft.Facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	return form
}

// uploaded is what a file of a posted form holds, nothing where none was chosen.
func uploaded(r *http.Request, name string) ([]byte, error) {
	file, _, err := r.FormFile(name)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	defer func() { _ = file.Close() }() // it is in memory
	doc, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	return doc, nil
}
