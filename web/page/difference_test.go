package page

import (
	"reflect"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/checklist"
)

func typed(values map[assessment.Path]string) checklist.Form {
	return checklist.NewForm(assessment.Grid{}.Schema(), values)
}

// sessionsForm is a form with these sessions, each written date/participants.
func sessionsForm(channel string, sessions ...string) checklist.Form {
	f := typed(map[assessment.Path]string{"user_tests.feedback_channel": channel})
	for i, s := range sessions {
		date, participants, _ := strings.Cut(s, "/")
		row := assessment.Path("user_tests.sessions").Row(i)
		f.Set(row.Field("date"), date)
		if participants != "" {
			f.Set(row.Field("participants"), participants)
		}
	}
	return f
}

func TestDifferences(t *testing.T) {
	for _, test := range []struct {
		name         string
		mine, theirs checklist.Form
		want         []string // label: mine | theirs
	}{
		{"the same", sessionsForm("a", "1"), sessionsForm("a", "1"), nil},
		{"another text", sessionsForm("a"), sessionsForm("b"), []string{"Moyen de recueillir les avis: a | b"}},
		{"an empty text", sessionsForm(""), sessionsForm("b"), []string{"Moyen de recueillir les avis:  | b"}},
		{"a row more, before the others", sessionsForm("a", "0", "1"), sessionsForm("a", "1"), []string{"Séance du 0: 0 | "}},
		{"a row less", sessionsForm("a", "1"), sessionsForm("a", "0", "1"), []string{"Séance du 0:  | 0"}},
		{"the same rows in another order", sessionsForm("a", "1", "2"), sessionsForm("a", "2", "1"), nil},
		{"the same date with something else", sessionsForm("a", "1/5", "2"), sessionsForm("a", "2", "1/6"),
			[]string{"Séance du 1: participants\u00a0: 5 | participants\u00a0: 6"}},
		{"two rows of one date, of which one is the same", sessionsForm("a", "1/5", "1/6"), sessionsForm("a", "1/6", "1/7"),
			[]string{"Séance du 1: participants\u00a0: 5 | participants\u00a0: 7"}},
		{"another date each", sessionsForm("a", "1"), sessionsForm("a", "2"), []string{"Séance du 1: 1 | ", "Séance du 2:  | 2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range differences(test.theirs, test.mine, "user_tests") {
				got = append(got, d.label+": "+d.after+" | "+d.before)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%q\nwant %q", got, test.want)
			}
		})
	}
}

func TestWhatBelongsToAnIndicatorSaysSo(t *testing.T) {
	before := typed(map[assessment.Path]string{"indicators.series[0].name": "Délai", "indicators.series[0].better": "down"})
	after := typed(map[assessment.Path]string{"indicators.series[0].name": "Délai", "indicators.series[0].better": "up",
		"indicators.series[0].readings[0].date": "1", "indicators.series[0].readings[0].value": "10"})
	var labels []string
	for _, d := range differences(before, after, "indicators") {
		labels = append(labels, d.label)
	}
	const of = " de l’indicateur «\u00a0Délai\u00a0»"
	if want := []string{"S’améliore s’il…" + of, "Relevé" + of + " du 1"}; !reflect.DeepEqual(labels, want) {
		t.Errorf("%q", labels)
	}
}

func TestWhatBecameOfPastedRowsIsTold(t *testing.T) {
	table := typed(nil).Tables()[2]
	const want = "2 lignes sont ajoutées aux séances de test. 2 lignes y étaient déjà. Relisez, puis enregistrez."
	if got := PastedText(checklist.Pasted{Table: table, Added: 2, Doubled: 2}); got != want {
		t.Errorf("%q", got)
	}
}
