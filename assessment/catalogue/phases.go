package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"transfert/assessment"
)

// oldPhases are the names that the catalogue used for its phases before 2026, and
// what they are called today. The dates of the same services then and now tell:
// Anotea was in « transfer » from 2020-01-01 and in « success » from 2020-07-01,
// and is now in consolidation and transfere from the same days.
//
//   - transfer, « rejoint une structure propice à sa pérennisation »
//     (betagouv/beta.gouv.fr, content/_phases/transfer.md), and perennisation, its
//     name for a few weeks: renamed consolidation by betagouv/espace-membre-next,
//     migrations/20260527000001_update_phase_perenisation_consolidation.ts;
//   - success, « opéré de manière pérenne par son repreneur institutionnel »
//     (the same, _data/fr/phases.yml): transfere;
//   - alumni, « le partenariat avec beta.gouv est terminé » (content/_phases/alumni.md),
//     and before it death, « abandonné en cours de construction »
//     (_data/fr/phases.yml): abandon.
var oldPhases = map[string]assessment.PhaseName{
	"transfer":      assessment.Consolidation,
	"perennisation": assessment.Consolidation,
	"success":       assessment.Transferred,
	"alumni":        assessment.Abandoned,
	"death":         assessment.Abandoned,
}

// phaseEntry is a phase as startups.json writes it.
type phaseEntry struct {
	Name  string `json:"name"`
	Start string `json:"start"`
	End   string `json:"end"`
}

// phases reads the phases of a startup, in their order.
func (c *check) phases(field string, entries []phaseEntry) []assessment.Phase {
	phases := make([]assessment.Phase, len(entries))
	for i, e := range entries {
		at := fmt.Sprintf("%s[%d]", field, i)
		phases[i] = assessment.Phase{
			Name:  c.phaseName(at+".name", e.Name),
			Start: c.date(at+".start", e.Start),
			End:   c.date(at+".end", e.End),
		}
		if c.fault == nil && phases[i].Start.IsZero() {
			c.refuse(at+".start", "la date de début manque")
		}
		if end := phases[i].End; !end.IsZero() && end.Before(phases[i].Start) {
			c.warn(at+".end", "la fin précède le début")
		}
	}
	return phases
}

func (c *check) phaseName(field, value string) assessment.PhaseName {
	value = strings.TrimSpace(value)
	if name, old := oldPhases[value]; old {
		return name
	}
	name := assessment.PhaseName(value)
	if !slices.Contains(assessment.PhaseNames(), name) {
		c.refuse(field, quote(value)+" n’est pas une phase du programme")
	}
	return name
}
