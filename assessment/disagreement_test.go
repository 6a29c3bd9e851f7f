package assessment_test

import (
	"strings"
	"testing"

	"transfert/assessment"
)

// startupIn is a startup with phases, each with its first day counted from [monday].
func startupIn(phases ...assessment.Phase) assessment.Startup {
	return assessment.Startup{Phases: phases, Incubators: []assessment.Incubator{{ID: "atelier"}}}
}

func phase(name assessment.PhaseName, from int) assessment.Phase {
	return assessment.Phase{Name: name, Start: day(from)}
}

func TestWhenTheCatalogueDisagrees(t *testing.T) {
	transferred := phase(assessment.Transferred, -900)
	lost := func(days ...int) assessment.Startup {
		s := startupIn(transferred)
		s.Incubators = nil
		for _, d := range days {
			s.Incubators = append(s.Incubators, assessment.Incubator{WithdrawnOn: day(d)})
		}
		return s
	}
	withdrawn := startupIn(transferred)
	withdrawn.WithdrawnOn = day(0)
	for _, test := range []struct {
		name    string
		startup assessment.Startup
		want    string // the kind and, where it is given, how many days ago it began
	}{
		{"transferred, it does not", startupIn(transferred), ""},
		{"in acceleration, it does not: a service may be ready before its transfer", startupIn(phase(assessment.Acceleration, -90)), ""},
		{"before the first phase, it does not", startupIn(phase(assessment.Transferred, 1)), ""},
		{"without any phase, it does not", assessment.Startup{}, ""},
		{"stopped", startupIn(transferred, phase(assessment.Abandoned, -3)), "arrete 3"},
		{"stopped in its investigation", startupIn(phase(assessment.AbandonedBeforeBuild, -3)), "arrete 3"},
		{"about to stop, it does not yet", startupIn(transferred, phase(assessment.Abandoned, 1)), ""},
		{"taken up again after it stopped", startupIn(phase(assessment.Abandoned, -9), transferred, phase(assessment.Operated, -3)), ""},
		{"withdrawn", withdrawn, "retire 0"},
		{"back in consolidation", startupIn(transferred, phase(assessment.Consolidation, -3)), "retour 3"},
		{"back in construction", startupIn(transferred, phase(assessment.Construction, -3)), "retour 3"},
		{"transferred after it was operated is no way back", startupIn(phase(assessment.Operated, -900), phase(assessment.Transferred, -3)), ""},
		{"still under construction", startupIn(phase(assessment.Investigation, -90), phase(assessment.Construction, -3)), "en-construction"},
		{"still under investigation", startupIn(phase(assessment.Investigation, -90)), "en-construction"},
		{"one of two incubators is left", lost(-3, 1), ""},
		{"no incubator is left", lost(-3, -2), "sans-incubateur 2"},
		{"no incubator was ever told", lost(), ""},
	} {
		got := test.startup.Told(day(0))
		kind, days, _ := strings.Cut(test.want, " ")
		if string(got.Kind) != kind || days != "" && got.Since != day(0).AddDays(-int(days[0]-'0')) || days == "" && !got.Since.IsZero() {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
		if (got.Label() == "") != (kind == "") {
			t.Errorf("%s: %q", test.name, got.Label())
		}
	}
}

func TestADecisionSettlesWhatItWasTakenDespite(t *testing.T) {
	stopped := startupIn(phase(assessment.Transferred, -900), phase(assessment.Abandoned, 2))
	again := startupIn(append(stopped.Phases, phase(assessment.Operated, 20), phase(assessment.Abandoned, 30))...)
	f := countersigned(t)
	f.Entries, f.LastEntry = []assessment.Entry{{ID: 11, Basis: assessment.Countersigned}}, 11
	decision := assessment.Decision{Decided: assessment.Realisations, At: after(5), Seen: f.Version(), Reason: "Il sert encore."}
	entry, err := f.Decide(grids(t).Newest(), stopped, decision)
	entry.ID = 12
	if err != nil || entry.Despite != assessment.Stopped {
		t.Fatalf("%+v (%v)", entry, err)
	}
	for _, test := range []struct {
		name    string
		startup assessment.Startup
		entry   assessment.Entry
		on      int
		want    assessment.Divergence
	}{
		{"nothing in force, nothing to disagree with", stopped, assessment.Entry{}, 5, ""},
		{"an entry that did not know of it", stopped, assessment.Entry{ID: 11, DecidedOn: day(5)}, 5, assessment.Stopped},
		{"before it stopped", stopped, assessment.Entry{ID: 11}, 1, ""},
		{"decided despite it", stopped, entry, 40, ""},
		{"stopped a second time", again, entry, 40, assessment.Stopped},
		{"something else since", assessment.Startup{WithdrawnOn: day(8)}, entry, 40, assessment.Withdrawn},
	} {
		if got := test.startup.Disagreement(test.entry, day(test.on)); got.Kind != test.want {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
	decision.Reason = ""
	fresh := countersigned(t)
	decision.Seen = fresh.Version()
	_, err = fresh.Decide(grids(t).Newest(), stopped, decision)
	wantRefusal(t, err, "reason")
}
