package page

import (
	"transfert/assessment"
	"transfert/assessment/french"
	"transfert/web/dsfr"
)

// comparedRow is a line of the table: what is compared, and a cell for each verdict.
type comparedRow struct {
	head  string
	cells []comparedCell
}

// comparedCell is a text, and in which way it differs from the first one.
type comparedCell struct{ text, mark string }

// verdicts are those of the table's columns, the baseline's first. What time alone
// does is left out where no time has passed.
func (c Comparison) verdicts() []assessment.Verdict {
	base := c.Baseline.Verdict.Verdict
	if base.AsOf == c.Alone.AsOf {
		return []assessment.Verdict{base, c.Verdict.Verdict}
	}
	return []assessment.Verdict{base, c.Alone, c.Verdict.Verdict}
}

func (c Comparison) columns() []dsfr.Column {
	on := ", le " + c.Alone.AsOf.French()
	columns := []dsfr.Column{{Label: "Verdict"}, {Label: c.Baseline.Title}, {Label: "Sans rien de nouveau" + on}, {Label: "Et si" + on}}
	if len(c.verdicts()) == 2 {
		return append(columns[:2], columns[3])
	}
	return columns
}

func (c Comparison) rows() []comparedRow {
	class, until, ready := comparedRow{head: "Classement"}, comparedRow{head: "Jusqu’au"}, comparedRow{head: "Prêt pour le transfert"}
	verdicts := c.verdicts()
	for _, v := range verdicts {
		first := verdicts[0]
		class.add(v.Classification.Label(), changed(v.Classification != first.Classification))
		ends := moved(first.ValidUntil, v.ValidUntil)
		if v.Classification != first.Classification {
			ends = changed(v.ValidUntil != first.ValidUntil)
		}
		until.add(french.Capitalise(lasting(v.ValidUntil)), ends)
		ready.add(french.Capitalise(french.YesNo(v.Ready)), changed(v.Ready != first.Ready))
	}
	rows := []comparedRow{class, until}
	for i, id := range assessment.CriterionIDs() {
		row := comparedRow{head: ordinal(i) + " " + c.Verdict.Grid.Criterion(id).Title}
		for _, v := range verdicts {
			row.addCriterion(verdicts[0].Criterion(id), v.Criterion(id))
		}
		rows = append(rows, row)
	}
	return append(rows, ready)
}

func (r *comparedRow) add(text, mark string) { r.cells = append(r.cells, comparedCell{text, mark}) }

func (r *comparedRow) addCriterion(first, c assessment.CriterionVerdict) {
	text := french.Capitalise(c.Status.Label()) + ", " + lasting(c.Until)
	if !c.Until.IsZero() {
		text = french.Capitalise(c.Status.Label()) + " jusqu’au " + lasting(c.Until)
	}
	if c.Status != first.Status {
		r.add(text, changed(true))
		return
	}
	r.add(text, moved(first.Until, c.Until))
}

func lasting(until assessment.Date) string {
	if until.IsZero() {
		return "sans échéance"
	}
	return until.French()
}

func changed(is bool) string {
	if is {
		return "Changé"
	}
	return ""
}

// moved says which way the last day of something went; without one it never ends.
func moved(from, to assessment.Date) string {
	switch {
	case from == to:
		return ""
	case to.IsZero(), !from.IsZero() && to.After(from):
		return "Plus tard"
	}
	return "Plus tôt"
}
