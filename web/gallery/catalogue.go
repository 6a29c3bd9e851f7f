package gallery

import (
	"strings"

	"transfert/assessment"
)

// As long as what the public catalogue holds: its longest id, its longest title, and
// words and addresses that no line of a phone can hold.
const (
	longID    = "accompagnement-des-demarches-de-transition-ecologique-des-collectivites-rurales.outremer"
	longTitle = "Plateforme nationale interministérielle de simplification, de dématérialisation et de suivi " +
		"de démarches d’accompagnement de collectivités territoriales"
	longName = "Anne-Charlotte Emmanuelle de Saint-Bonnet-le-Château-Montparnasse"
)

var (
	longWord = strings.Repeat("Anticonstitutionnellement", 5)
	longURL  = "https://service.exemple/" + strings.Repeat("tableau-de-bord/", 10) + "?periode=" + strings.Repeat("2026", 20)
)

var (
	atelier  = assessment.Incubator{ID: "atelier", Title: "Atelier numérique"}
	communes = assessment.Organisation{ID: "communes", Name: "Direction des communes", Acronym: "DC", Category: "administration-centrale"}
)

// quai is a service like most, under its three phases.
var quai = assessment.Startup{
	ID: "carnet-de-quai", Name: "Carnet de quai", Pitch: "Tenir le registre d’un port de plaisance sans papier",
	Contact: "contact@carnet-de-quai.exemple", Link: "https://carnet-de-quai.exemple", Repository: "https://git.exemple/carnet-de-quai",
	StatsURL: "https://carnet-de-quai.exemple/stats", ImpactURL: "https://carnet-de-quai.exemple/impact", BudgetURL: "https://carnet-de-quai.exemple/budget",
	Phases:     []assessment.Phase{begun(assessment.Construction, 48), begun(assessment.Acceleration, 30), begun(assessment.Transferred, 8)},
	Incubators: []assessment.Incubator{atelier}, Sponsors: []assessment.Organisation{communes},
}

// bare is all that the catalogue knows of some services.
var bare = assessment.Startup{ID: "lampe", Name: "Lampe"}

// long is a service whose every text is as long as can be.
var long = assessment.Startup{
	ID: longID, Name: longTitle, Pitch: longTitle + " : " + longWord, Contact: longWord + "@exemple.gouv.fr", Link: longURL, Repository: longURL,
	StatsURL: longURL, ImpactURL: "sur demande : " + longWord, BudgetURL: longURL,
	Phases: []assessment.Phase{begun(assessment.Investigation, 60), begun(assessment.Construction, 54), begun(assessment.Acceleration, 40),
		begun(assessment.Consolidation, 30), begun(assessment.Transferred, 20), begun(assessment.Operated, 2)},
	Incubators: []assessment.Incubator{{ID: "long", Title: longTitle}, {ID: longID}, atelier},
	Sponsors:   []assessment.Organisation{{ID: "long", Name: longTitle}, {ID: longWord}, communes},
}

// begun is a phase that began so many months ago.
func begun(name assessment.PhaseName, ago assessment.Months) assessment.Phase {
	return assessment.Phase{Name: name, Start: today.AddMonths(-ago)}
}
