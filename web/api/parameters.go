package api

import (
	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
	"transfert/assessment/query"
)

var (
	minimum          = 1.0
	ghidParameter    = &huma.Param{Name: "ghid", In: "path", Required: true, Schema: text(), Description: "Identifiant du service dans le catalogue."}
	versionParameter = &huma.Param{Name: "version", In: "path", Required: true, Schema: text(), Description: "Version de la grille.", Example: "2026-1"}
	dayParameter     = inQuery("au", day(), "Le jour dont on veut l’état, AAAA-MM-JJ. Sinon, aujourd’hui à Paris.")
	afterParameter   = inQuery("apres", text(), "Reprend après cet identifiant\u00a0: le «\u00a0next\u00a0» de la page précédente.")
	pageParameter    = inQuery("page", &huma.Schema{Type: huma.TypeInteger, Minimum: &minimum}, "Numéro de la page, à partir de 1.")
	asOfParameter    = inQuery("as_of", day(), "Juge les faits à cette date plutôt qu’à celle du document.")
	gridParameter    = inQuery("grid", text(), "Juge selon cette version de la grille plutôt que celle du document.")
)

// filterParameters are those that [query.Filter] reads.
func filterParameters() []*huma.Param {
	phases := append([]assessment.PhaseName{query.EveryPhase}, assessment.PhaseNames()...)
	classifications := append(assessment.Classifications(), query.Unpublished)
	return []*huma.Param{
		inQuery(query.Text, text(), "Mots cherchés dans le nom, l’identifiant et la description\u00a0; accents et casse ne comptent pas."),
		inQuery(query.Incubator, text(), "Identifiant d’un incubateur."),
		inQuery(query.Sponsor, text(), "Identifiant d’une administration porteuse."),
		inQuery(query.Phases, &huma.Schema{Type: huma.TypeArray, Items: words(phases...)}, "Phase actuelle\u00a0; peut être répété."),
		inQuery(query.PhaseFor, numbers(query.PhaseMonths), "Dans sa phase actuelle depuis autant de mois au moins."),
		inQuery(query.Classification, words(classifications...), "Classement en vigueur\u00a0; «\u00a0aucun\u00a0» là où rien n’est publié."),
		inQuery(query.Trajectory, text(), "Trajectoire de l’évaluation en vigueur\u00a0: le «\u00a0kind\u00a0» d’une trajectoire de la grille."),
		inQuery(query.NotMet, words(assessment.CriterionIDs()...), "Critère non rempli."),
		inQuery(query.ToConfirm, words(query.Ticked), "Classement à reconfirmer."),
		inQuery(query.LapsesWithin, numbers(query.LapseMonths), "Classement qui vient à échéance dans autant de mois."),
		inQuery(query.NeverAssessed, words(query.Ticked), "Aucune évaluation signée."),
		inQuery(query.TransferredFor, numbers(query.TransferYears), "Transféré ou opéré depuis autant d’années au moins."),
		inQuery(query.CheckDue, numbers(query.CheckMonths), "Transféré ou opéré depuis autant de mois, et pas évalué depuis ce jour-là."),
		inQuery(query.Divergence, words(assessment.Divergences()...), "Le catalogue et les évaluations ne disent pas la même chose."),
	}
}

func inQuery(name string, schema *huma.Schema, description string) *huma.Param {
	return &huma.Param{Name: name, In: "query", Schema: schema, Description: description}
}

func text() *huma.Schema { return &huma.Schema{Type: huma.TypeString} }

func day() *huma.Schema { return &huma.Schema{Type: huma.TypeString, Format: "date"} }

// numbers is one of a few whole numbers.
func numbers(all []int) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeInteger}
	for _, n := range all {
		s.Enum = append(s.Enum, n)
	}
	return s
}
