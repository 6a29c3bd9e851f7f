package checklist

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"transfert/assessment"
)

// LineError says what is wrong with a line of what was pasted, or of a file.
type LineError struct {
	Line    int             // from 1, 0 where it is about the whole
	Column  string          // of a table, as the form calls it
	Typed   string          // in that column
	Field   assessment.Path // of a facts document
	Message string
}

// Pasted says what became of rows of a spreadsheet: how many were added, were in the
// list already, or were of another service, kind or indicator, and which columns the
// list does not have.
type Pasted struct {
	Table                     Table
	Added, Doubled, Elsewhere int
	Ignored                   []string
}

// MostErrors is how many errors are told one by one: more than four in each of the 200
// rows that a list takes mean that something else was pasted.
const MostErrors = 800

// mostLines bounds what is read to find the rows of one list: several times an export
// of the facts of all services.
const mostLines = 20_000

// ReadSpreadsheet is the text of a file that a spreadsheet wrote, false for a workbook.
func ReadSpreadsheet(file []byte) (text string, ok bool) {
	if isWorkbook(file) {
		return "", false
	}
	return decoded(file), true
}

// Paste adds the rows of a text to a list of the form, unless something is wrong with one
// of them. Rows that are in it already are not added again. Of our own export those of
// other startups are left out.
func (f Form) Paste(t Table, text, startup string, law Law) (Form, Pasted, []LineError) {
	result := Pasted{Table: t}
	if strings.Count(plainText(text), "\n") > mostLines {
		return f, result, []LineError{{Message: "C’est trop : 20 000 lignes au plus. Gardez celles de ce service."}}
	}
	found := t.read(text, startup)
	result.Elsewhere, result.Ignored = found.elsewhere, found.ignored
	if len(found.rows)+len(found.errs)+found.elsewhere == 0 {
		return f, result, []LineError{{Message: "Collez des lignes ou choisissez un fichier qui en contient."}}
	}
	rows, errs := law.check(f.Schema, t, found.rows)
	if errs = append(errs, found.errs...); len(errs) > 0 {
		slices.SortStableFunc(errs, func(a, b LineError) int { return a.Line - b.Line })
		return f, result, errs
	}
	form := f.with(f.values)
	into, pasted := formRowsOf(form), formRowsOf(rows)
	held := into.contents(t.List)
	for _, row := range pasted.rowsOf(t.alone()) {
		if held[pasted.held[row]] {
			result.Doubled++
			continue
		}
		held[pasted.held[row]] = true
		into.add(t.List, pasted, row)
		result.Added++
	}
	if all, _, _ := form.Facts(law); all.Errors.Message(t.List) != "" {
		return f, result, []LineError{{Message: fmt.Sprintf("%s Le brouillon en a déjà %d.", all.Errors.Message(t.List), f.Filled(t.List))}}
	}
	return form, result, nil
}

// alone is the path of a table’s list in a form that holds nothing else.
func (t Table) alone() assessment.Path {
	list := t.List
	for _, row := range list.Rows() {
		outer, _, _ := row.List()
		rest, _ := list.After(row)
		list = outer.Row(0).Join(rest)
	}
	return list
}

// check reads rows under the law of facts, and returns them as a form shows them, or all
// that is wrong line by line: also dates that are yet to come, which a draft refuses.
func (law Law) check(schema assessment.Field, t Table, rows []tableRow) (Form, []LineError) {
	rows = rows[:min(len(rows), t.Limit+1)] // one too many is refused like a thousand
	facts, wrong := law.parse(schema, t, rows)
	errs := t.onLines(wrong, rows)
	if len(errs) == 1 && errs[0].Line == 0 {
		return Form{}, errs
	}
	right := slices.DeleteFunc(slices.Clone(rows), func(row tableRow) bool {
		return slices.ContainsFunc(errs, func(e LineError) bool { return e.Line == row.line })
	})
	if len(errs) > 0 {
		facts, _ = law.parse(schema, t, right)
	}
	for _, e := range t.onLines(facts.CheckStored(law.Today), right) {
		e.Message = "Cette date est à venir : une évaluation ne retient que des faits passés."
		errs = append(errs, e)
	}
	if len(errs) > 0 {
		return Form{}, errs
	}
	return FormOf(schema, facts), nil
}

// parse reads rows as the only facts of a document of today. What holds their list gets
// the words that it needs.
func (law Law) parse(schema assessment.Field, t Table, rows []tableRow) (assessment.Facts, assessment.FieldErrors) {
	values := map[assessment.Path]string{"as_of": law.Today.String()}
	for _, outer := range t.alone().Rows() {
		holder, _ := schema.At(outer)
		for _, f := range holder.Fields {
			if f.Kind == assessment.KindWord && f.Required {
				values[outer.Field(f.Name)] = f.Words[0].Value
			}
		}
	}
	for n, row := range rows {
		for _, f := range t.Fields {
			if value := row.value(f); value != "" {
				values[t.alone().Row(n).Field(f.Name)] = value
			}
		}
	}
	facts, err := assessment.ParseFacts(NewForm(schema, values).Document(), law.Grids, assessment.Override{})
	wrong, _ := errors.AsType[assessment.FieldErrors](err)
	return facts, wrong
}

// onLines puts errors on the lines that the rows come from, or the one about the list
// as a whole alone on none.
func (t Table) onLines(wrong assessment.FieldErrors, rows []tableRow) []LineError {
	var errs []LineError
	within := len(t.alone().Rows())
	for _, e := range wrong {
		at := e.Field.Rows()
		if len(at) <= within {
			return []LineError{{Message: e.Message}}
		}
		_, i, _ := at[within].List()
		name := ""
		if rest, _ := e.Field.After(at[within]); rest != "" {
			name = rest.Name()
		}
		errs = append(errs, LineError{Line: rows[i].line, Column: t.column(name), Typed: rows[i].cells[name], Message: e.Message})
	}
	return errs
}

// OpenFile puts what a facts document gives, by its keys, in the place of what the form
// of a draft has of it, and names those keys. The document is read under the draft’s
// grid, and under its as-of date where it gives none.
func (f Form) OpenFile(file []byte, draft assessment.Facts, law Law) (opened Form, given []assessment.Path, errs []LineError) {
	doc, err := assessment.ReadDocument(file)
	var facts assessment.Facts
	if err == nil {
		override := assessment.Override{Grid: draft.Grid}
		if !doc.Gives("as_of") {
			override.AsOf = draft.AsOf
		}
		facts, err = doc.Facts(law.Grids, override)
	}
	if wrong, is := errors.AsType[assessment.FieldErrors](err); is {
		return f, nil, onDocumentLines(doc, wrong)
	}
	opened, given = f.given(doc, FormOf(f.Schema, facts))
	if len(given) == 0 {
		errs = []LineError{{Message: "Ce fichier ne donne ni critère, ni trajectoire, ni date."}}
	}
	return opened, given, errs
}

func onDocumentLines(doc assessment.Document, wrong assessment.FieldErrors) []LineError {
	errs := make([]LineError, len(wrong))
	for i, e := range wrong {
		errs[i] = LineError{Field: e.Field, Message: e.Message}
		if i < MostErrors {
			errs[i].Line = doc.Line(e.Field)
		}
	}
	return errs
}

// given puts what another form holds in the place of what the form has under the keys
// that a document gives.
func (f Form) given(doc assessment.Document, by Form) (Form, []assessment.Path) {
	var keys []assessment.Path
	values := f.Values()
	for _, top := range f.Schema.Fields {
		key := assessment.Path(top.Name)
		if top.Label == "" && top.Kind != assessment.KindObject || !doc.Gives(top.Name) {
			continue
		}
		keys = append(keys, key)
		remove(values, key)
		for path, value := range by.values {
			if field, _ := f.Schema.At(path); path.Within(key) && !field.Long {
				value = onOneLine(value)
			}
			if path.Within(key) {
				values[path] = value
			}
		}
	}
	return f.with(values), keys
}
