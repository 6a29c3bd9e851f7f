package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
)

// evidence is what is known of one criterion: single facts, and dated lists.
type evidence struct {
	title  string
	single []note
	tables []list
}

// note is a single fact.
type note struct{ label, value string }

// evidence returns that of each criterion of which something is known.
func (a Assessment) evidence() []evidence {
	var known []evidence
	for _, id := range assessment.CriterionIDs() {
		e := evidence{title: a.Verdict.Grid.Criterion(id).Title}
		for _, f := range a.form.Schema.Part(assessment.Part(id)).Fields {
			a.add(&e, list{f, assessment.Path(id).Field(f.Name)})
		}
		if len(e.single)+len(e.tables) > 0 {
			known = append(known, e)
		}
	}
	return known
}

// add adds what one field holds, if anything. Answers and comments stand elsewhere.
func (a Assessment) add(e *evidence, l list) {
	nested := l.Of(true)
	switch rows := a.form.Filled(l.path); {
	case l.Kind == assessment.KindWord, l.Long:
	case l.Kind != assessment.KindList:
		if value := a.form.Value(l.path); value != "" {
			e.single = append(e.single, note{l.Label, value})
		}
	case len(nested) > 0:
		for i := range rows {
			for _, f := range nested {
				inner := l.nested(f, l.path.Row(i))
				inner.Label = a.seriesTitle(l, i)
				if a.form.Filled(inner.path) > 0 {
					e.tables = append(e.tables, inner)
				}
			}
		}
	case rows > 0 && l.Fields[0].Name == "":
		texts := make([]string, rows)
		for i := range texts {
			texts[i] = a.form.Value(l.path.Row(i))
		}
		e.single = append(e.single, note{l.Label, strings.Join(texts, ", ")})
	case rows > 0:
		e.tables = append(e.tables, l)
	}
}

// seriesTitle names an indicator, and says what it is made of.
func (a Assessment) seriesTitle(l list, i int) string {
	title := l.Item + " " + strconv.Itoa(i+1)
	var made []string
	for n, f := range l.Of(false) {
		value := a.form.Value(l.path.Row(i).Field(f.Name))
		switch {
		case n == 0 && value != "":
			title = value
		case f.Kind == assessment.KindWord:
			made = append(made, wordText(f, value))
		}
	}
	return title + " (" + strings.Join(made, ", ") + ")"
}
