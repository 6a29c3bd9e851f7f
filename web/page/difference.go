package page

import (
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
)

// difference is a difference between two forms, in words. An empty text stands for an
// empty field or a missing row.
type difference struct {
	checklist.Difference
	label         string
	before, after string
}

// differences are those of two forms in a part.
func differences(before, after checklist.Form, part assessment.Part) []difference {
	return each(checklist.Compare(before, after, part), func(d checklist.Difference) difference {
		return differenceText(d, before, after)
	})
}

// differenceText words one difference between two forms.
func differenceText(d checklist.Difference, before, after checklist.Form) difference {
	if d.List == "" {
		f, _ := after.Schema.At(d.After)
		return difference{d, f.Label + withinSeries(after, d.After),
			valueText(f, before.Value(d.Before)), valueText(f, after.Value(d.After))}
	}
	l, _ := after.Schema.At(d.List)
	w := difference{Difference: d, label: l.Item + withinSeries(after, d.List)}
	dated := dateOf(before, l, d.Before)
	if d.Before != "" {
		w.before = besidesDate(before, l, d.Before)
	}
	if d.After != "" {
		w.after, dated = besidesDate(after, l, d.After), dateOf(after, l, d.After)
	}
	w.label += dated
	return w
}

// withinSeries names the indicator that a path lies within.
func withinSeries(form checklist.Form, path assessment.Path) string {
	rows := path.Rows()
	if len(rows) == 0 {
		return ""
	}
	series, _ := form.Schema.At(rows[0])
	return " de l’indicateur " + quote(form.Value(rows[0].Field(series.Fields[0].Name)))
}

// dateOf tells the rows of dated facts apart.
func dateOf(form checklist.Form, l assessment.Field, row assessment.Path) string {
	if l.Fields[0].Kind != assessment.KindDate {
		return ""
	}
	return " du " + form.Value(row.Field(l.Fields[0].Name))
}

// besidesDate is what a row holds besides its date, where it holds more.
func besidesDate(form checklist.Form, l assessment.Field, row assessment.Path) string {
	words := rowText(form, l, row)
	if date := dateOf(form, l, row); date != "" {
		return strings.TrimPrefix(words, strings.TrimPrefix(date, " du ")+", ")
	}
	return words
}
