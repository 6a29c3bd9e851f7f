package postgres_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
)

func TestAStartupComesWithAllThatTheCatalogueSays(t *testing.T) {
	tx := postgrestest.Tx(t)
	exec(t, tx, `INSERT INTO startups VALUES ('pix', 'Pix', 'Mesurer', 'c@example.org', 'https://l', 'https://r', 'https://s',
		'https://i', 'https://b', 'https://d', 'pix', '2026-10-02', '2026-11-01', '')`)
	exec(t, tx, `INSERT INTO phases VALUES ('pix', 1, 'transfere', '2024-03-01', NULL, '2024-03-01', NULL),
		('pix', 0, 'construction', '2020-01-01', '2024-02-29', '2020-01-01', '2024-03-01')`)
	exec(t, tx, `INSERT INTO incubators VALUES ('a', 'Fabrique', 'dinum', 'https://w', 'gh', 'f@example.org', 'Paris', NULL, '2026-11-01', '')`)
	exec(t, tx, `INSERT INTO startup_incubators VALUES ('pix', 1, 'a'), ('pix', 0, 'hidden')`)
	exec(t, tx, `INSERT INTO organisations VALUES ('o', 'Office', 'OFF', 'interieur', 'operateur', NULL, '2026-11-01', '')`)
	exec(t, tx, `INSERT INTO startup_sponsors VALUES ('pix', 0, 'o')`)

	got, err := postgres.New(tx).Startup(t.Context(), "pix")
	if err != nil {
		t.Fatal(err)
	}
	want := assessment.Startup{
		ID: "pix", Name: "Pix", Pitch: "Mesurer", Contact: "c@example.org", Link: "https://l", Repository: "https://r",
		StatsURL: "https://s", ImpactURL: "https://i", BudgetURL: "https://b", DashlordURL: "https://d",
		Phases: []assessment.Phase{
			{Name: assessment.Construction, Start: date("2020-01-01"), End: date("2024-02-29")},
			{Name: assessment.Transferred, Start: date("2024-03-01")},
		},
		Incubators: []assessment.Incubator{
			{ID: "hidden"},
			{ID: "a", Title: "Fabrique", Owner: "dinum", Website: "https://w", GitHub: "gh", Contact: "f@example.org", Address: "Paris"},
		},
		Sponsors:    []assessment.Organisation{{ID: "o", Name: "Office", Acronym: "OFF", Domain: "interieur", Category: "operateur"}},
		WithdrawnOn: date("2026-10-02"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func date(s string) assessment.Date {
	d, err := assessment.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAPageOfStartups(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "zèbre", "Éclat", "eau", "École élémentaire", "edile", "100 % inclusion", "Œuvres", "l’annuaire_santé", "parti")
	exec(t, tx, `UPDATE startups SET withdrawn_on = '2026-11-02' WHERE id = 'parti'`)
	all := []string{"100 % inclusion", "eau", "Éclat", "École élémentaire", "edile", "l’annuaire_santé", "Œuvres", "zèbre"}
	for _, test := range []struct {
		name  string
		query assessment.StartupQuery
		want  []string
	}{
		{"everything is in French order, without what was withdrawn", assessment.StartupQuery{Page: 1}, all},
		{"a page number that was not given is the first", assessment.StartupQuery{}, all},
		{"a page beyond the last is empty", assessment.StartupQuery{Page: math.MaxInt}, nil},
		{"accents and capitals do not count", assessment.StartupQuery{Filter: assessment.Filter{Text: "ECOLE"}}, []string{"École élémentaire"}},
		{"nor in what is searched for", assessment.StartupQuery{Filter: assessment.Filter{Text: "éÂu"}}, []string{"eau"}},
		{"ligatures are typed as two letters", assessment.StartupQuery{Filter: assessment.Filter{Text: "oeuvre"}}, []string{"Œuvres"}},
		{"apostrophes are typed straight", assessment.StartupQuery{Filter: assessment.Filter{Text: "l'annuaire"}}, []string{"l’annuaire_santé"}},
		{"words are found in any order", assessment.StartupQuery{Filter: assessment.Filter{Text: "  élém  eco "}}, []string{"École élémentaire"}},
		{"every word must be there", assessment.StartupQuery{Filter: assessment.Filter{Text: "ecole zebre"}}, nil},
		{"apostrophes are left out", assessment.StartupQuery{Filter: assessment.Filter{Text: "l annuaire"}}, []string{"l’annuaire_santé"}},
		{"quotation marks and commas do not count", assessment.StartupQuery{Filter: assessment.Filter{Text: "« École, élémentaire »"}}, []string{"École élémentaire"}},
		{"a percent sign does not count", assessment.StartupQuery{Filter: assessment.Filter{Text: "100%"}}, []string{"100 % inclusion"}},
		{"an underscore does not count", assessment.StartupQuery{Filter: assessment.Filter{Text: "annuaire sante"}}, []string{"l’annuaire_santé"}},
		{"nothing but punctuation is no text", assessment.StartupQuery{Filter: assessment.Filter{Text: `\ %_ «»`}}, all},
		{"what is not text is left out", assessment.StartupQuery{Filter: assessment.Filter{Text: "z\x00e\xffbre"}}, []string{"zèbre"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, err := store.Startups(t.Context(), test.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := names(list.Items); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			total := len(test.want)
			if test.query.Page > 1 {
				total = len(all)
			}
			if list.Total != total {
				t.Errorf("%d in all, want %d", list.Total, total)
			}
		})
	}
}

func names(items []assessment.Classified) (names []string) {
	for _, item := range items {
		names = append(names, item.Startup.Name)
	}
	return names
}

func TestPagesFollowEachOtherWithoutGapOrRepetition(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	var want []string
	for i := range 2*assessment.PageSize + 3 {
		want = append(want, fmt.Sprintf("s%03d", i))
	}
	keepStartups(t, tx, want...)
	exec(t, tx, `UPDATE startups SET name = 'same' WHERE id BETWEEN 's030' AND 's070'`)
	var ids []string
	for page := 1; page <= 3; page++ {
		list, err := store.Startups(t.Context(), assessment.StartupQuery{Page: page})
		if err != nil || list.Total != len(want) {
			t.Fatalf("%d in all (%v), want %d", list.Total, err, len(want))
		}
		for _, item := range list.Items {
			ids = append(ids, item.Startup.ID)
		}
	}
	slices.Sort(ids)
	if !slices.Equal(ids, want) {
		t.Errorf("the pages hold %q", ids)
	}
}

func TestStartupsComeWithWhatIsInForce(t *testing.T) {
	tx := postgrestest.Tx(t)
	store := postgres.New(tx)
	keepStartups(t, tx, "assessed twice", "signed", "never assessed")
	sign(t, store, draftOf("signed"))
	draft := draftOf("assessed twice")
	first := sign(t, store, draft)
	draft.Revision = first.Revision
	old := publish(t, store, first, noon.AddDate(0, 0, -30))
	last := sign(t, store, draft)
	entry := publish(t, store, last, noon)

	for _, test := range []struct {
		name       string
		day        assessment.Date
		entry      assessment.Entry
		assessment assessment.Assessment
	}{
		{"today it is the last decision", today, entry, last},
		{"the day before it is the one before, whatever was decided later", today.AddDays(-1), old, first},
		{"before any decision nothing is", today.AddDays(-31), assessment.Entry{}, assessment.Assessment{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, err := store.Startups(t.Context(), assessment.StartupQuery{Page: 1, Today: test.day})
			if err != nil || len(list.Items) != 3 {
				t.Fatalf("%d startups (%v)", len(list.Items), err)
			}
			sameEntry(t, list.Items[0].Entry, test.entry)
			same(t, list.Items[0].Assessment, test.assessment)
			sameEntry(t, list.Items[1].Entry, assessment.Entry{})
			same(t, list.Items[2].Assessment, assessment.Assessment{})
		})
	}
}
