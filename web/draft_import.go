package web

import (
	"net/http"

	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

// showImport shows where facts are imported into a draft from elsewhere.
func (s *server) showImport(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, s.importPage(r, d).View())
}

// importFacts shows the draft with the facts of a file or of pasted rows in its form, which
// stores nothing, or what is wrong with them.
func (s *server) importFacts(w http.ResponseWriter, r request) error {
	if err := parseUpload(r); err != nil {
		return err
	}
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	p := s.importPage(r, d)
	read := s.readRows
	if intent, _ := checklist.ReadIntent(r.PostForm, checklist.Paste); intent == checklist.Open {
		read = s.readFile
	}
	form, news, err := read(r, d, &p)
	if err != nil {
		return err
	}
	if news == "" {
		return s.render(w, r, http.StatusUnprocessableEntity, p.View())
	}
	return s.showDraft(w, r, d, form, page.News{Imported: news})
}

// readRows adds pasted rows to the draft's form, and says so in words; there are none
// where something is wrong, which the page then tells.
func (s *server) readRows(r request, d startupContext, p *page.Import) (form checklist.Form, news string, err error) {
	file, err := uploaded(r, page.ImportRowsFile)
	if err != nil {
		return form, "", err
	}
	p.List, p.Rows = r.PostForm.Get(page.ImportList), r.PostForm.Get(page.ImportRows)
	if len(file) > 0 {
		text, readable := checklist.ReadSpreadsheet(file)
		if !readable {
			p.RowErrors = []checklist.LineError{{Message: "Ce fichier est un classeur : enregistrez sa feuille au format CSV, ou copiez ses lignes et collez-les."}}
			return form, "", nil
		}
		p.Rows = text
	}
	table, known := p.Table()
	if !known {
		p.ListError = "Choisissez à quelle liste ces lignes s’ajoutent."
		return form, "", nil
	}
	form, result, errs := s.form(d.draft.Facts).Paste(table, p.Rows, d.startup.ID, s.law())
	if p.RowErrors = errs; len(errs) > 0 {
		return form, "", nil
	}
	return form, page.PastedText(result), nil
}

// readFile puts the parts that a file of facts gives in the place of the draft's, and says
// so in words; there are none where something is wrong, which the page then tells.
func (s *server) readFile(r request, d startupContext, p *page.Import) (form checklist.Form, news string, err error) {
	doc, err := uploaded(r, page.ImportFacts)
	if err != nil {
		return form, "", err
	}
	if len(doc) == 0 {
		p.FileErrors = []checklist.LineError{{Message: "Choisissez un fichier de faits, qui ne soit pas vide."}}
		return form, "", nil
	}
	form, given, errs := s.form(d.draft.Facts).OpenFile(doc, d.draft.Facts, s.law())
	if p.FileErrors = errs; len(errs) > 0 {
		return form, "", nil
	}
	return form, page.OpenedText(p.Grid, given), nil
}

func (s *server) importPage(r request, d startupContext) page.Import {
	p := page.Import{
		Layout:  s.layout(r, "Importer des faits pour le service "+d.startup.Name, "/startups"),
		Startup: d.startup, Grid: s.grid(d.draft.Facts.Grid), Tables: s.form(d.draft.Facts).Tables(),
	}
	p.Layout.Breadcrumb = breadcrumb(d.startup, dsfr.Link{Label: "Évaluation", Href: page.DraftPath(d.startup.ID)}, dsfr.Link{Label: "Import", Href: page.ImportPath(d.startup.ID)})
	return p
}
