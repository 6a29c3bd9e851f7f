package page

import (
	"strconv"

	"transfert/assessment"
	"transfert/assessment/french"
)

// activeFilter is one filter in words, and all the others.
type activeFilter struct {
	label   string
	without assessment.Filter
	folded  bool // its field stands in the part of the form that folds
}

// active are the filters that are set, in the order of the form.
func (s Startups) active() []activeFilter {
	f := s.Query.Filter
	var active []activeFilter
	add := func(set bool, label string, remove func(*assessment.Filter)) {
		if set {
			a := activeFilter{label: french.Typeset(label), without: f, folded: true}
			remove(&a.without)
			active = append(active, a)
		}
	}
	add(f.Text != "", "Recherche : "+f.Text, func(f *assessment.Filter) { f.Text = "" })
	add(len(f.Phases) > 0, "Phase : "+phaseWords(f.Phases), func(f *assessment.Filter) { f.Phases = nil })
	for i := range active {
		active[i].folded = false
	}
	add(f.PhaseFor > 0, "Dans sa phase depuis plus de "+duration(f.PhaseFor), func(f *assessment.Filter) { f.PhaseFor = 0 })
	add(f.Incubator != "", "Incubateur : "+s.Scopes.label(assessment.Coach, f.Incubator), func(f *assessment.Filter) { f.Incubator = "" })
	add(f.Sponsor != "", "Administration porteuse : "+s.Scopes.label(assessment.Administration, f.Sponsor), func(f *assessment.Filter) { f.Sponsor = "" })
	add(f.Classification != "", "Classement : "+f.Classification.Label(), func(f *assessment.Filter) { f.Classification = "" })
	add(f.Unpublished, "Classement : non publié", func(f *assessment.Filter) { f.Unpublished = false })
	add(f.LapsesWithin > 0, "Échéance : "+french.Uncapitalise(lapsesWithin(int(f.LapsesWithin))), func(f *assessment.Filter) { f.LapsesWithin = 0 })
	add(f.Trajectory != "", "Trajectoire : "+s.Grid.TrajectoryLabel(assessment.Trajectory{Kind: f.Trajectory}), func(f *assessment.Filter) { f.Trajectory = "" })
	add(f.NotMet != "", "Critère non rempli : "+s.Grid.Criterion(f.NotMet).Title, func(f *assessment.Filter) { f.NotMet = "" })
	add(f.TransferredFor > 0, "Transfert : "+french.Uncapitalise(transferredFor(int(f.TransferredFor/12))), func(f *assessment.Filter) { f.TransferredFor = 0 })
	add(f.ToConfirm, "À reconfirmer", func(f *assessment.Filter) { f.ToConfirm = false })
	add(f.NeverAssessed, "Jamais évalué", func(f *assessment.Filter) { f.NeverAssessed = false })
	add(f.CheckDue > 0, checkDue(f.CheckDue), func(f *assessment.Filter) { f.CheckDue = 0 })
	add(f.Divergence != "", divergenceWords[f.Divergence], func(f *assessment.Filter) { f.Divergence = "" })
	return active
}

// divergenceWords say what does not go together.
var divergenceWords = map[assessment.Divergence]string{
	assessment.Stopped:                "Service arrêté depuis la décision",
	assessment.Withdrawn:              "Retiré du catalogue depuis la décision",
	assessment.MovedBack:              "Revenu à une phase précédente depuis la décision",
	assessment.Unbuilt:                "Classé, mais encore en construction",
	assessment.WithoutIncubator:       "Classé, mais sans incubateur au catalogue",
	assessment.TransferredButPassed:   "Transféré, mais classé " + quote("Partenariats passés"),
	assessment.TransferredWithoutLink: "Transféré, sans lien vers le service",
	assessment.OpenWithoutRepository:  "Code dit ouvert, sans dépôt au catalogue",
}

// phaseWords names phases of which any will do.
func phaseWords(names []assessment.PhaseName) string {
	return french.Or(each(names, assessment.PhaseName.Label))
}

func lapsesWithin(months int) string {
	if months == 1 {
		return "Dans le mois"
	}
	return "Dans les " + duration(assessment.Months(months))
}

func transferredFor(years int) string {
	if years == 1 {
		return "Il y a plus d’un an"
	}
	return french.Typeset("Il y a plus de " + strconv.Itoa(years) + " ans")
}

// duration counts several months in words.
func duration(n assessment.Months) string { return french.Typeset(french.Months(n)) }
