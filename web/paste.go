package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/web/page"
)

// paste adds pasted rows to the draft's form, and says so in words; there are none
// where something is wrong, which the page then tells.
func (s *server) paste(r *http.Request, d desk, p *page.Import) (page.Form, string, error) {
	file, err := uploaded(r, page.ImportRowsFile)
	if err != nil {
		return page.Form{}, "", err
	}
	p.List, p.Rows = r.PostForm.Get(page.ImportList), r.PostForm.Get(page.ImportRows)
	if isWorkbook(file) {
		p.RowErrors = []page.LineError{{Message: "Ce fichier est un classeur : enregistrez sa feuille au format CSV, ou copiez ses lignes et collez-les."}}
		return page.Form{}, "", nil
	}
	if len(file) > 0 {
		p.Rows = decoded(file)
	}
	chosen := slices.IndexFunc(p.Sheets, func(sheet page.Sheet) bool { return sheet.ID() == p.List })
	if chosen < 0 {
		p.ListError = "Choisissez à quelle liste ces lignes s’ajoutent."
		return page.Form{}, "", nil
	}
	form, result, errs := s.withPasted(d, p.Sheets[chosen], p.Rows)
	if p.RowErrors = errs; len(errs) > 0 {
		return page.Form{}, "", nil
	}
	return form, result.Words(), nil
}

// mostLines bounds what is read to find the rows of one list: several times an export
// of the facts of all services.
const mostLines = 20_000

// withPasted adds rows to the form of a draft, unless something is wrong with one of
// them. Rows that are in it already are not added again.
func (s *server) withPasted(d desk, sheet page.Sheet, text string) (page.Form, page.Pasted, []page.LineError) {
	if strings.Count(plainText(text), "\n") > mostLines {
		return page.Form{}, page.Pasted{}, []page.LineError{{Message: "C’est trop : 20 000 lignes au plus. Gardez celles de ce service."}}
	}
	read := readPasted(text, sheet, d.startup.ID)
	result := page.Pasted{Sheet: sheet, Elsewhere: read.elsewhere, Ignored: read.ignored}
	if len(read.rows)+len(read.errs)+read.elsewhere == 0 {
		return page.Form{}, result, []page.LineError{{Message: "Collez des lignes ou choisissez un fichier qui en contient."}}
	}
	rows, errs := s.pastedFacts(read.rows, sheet)
	if errs = append(errs, read.errs...); len(errs) > 0 {
		slices.SortStableFunc(errs, func(a, b page.LineError) int { return a.Line - b.Line })
		return page.Form{}, result, errs
	}
	form := d.form()
	before, draft, pasted := form.Filled(sheet.Path), versionOf(form), versionOf(rows)
	held := draft.identities(sheet.Path)
	for i := range rows.Filled(checkedPath(sheet)) {
		at := page.Row(checkedPath(sheet), i)
		if _, there := held[pasted.identity(at)]; there {
			result.Doubled++
		} else {
			held[pasted.identity(at)] = draft.take(sheet.Path, pasted, at)
			result.Added++
		}
	}
	if all, _, _ := s.facts(form); all.Errors.Message(sheet.Path) != "" {
		return form, result, []page.LineError{{Message: fmt.Sprintf("%s Le brouillon en a déjà %d.", all.Errors.Message(sheet.Path), before)}}
	}
	return form, result, nil
}

// checkedPath is where the rows of a sheet stand in the document that checks them.
func checkedPath(sheet page.Sheet) string {
	if sheet.Readings() {
		return "indicators.series[0].readings"
	}
	return sheet.Path
}

// pastedFacts reads rows under the law of facts, and returns them as a form shows
// them, or all that is wrong line by line: also dates that are yet to come, which a
// draft refuses.
func (s *server) pastedFacts(rows []pastedRow, sheet page.Sheet) (page.Form, []page.LineError) {
	rows = rows[:min(len(rows), assessment.MaxRows+1)] // one too many is refused like a thousand
	facts, wrong := s.parsePasted(rows, sheet)
	errs := onLines(wrong, rows, sheet)
	if len(errs) == 1 && errs[0].Line == 0 {
		return page.Form{}, errs
	}
	right := slices.DeleteFunc(slices.Clone(rows), func(row pastedRow) bool {
		return slices.ContainsFunc(errs, func(e page.LineError) bool { return e.Line == row.line })
	})
	if len(errs) > 0 {
		facts, _ = s.parsePasted(right, sheet)
	}
	for _, e := range onLines(facts.CheckStored(s.today()), right, sheet) {
		e.Message = "Cette date est à venir : une évaluation ne retient que des faits passés."
		errs = append(errs, e)
	}
	if len(errs) > 0 {
		return page.Form{}, errs
	}
	form, err := FormOf(facts)
	if err != nil {
		panic("facts are always valid: " + err.Error())
	}
	return form, nil
}

// parsePasted reads rows as the only facts of a document of today.
func (s *server) parsePasted(rows []pastedRow, sheet page.Sheet) (assessment.Facts, assessment.FieldErrors) {
	var root any = map[string]any{"as_of": s.today().String()}
	if sheet.Readings() {
		root = with(root, steps("indicators.series[0]"), map[string]any{"nature": "quantitative", "better": "up"})
	}
	for i, row := range rows {
		at := page.Row(checkedPath(sheet), i)
		root = with(root, steps(at), map[string]any{})
		for _, c := range sheet.Columns {
			path := strings.TrimSuffix(at+"."+c.Name, ".")
			if value := row.value(c.Name); value != "" {
				root = with(root, steps(path), translated(path, value))
			}
		}
	}
	doc, err := json.Marshal(root)
	if err != nil {
		panic("rows are made of texts: " + err.Error())
	}
	facts, err := assessment.ParseFacts(doc, s.content.Grids, assessment.Override{})
	wrong, _ := errors.AsType[assessment.FieldErrors](err)
	return facts, wrong
}

// onLines puts errors on the lines that the rows come from, or the one about the list
// as a whole alone on none.
func onLines(wrong assessment.FieldErrors, rows []pastedRow, sheet page.Sheet) []page.LineError {
	var errs []page.LineError
	for _, e := range wrong {
		rest, ofRow := strings.CutPrefix(e.Field, checkedPath(sheet)+"[")
		if !ofRow {
			return []page.LineError{{Message: e.Message}}
		}
		number, name, _ := strings.Cut(rest, "]")
		i, _ := strconv.Atoi(number)
		name = strings.TrimPrefix(name, ".")
		errs = append(errs, page.LineError{Line: rows[i].line, Column: sheet.Label(name), Typed: rows[i].cells[name], Message: e.Message})
	}
	return errs
}
