package assessment

import (
	"reflect"
	"slices"
)

// The most rows that lists of facts take: of dated facts, of series, of followers
// (docs/rules.md, validation).
const (
	MaxRows      = 200
	MaxSeries    = 50
	MaxFollowers = 50
)

const (
	dateHint = "jj/mm/aaaa"
	urlHint  = "https://…"
)

var (
	answerField = Field{Name: "answer", Kind: KindWord, Label: "Réponse", Column: Word{"answer", "reponse"}, Words: []Word{
		{string(Yes), "Oui"}, {string(No), "Non"}, {string(Unknown), "Je ne sais pas"},
	}}
	commentField = Field{Name: "comment", Kind: KindText, Private: true, Long: true, Label: "Commentaire", Hint: "Facultatif"}
	dateField    = Field{Name: "date", Kind: KindDate, Required: true, Label: "Date", Hint: dateHint}
	proofField   = Field{Name: "evidence_url", Kind: KindURL, Label: "Lien de la preuve", Hint: urlHint, Column: Word{"evidence_url", "preuve"}}
)

// criterionField is a criterion with its answer, the facts behind it and a comment.
func criterionField(id CriterionID, facts ...Field) Field {
	return Field{Name: string(id), Kind: KindObject, Fact: Word{"criterion", "critère"}, Fields: append(append([]Field{answerField}, facts...), commentField)}
}

// factsField is what facts may hold under any grid; [Grid.Schema] adds what a grid names.
var factsField = bound(reflect.TypeFor[Facts](), Field{Kind: KindObject, Fact: Word{"assessment", "évaluation"}, Fields: []Field{
	{Name: "grid", Kind: KindWord, Column: Word{"grid", "grille"}},
	{Name: "as_of", Kind: KindDate, Label: "Date de référence", Hint: "Le jour auquel les faits sont jugés\u00a0: jj/mm/aaaa"},
	{Name: "observed_since", Kind: KindDate, Column: Word{"observed_since", "regularite_jugee_depuis"}, Label: "Régularité jugée depuis",
		Hint: "Facultatif\u00a0: transfert ou lancement récent, jj/mm/aaaa"},
	criterionField(Adoption, Field{
		Name: "measures", Kind: KindList, Limit: MaxRows, Label: "Mesures", Item: "Mesure", Add: "Ajouter une mesure",
		Example: "30/09/2026;10 540;31 000;https://service.example/stats", Fact: Word{"measure", "mesure"},
		check: checkMeasure, Fields: []Field{
			dateField,
			{Name: "users", Kind: KindCount, Required: true, Label: "Utilisateurs", Hint: "Par exemple 10 540", Column: Word{"users", "utilisateurs"}},
			{Name: "target_population", Kind: KindCount, Required: true, Minimum: 1,
				Label: "Utilisateurs potentiels", Hint: "Par exemple 31 000", Column: Word{"target_population", "utilisateurs_potentiels"}},
			proofField,
		},
	}),
	criterionField(Indicators,
		Field{Name: "followers", Kind: KindList, Limit: MaxFollowers, Private: true, Label: "Personnes qui suivent les indicateurs", Item: "Personne",
			Column: Word{"followers", "personnes_qui_suivent"}, Add: "Ajouter une personne", Example: "Responsable produit",
			Fields: []Field{{Kind: KindText, Label: "Nom ou fonction", Column: Word{Label: "nom"}}}},
		Field{Name: "stats_url", Kind: KindURL, Label: "Page de statistiques", Hint: urlHint, Column: Word{"stats_url", "page_de_statistiques"}},
		Field{Name: "series", Kind: KindList, Limit: MaxSeries, Label: "Indicateurs", Item: "Indicateur", Add: "Ajouter un indicateur",
			Fact: Word{"series", "indicateur"}, Fields: []Field{
				{Name: "name", Kind: KindText, Label: "Nom", Column: Word{"indicator", "indicateur"}},
				{Name: "nature", Kind: KindWord, Required: true, Label: "Nature", Column: Word{"nature", "nature"},
					Words: []Word{{string(Quantitative), "Quantitatif"}, {string(Qualitative), "Qualitatif"}}},
				{Name: "better", Kind: KindWord, Required: true, Label: "S’améliore s’il…", Column: Word{"better", "s_ameliore_quand_il"},
					Words: []Word{{string(Up), "augmente"}, {string(Down), "diminue"}}},
				{Name: "readings", Kind: KindList, Limit: MaxRows, Label: "Relevés", Item: "Relevé", Add: "Ajouter un relevé",
					Example: "31/10/2026;4,1", Fact: Word{"reading", "relevé"},
					Fields: []Field{dateField, {Name: "value", Kind: KindNumber, Required: true, Label: "Valeur", Hint: "Par exemple 4,1", Column: Word{"value", "valeur"}}}},
			}},
	),
	criterionField(UserTests,
		Field{Name: "feedback_channel", Kind: KindText, Label: "Moyen de recueillir les avis",
			Hint:   "Publié tel quel\u00a0: formulaire, entretiens…",
			Column: Word{"feedback_channel", "moyen_de_recueillir_les_avis"}},
		Field{Name: "sessions", Kind: KindList, Limit: MaxRows, Label: "Séances de test", Item: "Séance", Add: "Ajouter une séance",
			Example: "12/08/2026;5;https://service.example/tests", Fact: Word{"session", "séance de test"}, Fields: []Field{
				dateField,
				{Name: "participants", Kind: KindCount, Minimum: 1, Label: "Participants", Hint: "Facultatif", Column: Word{"participants", "participants"}},
				proofField,
			}},
	),
	criterionField(Evolutions, Field{
		Name: "releases", Kind: KindList, Limit: MaxRows, Label: "Évolutions mises en service", Item: "Évolution", Add: "Ajouter une évolution",
		Example: "02/09/2026;Export des données;oui;https://service.example/nouveautes", Fact: Word{"release", "évolution"}, Fields: []Field{
			dateField,
			{Name: "summary", Kind: KindText, Label: "Ce qui a changé", Column: Word{"title", "intitule"}},
			{Name: "from_user_feedback", Kind: KindFlag, Label: "Répond à un retour", Column: Word{"from_user_feedback", "retours_d_utilisateurs"}},
			proofField,
		},
	}),
	criterionField(Communication, Field{
		Name: "actions", Kind: KindList, Limit: MaxRows, Label: "Actions de communication", Item: "Action", Add: "Ajouter une action",
		Example: "18/06/2026;Bilan annuel publié;https://service.example/bilan", Fact: Word{"action", "action de communication"},
		Fields: []Field{dateField, {Name: "title", Kind: KindText, Label: "Intitulé", Column: Word{"title", "intitule"}}, proofField},
	}),
	criterionField(OpenSource,
		Field{Name: "repository_url", Kind: KindURL, Label: "Dépôt du code", Hint: urlHint, Column: Word{"repository_url", "depot"}},
		Field{Name: "licence", Kind: KindLicence, Label: "Licence du code", Hint: "Identifiant SPDX, par exemple MIT ou AGPL-3.0-or-later",
			Column: Word{"licence", "licence"}},
	),
	{Name: string(PartTrajectory), Kind: KindObject, Fact: Word{"trajectory", "trajectoire"}, Fields: []Field{
		{Name: "kind", Kind: KindWord, Required: true, Label: "Trajectoire choisie", Column: Word{"trajectory", "trajectoire"}},
		{Name: "host", Kind: KindText, Label: "Administration ou structure d’accueil", Column: Word{"host", "accueil"}},
		{Name: "legal_form", Kind: KindWord, Blank: true, Label: "Forme juridique", Hint: "Pour une structure dédiée seulement",
			Column: Word{"legal_form", "forme_juridique"}},
		{Name: "effective_on", Kind: KindDate, Label: "Date d’effet", Hint: "jj/mm/aaaa, peut être à venir", Column: Word{"effective_on", "date_d_effet"}},
		commentField,
	}},
}})

// Schema is what a facts document may hold under the grid, whose trajectories and legal
// forms are among its words.
func (g Grid) Schema() Field {
	s := factsField
	s.Fields = slices.Clone(s.Fields)
	t := s.field(string(PartTrajectory))
	t.Fields, t.check = slices.Clone(t.Fields), g.checkTrajectory
	for _, text := range g.Trajectories {
		t.field("kind").Words = append(t.field("kind").Words, Word{text.Kind, text.Title})
		for _, form := range text.LegalForms {
			t.field("legal_form").Words = append(t.field("legal_form").Words, Word{form.ID, form.Title})
		}
	}
	return s
}

// checkMeasure compares users and population, where both are right by themselves.
func checkMeasure(r *reader, at Path, object any) {
	m := object.(Measure)
	if m.Users > m.TargetPopulation && !r.rejected[at.Field("users")] && !r.rejected[at.Field("target_population")] {
		r.reject(at.Field("users"), "Il ne peut pas y avoir plus d’utilisateurs que d’utilisateurs potentiels.")
	}
}

// checkTrajectory takes a legal form with the trajectories that have some only.
func (g Grid) checkTrajectory(r *reader, at Path, object any) {
	t := object.(Trajectory)
	if chosen, ok := g.Trajectory(t.Kind); ok && t.LegalForm != "" && len(chosen.LegalForms) == 0 {
		r.reject(at.Field("legal_form"), "La forme juridique ne vaut que pour une structure dédiée.")
	}
}
