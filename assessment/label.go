package assessment

import "transfert/assessment/french"

// Label names the classification as the beta.gouv.fr site does (docs/rules.md,
// words), and "" for none.
func (c Classification) Label() string {
	switch c {
	case Realisations:
		return "Réalisations"
	case PartenariatsPasses:
		return "Partenariats passés"
	case NonEtabli:
		return "Non établi"
	}
	return ""
}

// Label names the status in French (docs/rules.md, words), and "" for none.
func (s Status) Label() string {
	switch s {
	case Met:
		return "rempli"
	case NotMet:
		return "non rempli"
	case StatusUnknown:
		return "à établir"
	}
	return ""
}

// Label names the phase in French as the programme's site does, and a phase that
// is not known as it is written.
func (p PhaseName) Label() string {
	switch p {
	case Investigation:
		return "Investigation"
	case Construction:
		return "Construction"
	case Acceleration:
		return "Accélération"
	case Consolidation:
		return "Consolidation"
	case Transferred:
		return "Transféré"
	case Operated:
		return "Opéré"
	case Abandoned:
		return "Service arrêté"
	case AbandonedBeforeBuild:
		return "Investigation non concluante"
	}
	return string(p)
}

// Label tells the disagreement in French and that something is to be done, "" for none.
func (d Disagreement) Label() string {
	var told string
	switch d.Kind {
	case Stopped:
		told = "Service arrêté le " + d.Since.French()
	case Withdrawn:
		told = "Retiré du catalogue le " + d.Since.French()
	case MovedBack:
		told = "Revenu en phase " + french.Quote(d.Phase.Label()) + " le " + d.Since.French()
	case Unbuilt:
		told = "Encore en phase " + french.Quote(d.Phase.Label())
	case WithoutIncubator:
		told = "Incubateur retiré du catalogue le " + d.Since.French()
	default:
		return ""
	}
	return told + " : à reconfirmer"
}

// TrajectoryLabel names a trajectory in the words of the grid, with its legal
// form where it has one, and "" where none is stated. What the grid does not know
// is named as it is written.
func (g Grid) TrajectoryLabel(t Trajectory) string {
	texts, known := g.Trajectory(t.Kind)
	if !known {
		return t.Kind
	}
	if t.LegalForm == "" {
		return texts.Title
	}
	return texts.Title + "\u00a0: " + texts.legalFormLabel(t.LegalForm)
}

func (t TrajectoryText) legalFormLabel(id string) string {
	for _, form := range t.LegalForms {
		if form.ID == id {
			return form.Title
		}
	}
	return id
}

// Label names the state of an assessment in French (docs/rules.md, the life of an
// assessment).
func (s State) Label() string {
	switch s {
	case Draft:
		return "brouillon"
	case Signed:
		return "en attente d’avis"
	case Countersigned:
		return "contresignée"
	case Contested:
		return "contestée"
	case TacitlyAgreed:
		return "accord tacite"
	case SentBack:
		return "renvoyée"
	case Superseded:
		return "remplacée"
	case Decided:
		return "décidée"
	}
	return string(s)
}

// Label names the role in French, in the middle of a sentence.
func (r Role) Label() string {
	switch r {
	case Visitor:
		return "visiteur"
	case Coach:
		return "coach"
	case Administration:
		return "administration"
	case Programme:
		return "programme"
	}
	return string(r)
}
