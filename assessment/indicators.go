package assessment

import (
	"slices"
	"strings"

	"transfert/assessment/french"
)

// followed is the condition whose explanation names people.
const followed = "followed"

// indicatorsConditions: quantitative and qualitative impact indicators keep
// improving, at least one person follows them and they are published (docs/rules.md,
// indicators).
func indicatorsConditions(p Parameters, facts IndicatorsFacts, asOf Date) []condition {
	followers := slices.DeleteFunc(slices.Clone(facts.Followers), func(name string) bool { return name == "" })
	window := p.Indicators.Window
	return []condition{
		given(followed, strings.Join(followers, ", "), "Suivis par : %.", "Personne n’est indiqué pour suivre les indicateurs."),
		given("published", facts.StatsURL, "Publiés sur %.", "La page de statistiques n’est pas indiquée."),
		trendCondition("quantitative", facts.Series, Quantitative, window, asOf),
		trendCondition("qualitative", facts.Series, Qualitative, window, asOf),
	}
}

// trend is how a usable series moved within the window before its latest reading.
type trend struct {
	name     string
	from, to float64
	gain     int  // positive when it improves, negative when it worsens
	lastDay  Date // on which it is still usable
}

// trendCondition asks that a series of one nature improves and that at least as
// many improve as worsen.
func trendCondition(id string, all []Series, nature Nature, window Months, asOf Date) condition {
	var trends []trend
	var turns []Date
	for _, s := range all {
		if s.Nature != nature {
			continue
		}
		if t, ok := s.trend(window, asOf); ok {
			trends = append(trends, t)
			turns = append(turns, t.lastDay.AddDays(1))
		}
	}
	return condition{
		id:     id,
		at:     func(day Date) Status { return trendStatus(trends, day) },
		turns:  turns,
		detail: func(Status) string { return trendDetail(trends, nature, window, asOf) },
	}
}

func trendStatus(trends []trend, day Date) Status {
	usable, improving, balance := false, false, 0
	for _, t := range trends {
		if day.After(t.lastDay) {
			continue
		}
		usable = true
		improving = improving || t.gain > 0
		balance += t.gain
	}
	switch {
	case !usable:
		return StatusUnknown
	case improving && balance >= 0:
		return Met
	}
	return NotMet
}

// trend compares the latest reading on or before the as-of date with the
// earliest one within the window before it; false when there is none.
func (s Series) trend(window Months, asOf Date) (trend, bool) {
	var latest, earliest Reading
	for _, r := range s.Readings {
		if !r.Date.After(asOf) && !r.Date.Before(latest.Date) {
			latest = r
		}
	}
	if latest.Date.IsZero() {
		return trend{}, false
	}
	from := latest.Date.AddMonths(-window)
	for _, r := range s.Readings {
		if r.Date.Before(from) || !r.Date.Before(latest.Date) {
			continue
		}
		if earliest.Date.IsZero() || !r.Date.After(earliest.Date) {
			earliest = r
		}
	}
	return trend{
		name: s.Name, from: earliest.Value, to: latest.Value,
		gain: s.gain(earliest.Value, latest.Value), lastDay: latest.Date.AddMonths(window),
	}, !earliest.Date.IsZero()
}

func (s Series) gain(from, to float64) int {
	switch {
	case from == to:
		return 0
	case (to > from) == (s.Better == Up):
		return 1
	}
	return -1
}

func trendDetail(trends []trend, nature Nature, window Months, asOf Date) string {
	var sentences []string
	for _, t := range trends {
		if !asOf.After(t.lastDay) {
			sentences = append(sentences, t.sentence())
		}
	}
	if len(sentences) > 0 {
		return strings.Join(sentences, " ")
	}
	kind := "quantitatif"
	if nature == Qualitative {
		kind = "qualitatif"
	}
	return "Aucun indicateur " + kind + " comparable : il faut un relevé de moins de " + french.Months(window) +
		" et un autre dans les " + french.Months(window) + " qui le précèdent."
}

func (t trend) sentence() string {
	subject := "Un indicateur sans nom"
	if t.name != "" {
		subject = french.Quote(t.name)
	}
	switch {
	case t.gain > 0:
		return subject + " s’améliore : de " + french.Number(t.from) + " à " + french.Number(t.to) + "."
	case t.gain < 0:
		return subject + " se dégrade : de " + french.Number(t.from) + " à " + french.Number(t.to) + "."
	}
	return subject + " ne change pas : " + french.Number(t.to) + "."
}
