package assessment

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

var noonOfMerge = time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC)

func TestMerge(t *testing.T) {
	day := NewDate(2026, 11, 20)
	start := Facts{Grid: "2026-1", AsOf: day, Adoption: AdoptionFacts{Statement: Statement{Comment: "début"}},
		Communication: CommunicationFacts{Actions: []Action{{Date: day.AddDays(-10)}}}}
	with := func(change func(*Facts)) Facts {
		f := start
		change(&f)
		return f
	}
	adoption := func(comment string) func(*Facts) { return func(f *Facts) { f.Adoption.Comment = comment } }
	for _, test := range []struct {
		name               string
		stored, typed      Facts
		applied, conflicts []Part
		refused            Path // field of the first error
		want               Facts
	}{
		{"nobody changed anything", start, start, nil, nil, "", start},
		{"only this author changed a part", start, with(adoption("moi")), []Part{"adoption"}, nil, "", with(adoption("moi"))},
		{"only somebody else changed it", with(adoption("elle")), start, nil, nil, "", with(adoption("elle"))},
		{"both changed it to the same", with(adoption("nous")), with(adoption("nous")), nil, nil, "", with(adoption("nous"))},
		{"both changed it differently", with(adoption("elle")), with(adoption("moi")), nil, []Part{"adoption"}, "", with(adoption("elle"))},
		{"each changed another part", with(adoption("elle")), with(func(f *Facts) { f.Trajectory.Kind = Undecided }), []Part{PartTrajectory}, nil, "",
			with(func(f *Facts) { f.Adoption.Comment, f.Trajectory.Kind = "elle", Undecided })},
		{"a fact of tomorrow is refused and the rest kept", start, with(func(f *Facts) {
			f.Adoption.Comment = "moi"
			f.UserTests.Sessions = []Session{{Date: day.AddDays(1)}}
		}), []Part{"adoption"}, nil, "user_tests.sessions[0].date", with(adoption("moi"))},
		{"an as-of date before what others stored is refused", start, with(func(f *Facts) { f.AsOf = day.AddDays(-30) }),
			nil, nil, "communication.actions[0].date", start},
		{"an as-of date of tomorrow takes along the facts that need it", start, with(func(f *Facts) {
			f.AsOf = day.AddDays(1)
			f.UserTests.Sessions = []Session{{Date: day.AddDays(1)}}
		}), nil, nil, "as_of", start},
	} {
		t.Run(test.name, func(t *testing.T) {
			edit := Edit{Facts: test.typed, ID: "1", Base: start.Digests(), At: noonOfMerge, Author: Account{ID: 7, Name: "Camille"}}
			m := edit.Merge(Assessment{Facts: test.stored})
			if !slices.Equal(m.Applied, test.applied) || !slices.Equal(m.Conflicts, test.conflicts) {
				t.Errorf("applied %v, conflicts %v", m.Applied, m.Conflicts)
			}
			if field := append(m.Refused, FieldError{})[0].Field; field != test.refused {
				t.Errorf("refused %v", m.Refused)
			}
			if !reflect.DeepEqual(m.Draft.Facts, test.want) {
				t.Errorf("%+v\nwant %+v", m.Draft.Facts, test.want)
			}
			for _, p := range test.applied {
				if m.Draft.Saves[p] != (Save{"Camille", 7, noonOfMerge, "1"}) {
					t.Errorf("%s was saved by %+v", p, m.Draft.Saves[p])
				}
			}
		})
	}
}

func TestAPartThatWasNotReadIsLeftAlone(t *testing.T) {
	start := Facts{AsOf: NewDate(2026, 11, 20)}
	typed := start
	typed.Adoption.Comment, typed.UserTests.Comment = "a", "b"
	digests := start.Digests()
	delete(digests, "adoption")
	m := Edit{Facts: typed, Base: digests, At: noonOfMerge}.Merge(Assessment{Facts: start})
	if m.Draft.Facts.Adoption.Comment != "" || m.Draft.Facts.UserTests.Comment != "b" || len(m.Conflicts) > 0 {
		t.Errorf("%+v", m)
	}
}

// TestNothingIsLostByAMerge lets two people edit any parts of a draft, one after
// the other: whatever the second one typed is stored, is in conflict or was theirs to begin
// with; what the first one typed is stored unless both typed the same part.
func TestNothingIsLostByAMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	edited := func(start Facts) Facts {
		for _, p := range Parts() {
			if r.IntN(2) == 0 {
				other := Facts{AsOf: start.AsOf.AddDays(-r.IntN(3)), Grid: start.Grid}
				for _, comment := range []*string{&other.Adoption.Comment, &other.Indicators.Comment, &other.UserTests.Comment,
					&other.Evolutions.Comment, &other.Communication.Comment, &other.OpenSource.Comment, &other.Trajectory.Comment} {
					*comment = string(rune('a' + r.IntN(3)))
				}
				start.take(p, other)
			}
		}
		return start
	}
	for range 2000 {
		start := edited(Facts{Grid: "2026-1", AsOf: NewDate(2026, 11, 20)})
		first, second := edited(start), edited(start)
		draft := Edit{Facts: first, Base: start.Digests(), At: noonOfMerge}.Merge(Assessment{Facts: start}).Draft
		m := Edit{Facts: second, Base: start.Digests(), At: noonOfMerge}.Merge(draft)
		for _, p := range Parts() {
			stored, theirs, mine, before := m.Draft.Facts.Digest(p), first.Digest(p), second.Digest(p), start.Digest(p)
			conflict := slices.Contains(m.Conflicts, p)
			if mine != before && stored != mine && !conflict {
				t.Fatalf("%s of the second is lost", p)
			}
			if theirs != before && stored != theirs {
				t.Fatalf("%s of the first is lost", p)
			}
			if conflict != (mine != before && theirs != before && mine != theirs) {
				t.Fatalf("%s is in conflict: %t", p, conflict)
			}
		}
	}
}

func TestEveryPathOfAFactBelongsToAPart(t *testing.T) {
	for path, want := range map[Path]Part{
		"as_of": PartDates, "observed_since": PartDates, "grid": PartDates, "": PartDates, "dates.x": PartDates,
		"adoption.measures[2].date": "adoption", "adoption": "adoption", "trajectory.kind": PartTrajectory, "user_tests[0]": "user_tests",
	} {
		if got := path.Part(); got != want {
			t.Errorf("%q belongs to %q, want %q", path, got, want)
		}
	}
}
