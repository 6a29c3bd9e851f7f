package page

import "strings"

// list is a list of dated facts: the fields of one row, in the order in which
// people fill them in, and the words for them.
type list struct {
	path   string // of the facts document
	title  string
	item   string // « Mesure »
	add    string // « Ajouter une mesure »
	fields []rowField
}

// rowField is one field of a row.
type rowField struct {
	name  string // of the facts document
	label string
	hint  string
	kind  fieldKind
}

// fieldKind is what a field of a row looks like.
type fieldKind int

const (
	textField fieldKind = iota
	dateField
	numberField
	urlField
	flagField
)

const (
	dateHint = "jj/mm/aaaa"
	urlHint  = "https://…"
)

var (
	dateOfRow = rowField{"date", "Date", dateHint, dateField}
	evidence  = rowField{"evidence_url", "Adresse de la preuve", urlHint, urlField}

	measures = list{
		path: "adoption.measures", title: "Mesures", item: "Mesure", add: "Ajouter une mesure",
		fields: []rowField{
			dateOfRow,
			{"users", "Utilisateurs", "Par exemple 10 540", numberField},
			{"target_population", "Utilisateurs potentiels", "Par exemple 31 000", numberField},
			evidence,
		},
	}
	followers = list{
		path: "indicators.followers", title: "Personnes qui suivent les indicateurs", item: "Personne", add: "Ajouter une personne",
		fields: []rowField{{"", "Nom ou fonction", "", textField}},
	}
	sessions = list{
		path: "user_tests.sessions", title: "Séances de test", item: "Séance", add: "Ajouter une séance",
		fields: []rowField{dateOfRow, {"participants", "Participants", "Facultatif", numberField}, evidence},
	}
	releases = list{
		path: "evolutions.releases", title: "Évolutions mises en service", item: "Évolution", add: "Ajouter une évolution",
		fields: []rowField{
			dateOfRow,
			{"summary", "Résumé", "", textField},
			{"from_user_feedback", "Répond à des retours d’utilisateurs", "", flagField},
			evidence,
		},
	}
	actions = list{
		path: "communication.actions", title: "Actions de communication", item: "Action", add: "Ajouter une action",
		fields: []rowField{dateOfRow, {"title", "Intitulé", "", textField}, evidence},
	}
)

// readings is the list of readings of one series.
func readings(series string) list {
	return list{
		path: series + ".readings", title: "Relevés", item: "Relevé", add: "Ajouter un relevé",
		fields: []rowField{dateOfRow, {"value", "Valeur", "Par exemple 4,1", numberField}},
	}
}

// at returns the path of a field of a row.
func (l list) at(i int, f rowField) string {
	if f.name == "" {
		return Row(l.path, i)
	}
	return Row(l.path, i) + "." + f.name
}

// seriesPath is the list of the indicators' series, whose rows hold a list each.
const seriesPath = "indicators.series"

// FirstField returns the path of the first field of a row, and whether the
// checklist has that list.
func FirstField(path string, i int) (string, bool) {
	for _, l := range []list{measures, followers, sessions, releases, actions} {
		if l.path == path {
			return l.at(i, l.fields[0]), true
		}
	}
	if path == seriesPath {
		return Row(path, i) + ".name", true
	}
	series, isReadings := strings.CutSuffix(path, ".readings")
	if isReadings && strings.HasPrefix(series, seriesPath+"[") {
		return readings(series).at(i, dateOfRow), true
	}
	return "", false
}
