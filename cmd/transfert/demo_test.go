package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/content"
)

// demoOutcomes are what the last signed assessment of each fictional service
// says: its classification, the criteria that are not met, what becomes of it.
var demoOutcomes = map[string]struct {
	classification assessment.Classification
	notMet         string
	becomes        string // lapsed, or soon: within a month
}{
	"carnet-de-quai":      {assessment.Realisations, "", ""},
	"phare.ouvert":        {assessment.Realisations, "", "soon"},
	"bois-clair":          {assessment.Realisations, "", "lapsed"},
	"mes-marees":          {assessment.PartenariatsPasses, "open_source", ""},
	"guichet-des-lavoirs": {assessment.PartenariatsPasses, "adoption indicators evolutions communication", ""},
	"signal-sentier":      {assessment.NonEtabli, "", ""},
	"relais-moulin":       {assessment.Realisations, "", ""},
	"carte-des-sources":   {assessment.Realisations, "", ""},
	"conte-ton-quartier":  {assessment.PartenariatsPasses, "adoption", ""},
	"archives-au-clair":   {assessment.Realisations, "", "soon"},
	"velo-des-neiges":     {assessment.Realisations, "", ""},
	demoWithdrawn:         {assessment.PartenariatsPasses, "evolutions", ""},
}

func TestDemoSituationsHoldOnAnyDay(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	first := assessment.NewDate(2027, time.January, 1)
	for n := range 2 * 365 {
		today := first.AddDays(n) // over 29 February 2028
		for _, s := range demoSituations {
			checkSituation(t, s, today, grids)
			if t.Failed() {
				t.Fatalf("%s on %s", s.startup, today)
			}
		}
	}
}

func checkSituation(t *testing.T, s situation, today assessment.Date, grids assessment.Grids) {
	t.Helper()
	var verdict assessment.Verdict
	var facts assessment.Facts
	for _, o := range s.signed {
		facts = o.facts(s.startup, today, facts)
		checkFacts(t, facts, grids)
		signed, err := assessment.Assessment{Facts: facts}.Sign(grids.Newest(), assessment.Account{Name: "Camille"}, facts.AsOf.Time())
		if err != nil {
			t.Error(err)
		}
		verdict = signed.Verdict
	}
	if s.draft != nil {
		checkFacts(t, s.draft.facts(s.startup, today, facts), grids)
	}
	want := demoOutcomes[s.startup]
	var notMet []string
	for _, c := range verdict.Criteria {
		if c.Status == assessment.NotMet {
			notMet = append(notMet, string(c.ID))
		}
	}
	if verdict.Classification != want.classification || strings.Join(notMet, " ") != want.notMet {
		t.Errorf("%q, not met %v, want %+v", verdict.Classification, notMet, want)
	}
	soon := !verdict.Lapsed(today) && verdict.Lapsed(today.AddDays(31))
	if verdict.Lapsed(today) != (want.becomes == "lapsed") || soon != (want.becomes == "soon") {
		t.Errorf("valid until %s, want %q", verdict.ValidUntil, want.becomes)
	}
}

// checkFacts makes sure that the facts are ones that the form would accept.
func checkFacts(t *testing.T, facts assessment.Facts, grids assessment.Grids) {
	t.Helper()
	facts.Grid = grids.Newest().Version
	doc, err := json.Marshal(facts)
	if err != nil {
		t.Error(err)
	}
	if _, err := assessment.ParseFacts(doc, grids, assessment.Override{}); err != nil {
		t.Error(err)
	}
}

// demoPublished are the services of which a classification is in force, where it
// is not the one of the last signed assessment that demoOutcomes tell.
var demoPublished = map[string]assessment.Classification{
	"mes-marees": "", "signal-sentier": "", "conte-ton-quartier": "", "velo-des-neiges": "",
	"relais-moulin": assessment.NonEtabli,
}

// demoStates are those of the last signed assessments, where they are not decided.
var demoStates = map[string]assessment.State{
	"mes-marees": assessment.Contested, "signal-sentier": assessment.Signed,
	"conte-ton-quartier": assessment.SentBack, "velo-des-neiges": assessment.Countersigned,
}

func TestDemoFillsAnEmptyDatabaseOnce(t *testing.T) {
	now := time.Date(2026, time.November, 24, 9, 0, 0, 0, assessment.Paris)
	store, today := postgres.New(postgrestest.Tx(t)), assessment.DateOf(now)
	for range 2 {
		if err := fillDemo(t.Context(), store, now); err != nil {
			t.Fatal(err)
		}
	}
	phases, kept := map[assessment.PhaseName]int{}, map[string]int{}
	for c, err := range store.Classified(t.Context(), assessment.Filter{Withdrawn: true}, today) {
		if err != nil {
			t.Fatal(err)
		}
		phase, _ := c.Startup.PhaseAt(today)
		phases[phase.Name]++
		if c.Startup.WithdrawnOn.IsZero() == (c.Startup.ID == demoWithdrawn) {
			t.Errorf("%s is withdrawn on %q", c.Startup.ID, c.Startup.WithdrawnOn)
		}
		want := demoOutcomes[c.Startup.ID].classification
		if other, is := demoPublished[c.Startup.ID]; is {
			want = other
		}
		if c.Entry.Decided != want {
			t.Errorf("of %s %q is in force, want %q", c.Startup.ID, c.Entry.Decided, want)
		}
		checkHistory(t, store, c.Startup.ID, now, kept)
	}
	if kept["signed"] != len(demoOutcomes)+1 || kept["draft"] != 3 || kept["correction"] != 1 {
		t.Errorf("kept %v, want one more signed than the %d outcomes, three drafts and a correction", kept, len(demoOutcomes))
	}
	for _, phase := range assessment.PhaseNames() {
		if phases[phase] == 0 {
			t.Errorf("no service is in phase %q", phase)
		}
	}
	accounts, err := store.Accounts(t.Context())
	if err != nil || len(accounts) != 3+len(demoColleagues) {
		t.Errorf("%d accounts (%v), want one of each role and colleagues", len(accounts), err)
	}
}

// checkHistory looks at what became of a service, and counts it.
func checkHistory(t *testing.T, store *postgres.Store, startup string, now time.Time, kept map[string]int) {
	t.Helper()
	history, err := store.History(t.Context(), startup)
	if err != nil {
		t.Error(err)
	}
	for i, f := range history {
		kept["signed"]++
		want := cmp.Or(demoStates[startup], assessment.Decided)
		checkScopes(t, store, f)
		if got := f.State(assessment.DateOf(now)); got != want {
			t.Errorf("assessment %d of %s is %s, want %s", i, startup, got, want)
		}
		for _, e := range f.Entries {
			if e.Corrects != 0 {
				kept["correction"]++
			}
			if e.At.After(now) || e.At.Before(f.Assessment.SignedAt) || e.At.Before(f.Review.At) {
				t.Errorf("%s is decided %v", startup, e.At)
			}
		}
	}
	if _, err := store.Draft(t.Context(), startup); !errors.Is(err, assessment.ErrNotFound) {
		kept["draft"]++
	}
}

// checkScopes makes sure that whoever acted on a service may act on it.
func checkScopes(t *testing.T, store *postgres.Store, f assessment.Record) {
	t.Helper()
	startup, err := store.Startup(t.Context(), f.Assessment.StartupID)
	if err != nil {
		t.Fatal(err)
	}
	for right, id := range map[assessment.Right]int64{assessment.WriteDraft: f.Assessment.AuthorID, assessment.WriteReview: f.Review.AuthorID} {
		if id == 0 {
			continue
		}
		account, err := store.Account(t.Context(), id)
		if err == nil {
			err = assessment.Permit(account, right, assessment.Subject{Startup: startup})
		}
		if err != nil {
			t.Errorf("%s of %s by %s: %v", right, startup.ID, account.Name, err)
		}
	}
}

func TestDemoFactsAreCoherent(t *testing.T) {
	today := assessment.NewDate(2026, time.November, 24)
	for _, s := range demoSituations {
		var before assessment.Facts
		occasions := s.signed
		if s.draft != nil {
			occasions = append(slices.Clone(occasions), *s.draft)
		}
		for _, o := range occasions {
			facts := o.facts(s.startup, today, before)
			for _, series := range facts.Indicators.Series {
				for _, r := range series.Readings {
					if strings.HasSuffix(series.Name, "sur 5") && (r.Value < 0 || r.Value > 5) {
						t.Errorf("%s: %s is %v", s.startup, series.Name, r.Value)
					}
				}
			}
			kept := map[string]bool{}
			for row := range facts.Rows {
				kept[row.Kind.Value+row.Date.String()] = true
			}
			for row := range before.Rows {
				if !row.Date.IsZero() && !kept[row.Kind.Value+row.Date.String()] {
					t.Errorf("%s on %s: the %s of %s is gone", s.startup, facts.AsOf, row.Kind.Value, row.Date)
				}
			}
			before = facts
		}
	}
}

// A service whose classification lapses soon by one criterion, which one test renews.
func TestDemoHasOneServiceToRenew(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	today := assessment.NewDate(2026, time.November, 24)
	var ready []string
	for _, s := range demoSituations {
		if len(s.signed) != 1 || s.draft != nil {
			continue
		}
		facts := s.signed[0].facts(s.startup, today, assessment.Facts{})
		verdict := assessment.Evaluate(grids.Newest(), facts, facts.AsOf)
		facts.UserTests.Sessions = append(facts.UserTests.Sessions, assessment.Session{Date: today.AddDays(-1)})
		renewed := assessment.Evaluate(grids.Newest(), facts, today)
		if verdict.Lapsed(today.AddDays(31)) && slices.Equal(verdict.Changes, []assessment.CriterionID{assessment.UserTests}) &&
			today.DaysSince(facts.AsOf) > 60 && renewed.Classification == assessment.Realisations && renewed.ValidUntil.After(today.AddDays(45)) {
			ready = append(ready, s.startup)
		}
	}
	if len(ready) == 0 {
		t.Error("none")
	}
}

func TestDemoCatalogueIsImportedWithoutRemark(t *testing.T) {
	t.Setenv("DATABASE_URL", postgrestest.URL(t))
	args := []string{"import"}
	for _, name := range []string{"startups", "organisations", "incubators"} {
		args = append(args, "../../content/demo/"+name+".json")
	}
	got := transfert(t, "", args...)
	if got.code != 0 || got.err != "" || !strings.Contains(got.out, "0 refusées") {
		t.Errorf("%+v", got)
	}
}
