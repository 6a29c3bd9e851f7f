package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
)

// list is a list of dated facts: the fields of one row, in the order in which
// people fill them in, and the words for them.
type list struct {
	path   string // of the facts document
	title  string
	of     string // what the list belongs to, where several have the same title
	item   string // « Mesure »
	add    string // « Ajouter une mesure »
	limit  int    // the most rows that the law takes
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
	wordField // one of a few words to choose from
)

const (
	dateHint = "jj/mm/aaaa"
	urlHint  = "https://…"
)

var (
	dateOfRow = rowField{"date", "Date", dateHint, dateField}
	proof     = rowField{"evidence_url", "Adresse de la preuve", urlHint, urlField}

	measures = list{
		path: "adoption.measures", title: "Mesures", item: "Mesure", add: "Ajouter une mesure", limit: assessment.MaxRows,
		fields: []rowField{
			dateOfRow,
			{"users", "Utilisateurs", "Par exemple 10 540", numberField},
			{"target_population", "Utilisateurs potentiels", "Par exemple 31 000", numberField},
			proof,
		},
	}
	followers = list{
		path: "indicators.followers", title: "Personnes qui suivent les indicateurs", item: "Personne", add: "Ajouter une personne", limit: assessment.MaxFollowers,
		fields: []rowField{{"", "Nom ou fonction", "", textField}},
	}
	sessions = list{
		path: "user_tests.sessions", title: "Séances de test", item: "Séance", add: "Ajouter une séance", limit: assessment.MaxRows,
		fields: []rowField{dateOfRow, {"participants", "Participants", "Facultatif", numberField}, proof},
	}
	releases = list{
		path: "evolutions.releases", title: "Évolutions mises en service", item: "Évolution", add: "Ajouter une évolution", limit: assessment.MaxRows,
		fields: []rowField{
			dateOfRow,
			{"summary", "Résumé", "", textField},
			{"from_user_feedback", "Répond à des retours d’utilisateurs", "", flagField},
			proof,
		},
	}
	actions = list{
		path: "communication.actions", title: "Actions de communication", item: "Action", add: "Ajouter une action", limit: assessment.MaxRows,
		fields: []rowField{dateOfRow, {"title", "Intitulé", "", textField}, proof},
	}
)

// series is the list of the indicators' series, whose rows hold a list each.
var series = list{
	path: "indicators.series", title: "Indicateurs", item: "Indicateur", add: "Ajouter un indicateur", limit: assessment.MaxSeries,
	fields: []rowField{
		{"name", "Nom", "", textField},
		{"nature", "Nature", "", wordField},
		{"better", "S’améliore quand il…", "", wordField},
	},
}

// readings is the list of readings of one series.
func readings(ofSeries string) list {
	return list{
		path: ofSeries + ".readings", title: "Relevés", of: ofIndicator(ofSeries), item: "Relevé", add: "Ajouter un relevé", limit: assessment.MaxRows,
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

// FirstField returns the path of the first field of a row, and whether the
// checklist has that list.
func FirstField(path string, i int) (string, bool) {
	for _, l := range append(lists(), series) {
		if l.path == path {
			return l.at(i, l.fields[0]), true
		}
	}
	row, isReadings := strings.CutSuffix(path, ".readings")
	if isReadings && strings.HasPrefix(row, series.path+"[") {
		return readings(row).at(i, dateOfRow), true
	}
	return "", false
}

// ofIndicator tells the lists of several series apart for those who do not see
// where a button stands.
func ofIndicator(row string) string {
	number, _, _ := strings.Cut(strings.TrimPrefix(row, series.path+"["), "]")
	i, _ := strconv.Atoi(number)
	return " de l’indicateur " + strconv.Itoa(i+1)
}
