package query_test

import (
	"errors"
	"maps"
	"math/rand/v2"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/assessment/query"
)

var filters = []struct {
	query  string
	filter assessment.Filter
}{
	{"q=%C3%A9t%C3%A9+%26+co%3D1", assessment.Filter{Text: "été & co=1"}},
	{"incubateur=atelier.gouv", assessment.Filter{Incubator: "atelier.gouv"}},
	{"sponsor=communes", assessment.Filter{Sponsor: "communes"}},
	{"phase=opere&phase=abandon", assessment.Filter{Phases: []assessment.PhaseName{assessment.Operated, assessment.Abandoned}}},
	{"phase_depuis=24", assessment.Filter{PhaseFor: 24}},
	{"classement=non-etabli", assessment.Filter{Classification: assessment.NonEtabli}},
	{"classement=aucun", assessment.Filter{Unpublished: true}},
	{"trajectoire=undecided", assessment.Filter{Trajectory: assessment.Undecided}},
	{"non_rempli=user_tests", assessment.Filter{NotMet: assessment.UserTests}},
	{"a_reconfirmer=oui", assessment.Filter{ToConfirm: true}},
	{"echeance=3", assessment.Filter{LapsesWithin: 3}},
	{"jamais_evalue=oui", assessment.Filter{NeverAssessed: true}},
	{"transfere_depuis=3", assessment.Filter{TransferredFor: 36}},
	{"controle=24", assessment.Filter{CheckDue: 24}},
	{"divergence=sans-depot", assessment.Filter{Divergence: assessment.OpenWithoutRepository}},
	{"phase=toutes", assessment.Filter{}},
}

// unwritten are the fields that no query carries.
var unwritten = []string{"ID", "Published", "Withdrawn", "After", "ChangedSince"}

func TestAFilterIsWrittenAsAQueryAndReadBack(t *testing.T) {
	written := map[string]bool{}
	for _, test := range filters {
		values := parsed(t, test.query)
		if got, err := query.Filter(values); err != nil || !reflect.DeepEqual(got, test.filter) {
			t.Errorf("%s: read %+v (%v), want %+v", test.query, got, err, test.filter)
		}
		if !values.Has(query.Phases) {
			values.Set(query.Phases, query.EveryPhase)
		}
		if got := query.Values(test.filter); !reflect.DeepEqual(got, values) {
			t.Errorf("%+v: wrote %s, want %s", test.filter, got.Encode(), values.Encode())
		}
		for field, value := range reflect.ValueOf(test.filter).Fields() {
			written[field.Name] = written[field.Name] || !value.IsZero()
		}
	}
	for name := range written {
		if written[name] == slices.Contains(unwritten, name) {
			t.Errorf("%s is in a query: %t", name, written[name])
		}
	}
}

func TestFiltersHoldTogether(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 0))
	for range 500 {
		values := url.Values{query.Phases: {query.EveryPhase}}
		for _, test := range filters {
			if random.IntN(2) == 0 {
				maps.Copy(values, parsed(t, test.query))
			}
		}
		f, err := query.Filter(values)
		if got := query.Values(f); err != nil || !reflect.DeepEqual(got, values) {
			t.Errorf("%s became %s (%v)", values.Encode(), got.Encode(), err)
		}
	}
}

func TestWhatIsReadOtherwiseThanWritten(t *testing.T) {
	for _, test := range []struct {
		name, query string
		want        assessment.Filter
	}{
		{"nothing", "", assessment.Filter{}},
		{"empty values, as forms send them", "q=&incubateur=&classement=&echeance=&a_reconfirmer=", assessment.Filter{}},
		{"the words on phases beside phases", "phase=toutes&phase=initiales&phase=opere", assessment.Filter{Phases: []assessment.PhaseName{assessment.Operated}}},
		{"white space around a text", "q=+a+b%0A", assessment.Filter{Text: "a b"}},
		{"a long text", "q=" + strings.Repeat("a", 199) + "%C3%A9", assessment.Filter{Text: strings.Repeat("a", 199)}},
		{"a long text of words", "q=" + strings.Repeat("a", 199) + "+b", assessment.Filter{Text: strings.Repeat("a", 199)}},
		{"what PostgreSQL cannot compare", "sponsor=a%00b%FF", assessment.Filter{Sponsor: "ab"}},
		{"other parameters", "tri=hasard&page=2", assessment.Filter{}},
	} {
		if got, err := query.Filter(parsed(t, test.query)); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v (%v), want %+v", test.name, got, err, test.want)
		}
	}
}

func TestWhatDoesNotExistIsRefused(t *testing.T) {
	for _, refused := range []string{
		"phase=", "phase=vieille", "classement=parfait", "non_rempli=adoption2", "echeance=2", "echeance=trois", "transfere_depuis=4", "phase_depuis=1",
		"controle=1", "divergence=autre", "a_reconfirmer=1", "jamais_evalue=non",
	} {
		if _, err := query.Filter(parsed(t, refused)); !errors.Is(err, query.ErrUnknown) {
			t.Errorf("%s: %v", refused, err)
		}
	}
}

func FuzzFilter(f *testing.F) {
	for _, seed := range filters {
		f.Add(seed.query)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		filter, err := query.Filter(values)
		if err != nil {
			return
		}
		if again, err := query.Filter(query.Values(filter)); err != nil || !reflect.DeepEqual(again, filter) {
			t.Errorf("%q is %+v, then %+v (%v)", text, filter, again, err)
		}
	})
}

func parsed(t *testing.T, text string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(text)
	if err != nil {
		t.Fatal(err)
	}
	return values
}
