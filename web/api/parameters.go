package api

import (
	"github.com/danielgtaylor/huma/v2"

	"transfert/assessment"
	"transfert/web/page"
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

// filterParameters are the words by which the portfolio is filtered, see
// [page.FilterValues].
func filterParameters() []*huma.Param {
	phases := append([]assessment.PhaseName{page.EveryPhase}, assessment.PhaseNames()...)
	classifications := []assessment.Classification{assessment.Realisations, assessment.PartenariatsPasses, assessment.NonEtabli, page.Unpublished}
	return []*huma.Param{
		inQuery("q", text(), "Mots cherchés dans le nom, l’identifiant et la description\u00a0; accents et casse ne comptent pas."),
		inQuery("incubateur", text(), "Identifiant d’un incubateur."),
		inQuery("sponsor", text(), "Identifiant d’une administration porteuse."),
		inQuery("phase", &huma.Schema{Type: huma.TypeArray, Items: words(phases...)}, "Phase actuelle\u00a0; peut être répété."),
		inQuery("phase_depuis", numbers(page.PhaseMonths), "Dans sa phase actuelle depuis autant de mois au moins."),
		inQuery("classement", words(classifications...), "Classement en vigueur\u00a0; «\u00a0aucun\u00a0» là où rien n’est publié."),
		inQuery("trajectoire", text(), "Trajectoire de l’évaluation en vigueur\u00a0: le «\u00a0kind\u00a0» d’une trajectoire de la grille."),
		inQuery("non_rempli", words(assessment.CriterionIDs()...), "Critère non rempli."),
		inQuery("a_reconfirmer", words(page.Ticked), "Classement à reconfirmer."),
		inQuery("echeance", numbers(page.LapseMonths), "Classement qui vient à échéance dans autant de mois."),
		inQuery("jamais_evalue", words(page.Ticked), "Aucune évaluation signée."),
		inQuery("transfere_depuis", numbers(page.TransferYears), "Transféré depuis autant d’années au moins."),
		inQuery("controle", numbers(page.CheckMonths), "Transféré depuis autant de mois, et pas évalué depuis ce jour-là."),
		inQuery("divergence", words(assessment.Divergences()...), "Le catalogue et les évaluations ne disent pas la même chose."),
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
