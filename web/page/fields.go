package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/french"
	"transfert/web/dsfr"
)

// list is a list of the form, at the place where it stands.
type list struct {
	assessment.Field
	path assessment.Path
}

// nested is a list that each row of a list holds, in one of them.
func (l list) nested(f assessment.Field, row assessment.Path) list {
	return list{f, row.Field(f.Name)}
}

// of tells the lists of several series apart for those who do not see where a button
// stands.
func (l list) of() string {
	if rows := l.path.Rows(); len(rows) > 0 {
		_, i, _ := rows[0].List()
		return " de l’indicateur " + strconv.Itoa(i+1)
	}
	return ""
}

// addButton appends a row.
func (l list) addButton() dsfr.Button {
	return dsfr.Button{Label: l.Add, Detail: l.of(), Kind: dsfr.Quiet, Small: true, Icon: "fr-icon-add-line",
		Name: checklist.IntentField, Value: checklist.Add.Of(string(l.path))}
}

// removeButton removes a row, which it names.
func (l list) removeButton(i int, name string) dsfr.Button {
	return dsfr.Button{Label: "Retirer", Detail: nbsp + ": " + name + l.of(), Kind: dsfr.Quiet, Small: true,
		Icon: "fr-icon-delete-line", Name: checklist.IntentField, Value: checklist.Remove.Of(string(l.path.Row(i)))}
}

// columns are those of a table of the rows.
func (l list) columns() []dsfr.Column {
	return each(l.Fields, func(f assessment.Field) dsfr.Column { return dsfr.Column{Label: f.Label, Numeric: isNumber(f.Kind)} })
}

func isNumber(kind assessment.Kind) bool {
	return kind == assessment.KindCount || kind == assessment.KindNumber
}

// options are the words of a field, to choose from.
func options(f assessment.Field) []dsfr.Option {
	return each(f.Words, func(w assessment.Word) dsfr.Option { return dsfr.Option{Value: w.Value, Label: w.Label} })
}

// fieldName names a field from the criterion down: « Impact et adoption, mesure
// 2, utilisateurs ».
func fieldName(grid assessment.Grid, path assessment.Path) string {
	schema, steps := grid.Schema(), path.Steps()
	if len(steps) < 2 || path.Part() == assessment.PartDates {
		f, _ := schema.At(path)
		return f.Label
	}
	names, at := []string{partTitle(grid, path.Part())}, path.Part().Path()
	for _, step := range steps[1:] {
		at = at.Field(step.Name)
		f, known := schema.At(at)
		switch {
		case known && step.Index >= 0:
			at = at.Row(step.Index)
			names = append(names, french.Uncapitalise(f.Item)+" "+strconv.Itoa(step.Index+1))
		case known:
			names = append(names, french.Uncapitalise(f.Label))
		}
	}
	return strings.Join(names, ", ")
}

// place names a field of a facts document in French words, and one that the checklist
// does not have by its path.
func place(grid assessment.Grid, path assessment.Path) string {
	if path == assessment.Path(path.Part()) {
		return partTitle(grid, path.Part())
	}
	if _, known := grid.Schema().At(path); known && fieldName(grid, path) != "" {
		return fieldName(grid, path)
	}
	return quote(string(path))
}

// valueText says what a field holds.
func valueText(f assessment.Field, value string) string {
	if value == "" {
		return ""
	}
	return f.WordLabel(value)
}

// rowText says what a row of a list holds.
func rowText(form checklist.Form, l assessment.Field, row assessment.Path) string {
	var words []string
	for i, f := range l.Of(false) {
		value := form.Value(row.Field(f.Name))
		switch {
		case value == "":
		case f.Kind == assessment.KindFlag:
			if value == "true" {
				words = append(words, french.Uncapitalise(f.Label))
			}
		case isNumber(f.Kind):
			words = append(words, french.Uncapitalise(f.Label)+nbsp+": "+french.Typeset(french.Group(value)))
		case f.Kind == assessment.KindWord:
			words = append(words, wordText(f, value))
		case i == 0 && f.Kind == assessment.KindText && f.Name != "":
			words = append(words, quote(value))
		default:
			words = append(words, value)
		}
	}
	for _, nested := range l.Of(true) {
		list := row.Field(nested.Name)
		for i := range form.Filled(list) {
			words = append(words, rowText(form, nested, list.Row(i)))
		}
	}
	return strings.Join(words, ", ")
}

// wordText says a word within a sentence, after the label where that begins one:
// « quantitatif », « s’améliore s’il augmente ».
func wordText(f assessment.Field, value string) string {
	if begin, open := strings.CutSuffix(f.Label, "…"); open {
		return french.Uncapitalise(begin) + " " + f.WordLabel(value)
	}
	return french.Uncapitalise(f.WordLabel(value))
}
