package gallery

import (
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

func imports() []Page {
	noDate := "Cette date n’existe pas ou n’est pas écrite comme 2026-08-31 (année, mois, jour)."
	wrong := page.ImportReply{
		List: "user_tests.sessions", Rows: "31/02/2026\tsix\n\n12/08/2026\t5\thttps://…\tbien",
		RowErrors: []checklist.LineError{
			{Line: 1, Column: "Date", Typed: "31/02/2026", Message: noDate},
			{Line: 1, Column: "Participants", Typed: "six", Message: "Un nombre entier est attendu, écrit avec des chiffres seulement."},
			{Line: 3, Message: "Il y a plus de cellules que de colonnes : 4 pour 3."},
		},
	}
	many := page.ImportReply{List: "communication.actions", Rows: strings.Repeat(longWord+"\n", assessment.MaxRows)}
	for i := range assessment.MaxRows {
		many.RowErrors = append(many.RowErrors, checklist.LineError{Line: i + 1, Column: "Date", Typed: longWord, Message: noDate})
	}
	file := page.ImportReply{FileErrors: []checklist.LineError{
		{Line: 12, Field: "user_tests.sessions[1].date", Message: "Ce champ est obligatoire."},
		{Line: 40, Field: "inconnu", Message: "Ce champ n’existe pas."},
	}}
	return pages("import",
		state{"empty", importing(quai, page.ImportReply{}).View()},
		state{"no-list", importing(bare, page.ImportReply{ListError: "Choisissez à quelle liste ces lignes s’ajoutent."}).View()},
		state{"wrong-rows", importing(quai, wrong).View()},
		state{"wrong-rows-200", importing(long, many).View()},
		state{"wrong-file", importing(quai, file).View()},
		state{"brought", imported().View()},
	)
}

func importing(s assessment.Startup, reply page.ImportReply) page.Import {
	return page.NewImport(reader(coach, page.ImportPath(s.ID)), grid, s, form(draft(s, 0).Facts), reply)
}

// imported is a draft whose form holds rows that were pasted.
func imported() page.DraftPage {
	d := draft(quai, 0, withoutTests)
	pasted := checklist.Pasted{Table: form(d.Facts).Tables()[0], Added: 12, Doubled: 2, Ignored: []string{"Notes"}}
	return evaluation(quai, d, signed(quai, 12, 90), page.Reply{News: page.News{Imported: page.PastedText(pasted)}})
}
