package gallery

import (
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/dsfr"
	"transfert/web/page"
)

func imports() []Page {
	wrong, many, file := importing(quai), importing(long), importing(quai)
	wrong.List, wrong.Rows = "user_tests.sessions", "31/02/2026\tsix\n\n12/08/2026\t5\thttps://…\tbien"
	wrong.RowErrors = []checklist.LineError{
		{Line: 1, Column: "Date", Typed: "31/02/2026", Message: "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour)."},
		{Line: 1, Column: "Participants", Typed: "six", Message: "Un nombre entier est attendu, écrit avec des chiffres seulement."},
		{Line: 3, Message: "Il y a plus de cellules que de colonnes : 4 pour 3."},
	}
	many.List, many.Rows = "communication.actions", strings.Repeat(longWord+"\n", assessment.MaxRows)
	for i := range assessment.MaxRows {
		many.RowErrors = append(many.RowErrors, checklist.LineError{Line: i + 1, Column: "Date", Typed: longWord,
			Message: "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour)."})
	}
	file.FileErrors = []checklist.LineError{
		{Line: 12, Field: "user_tests.sessions[1].date", Message: "Ce champ est obligatoire."},
		{Line: 40, Field: "inconnu", Message: "Ce champ n’existe pas."},
	}
	unchosen := importing(bare)
	unchosen.ListError = "Choisissez à quelle liste ces lignes s’ajoutent."
	return pages("import",
		state{"empty", importing(quai).View()},
		state{"no-list", unchosen.View()},
		state{"wrong-rows", wrong.View()},
		state{"wrong-rows-200", many.View()},
		state{"wrong-file", file.View()},
		state{"brought", imported().View()},
	)
}

// importing is where facts are imported into the draft of a service.
func importing(s assessment.Startup) page.Import {
	path := page.DraftPath(s.ID)
	way := []dsfr.Link{{Label: "Évaluation", Href: path}, {Label: "Import", Href: page.ImportPath(s.ID)}}
	return page.Import{
		Layout:  about(coach, s, "Importer des faits pour le service "+s.Name, way...),
		Startup: s, Grid: grid, Tables: form(draft(s, 0).Facts).Tables(),
	}
}

// imported is a draft with pasted rows, and facts of the last assessment to take over.
func imported() page.DraftPage {
	last := signed(quai, 12, 90)
	e := evaluation(quai, draft(quai, 0, withoutTests), last)
	e.News.Imported = page.PastedText(checklist.Pasted{Table: e.Checklist.Form.Tables()[0], Added: 12, Doubled: 2, Ignored: []string{"Notes"}})
	signed := form(facts(today))
	e.Checklist.Signed = page.Signed{Form: signed, At: last.Assessment.SignedAt, Missing: e.Checklist.Form.MissingFrom(signed)}
	return e
}
