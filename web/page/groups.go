package page

import (
	"transfert/assessment"
	"transfert/assessment/french"
)

// group is parts of the checklist under a heading.
type group struct {
	title, detail string
	silent        bool // the heading is for those only who do not see the page
	parts         []assessment.Part
}

// groups are the parts of the form in the order in which they are shown: in that of the
// grid, or first what is to be done and then what still holds.
func (c Checklist) groups() []group {
	parts := append(assessment.Parts()[1:], assessment.PartDates)
	if !c.live {
		return []group{{title: "Les dates, les six critères et la trajectoire", silent: true, parts: assessment.Parts()}}
	}
	if !c.renewal {
		return []group{{title: "Les six critères et la trajectoire", silent: true, parts: parts}}
	}
	open, held := group{title: "À rafraîchir"}, group{title: "Encore remplis"}
	last := group{title: "Trajectoire et dates", parts: []assessment.Part{assessment.PartTrajectory, assessment.PartDates}}
	for _, part := range parts[:len(assessment.CriterionIDs())] {
		if c.folds(part) {
			held.parts = append(held.parts, part)
		} else {
			open.parts = append(open.parts, part)
		}
	}
	open.detail = french.Count(len(open.parts), "1 critère : la première ligne vous attend", "critères : la première ligne vous attend")
	held.detail = french.Count(len(held.parts), "1 critère : rien à faire, vous pouvez le compléter", "critères : rien à faire, vous pouvez les compléter")
	if c.settled() < len(held.parts) {
		held.title = "Le reste"
	}
	var shown []group
	for _, g := range []group{open, held, last} {
		if len(g.parts) > 0 {
			g.detail = french.Typeset(g.detail)
			shown = append(shown, g)
		}
	}
	return shown
}

// settled counts the criteria that are met.
func (c Checklist) settled() int {
	if c.Verdict == nil {
		return 0
	}
	return c.Verdict.Count(assessment.Met)
}

// folds reports whether a part is shown as a line that opens: the dates, and in a
// renewal what still holds.
func (c Checklist) folds(part assessment.Part) bool {
	_, conflicting := c.Conflicts[part]
	switch {
	case part == assessment.PartDates:
		return c.live // a what-if is about them
	case !c.renewal || conflicting || c.unsaved(part):
		return false
	case part == assessment.PartTrajectory:
		return c.Facts.Trajectory.Kind != ""
	}
	return !c.toRefresh(assessment.CriterionID(part))
}

// unfolded reports whether such a line is open: it was asked for, or something in it is
// to be looked at.
func (c Checklist) unfolded(part assessment.Part) bool {
	_, conflicting := c.Conflicts[part]
	removed := c.Form.Removed().List
	return conflicting || len(c.problemsIn(part)) > 0 || c.Focus != "" && c.Focus.Part() == part || removed != "" && removed.Part() == part
}

// toRefresh reports whether something is to be done about a criterion.
func (c Checklist) toRefresh(id assessment.CriterionID) bool {
	return c.contested[id] != "" || c.standing(id).due
}

// standing is where a criterion stands by the facts of the form.
func (c Checklist) standing(id assessment.CriterionID) criterionStanding {
	if c.Verdict == nil {
		return standingOf(assessment.CriterionVerdict{}, assessment.CriterionVerdict{}, c.Facts.AsOf)
	}
	return standingOf(c.Verdict.Criterion(id), c.before.Criterion(id), c.Verdict.AsOf)
}

// gist says in a line what a part that is folded holds.
func (c Checklist) gist(part assessment.Part) string {
	switch part {
	case assessment.PartDates:
		if since := c.Facts.ObservedSince; !since.IsZero() {
			return "Régularité jugée depuis le " + since.French()
		}
		return ""
	case assessment.PartTrajectory:
		return sustained(c.Grid, c.Facts.Trajectory)
	}
	if conditions := c.Verdict.Criterion(assessment.CriterionID(part)).Conditions; len(conditions) > 0 {
		return french.Typeset(conditions[len(conditions)-1].Detail)
	}
	return ""
}

// next is the first criterion about which something is to be done, "" for none.
func (c Checklist) next() assessment.CriterionID {
	for _, id := range assessment.CriterionIDs() {
		if c.toRefresh(id) {
			return id
		}
	}
	return ""
}
