package web

import (
	"net/http"
	"slices"

	"transfert/assessment/checklist"
	"transfert/web/page"
)

// showImport shows where facts are imported into a draft from elsewhere.
func (s *server) showImport(w http.ResponseWriter, r request) error {
	d, err := s.startupContext(r, s.today())
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, s.importPage(r, d, page.ImportReply{}).View())
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
	read := s.readRows
	if intent, _ := checklist.ReadIntent(r.PostForm, checklist.Paste); intent == checklist.Open {
		read = s.readFile
	}
	form, news, refusal, err := read(r, d)
	if err != nil {
		return err
	}
	if news == "" {
		return s.render(w, r, http.StatusUnprocessableEntity, s.importPage(r, d, refusal).View())
	}
	return s.showDraft(w, r, d, form, page.News{Imported: news})
}

// readRows adds pasted rows to the draft's form, and says so in words; there are none
// where something is wrong, which the refusal then tells.
func (s *server) readRows(r request, d startupContext) (form checklist.Form, news string, refusal page.ImportReply, err error) {
	file, err := uploaded(r, page.ImportRowsFile)
	if err != nil {
		return form, "", refusal, err
	}
	refusal.List, refusal.Rows = r.PostForm.Get(page.ImportList), r.PostForm.Get(page.ImportRows)
	if len(file) > 0 {
		text, readable := checklist.ReadSpreadsheet(file)
		if !readable {
			refusal.RowErrors = []checklist.LineError{{
				Message: "Ce fichier est un classeur : enregistrez sa feuille au format CSV, ou copiez ses lignes et collez-les.",
			}}
			return form, "", refusal, nil
		}
		refusal.Rows = text
	}
	form = s.form(d.draft.Facts)
	tables := form.Tables()
	chosen := slices.IndexFunc(tables, func(t checklist.Table) bool { return t.ID() == refusal.List })
	if chosen < 0 {
		refusal.ListError = "Choisissez à quelle liste ces lignes s’ajoutent."
		return form, "", refusal, nil
	}
	form, pasted, errs := form.Paste(tables[chosen], refusal.Rows, d.startup.ID, s.law())
	if len(errs) > 0 {
		refusal.RowErrors = errs
		return form, "", refusal, nil
	}
	return form, page.PastedText(pasted), refusal, nil
}

// readFile replaces the parts of the draft that a file of facts gives, and says so in
// words; there are none where something is wrong, which the refusal then tells.
func (s *server) readFile(r request, d startupContext) (form checklist.Form, news string, refusal page.ImportReply, err error) {
	doc, err := uploaded(r, page.ImportFacts)
	if err != nil {
		return form, "", refusal, err
	}
	if len(doc) == 0 {
		refusal.FileErrors = []checklist.LineError{{Message: "Choisissez un fichier de faits, qui ne soit pas vide."}}
		return form, "", refusal, nil
	}
	form, given, errs := s.form(d.draft.Facts).OpenFile(doc, d.draft.Facts, s.law())
	if len(errs) > 0 {
		refusal.FileErrors = errs
		return form, "", refusal, nil
	}
	return form, page.OpenedText(s.grid(d.draft.Facts.Grid), given), refusal, nil
}

func (s *server) importPage(r request, d startupContext, reply page.ImportReply) page.Import {
	facts := d.draft.Facts
	return page.NewImport(s.reader(r), s.grid(facts.Grid), d.startup, s.form(facts), reply)
}
