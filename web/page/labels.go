package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// labels name the fields that stand alone, by path of the facts document.
var labels = map[string]string{
	"as_of":                       "Date de référence",
	"observed_since":              "Régularité jugée depuis",
	"indicators.stats_url":        "Page de statistiques",
	"user_tests.feedback_channel": "Moyen de recueillir les avis",
	"open_source.repository_url":  "Dépôt du code",
	"open_source.licence":         "Licence du code",
	"trajectory.kind":             "Trajectoire choisie",
	"trajectory.host":             "Administration ou structure d’accueil",
	"trajectory.legal_form":       "Forme juridique",
	"trajectory.effective_on":     "Date d’effet",
}

// lists are those whose rows hold no list of their own.
func lists() []list { return []list{measures, followers, sessions, releases, actions} }

// whereabouts names a field from the criterion down: « Impact et adoption, mesure
// 2, utilisateurs ».
func whereabouts(grid assessment.Grid, path string) string {
	section, rest, nested := strings.Cut(path, ".")
	if !nested {
		return labels[path]
	}
	names := []string{"Trajectoire"}
	if section != "trajectory" {
		names[0] = grid.Criterion(assessment.CriterionID(section)).Title
	}
	switch {
	case labels[path] != "":
		names = append(names, french.Uncapitalise(labels[path]))
	case rest == "answer":
		names = append(names, "réponse")
	case rest == "comment":
		names = append(names, "commentaire")
	default:
		names = append(names, rowNames(path)...)
	}
	return strings.Join(names, ", ")
}

// rowNames names a field of a list: its row, then the field itself. Of no list, there
// is nothing to say.
func rowNames(path string) []string {
	for _, l := range lists() {
		if strings.HasPrefix(path, l.path) {
			return l.names(path)
		}
	}
	if !strings.HasPrefix(path, series.path) {
		return nil
	}
	names := series.names(path)
	if at := strings.Index(path, ".readings"); at >= 0 {
		return append(names[:1], readings(path[:at]).names(path)...)
	}
	return names
}

// names are those of a row and of its field; the list's own where the path goes
// no further.
func (l list) names(path string) []string {
	number, field, _ := strings.Cut(strings.TrimPrefix(path, l.path+"["), "]")
	i, err := strconv.Atoi(number)
	if err != nil {
		return []string{french.Uncapitalise(l.title)}
	}
	names := []string{french.Uncapitalise(l.item) + " " + strconv.Itoa(i+1)}
	for _, f := range l.fields {
		if f.name != "" && field == "."+f.name {
			names = append(names, french.Uncapitalise(f.label))
		}
	}
	return names
}
