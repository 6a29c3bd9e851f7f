package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
)

// evidence is what is known of one criterion: what stands alone, and the dated
// lists.
type evidence struct {
	title  string
	single []note
	tables []list
}

// note is a fact that stands alone.
type note struct{ label, value string }

// evidence is that of each criterion of which something is known.
func (a Assessment) evidence() []evidence {
	var known []evidence
	for _, id := range assessment.CriterionIDs() {
		e := a.of(id)
		if len(e.single)+len(e.tables) > 0 {
			e.title = a.Verdict.Grid.Criterion(id).Title
			known = append(known, e)
		}
	}
	return known
}

func (a Assessment) of(id assessment.CriterionID) evidence {
	switch id {
	case assessment.Adoption:
		return evidence{tables: a.filled(measures)}
	case assessment.Indicators:
		single := append(a.followers(), a.notes("indicators.stats_url")...)
		return evidence{single: single, tables: a.filled(a.readings()...)}
	case assessment.UserTests:
		return evidence{single: a.notes("user_tests.feedback_channel"), tables: a.filled(sessions)}
	case assessment.Evolutions:
		return evidence{tables: a.filled(releases)}
	case assessment.Communication:
		return evidence{tables: a.filled(actions)}
	case assessment.OpenSource:
		return evidence{single: a.notes("open_source.repository_url", "open_source.licence")}
	}
	return evidence{}
}

// notes are those of the fields that hold something.
func (a Assessment) notes(paths ...string) []note {
	var given []note
	for _, path := range paths {
		if value := a.Facts.Value(path); value != "" {
			given = append(given, note{labels[path], value})
		}
	}
	return given
}

func (a Assessment) followers() []note {
	names := a.File.Assessment.Facts.Indicators.Followers
	if len(names) == 0 {
		return nil
	}
	return []note{{followers.title, strings.Join(names, ", ")}}
}

// filled keeps the lists that hold facts.
func (a Assessment) filled(lists ...list) []list {
	var kept []list
	for _, l := range lists {
		if a.Facts.Filled(l.path) > 0 {
			kept = append(kept, l)
		}
	}
	return kept
}

// readings are those of each series, under its name.
func (a Assessment) readings() []list {
	var lists []list
	for i, s := range a.File.Assessment.Facts.Indicators.Series {
		l := readings(Row(series.path, i))
		l.title = seriesTitle(s, i)
		lists = append(lists, l)
	}
	return lists
}

// seriesTitle names an indicator, and says what it is made of.
func seriesTitle(s assessment.Series, i int) string {
	title := "Indicateur " + strconv.Itoa(i+1)
	if s.Name != "" {
		title = s.Name
	}
	return title + " (" + french.Uncapitalise(label("nature", string(s.Nature))) + ", s’améliore quand il " + label("better", string(s.Better)) + ")"
}

// label is how one of the words of a field is shown.
func label(field, value string) string {
	for _, option := range words[field] {
		if option.Value == value {
			return option.Label
		}
	}
	return value
}
