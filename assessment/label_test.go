package assessment

import "testing"

func TestEveryWordOfTheDomainHasAFrenchLabel(t *testing.T) {
	var labels []string
	for _, c := range Classifications() {
		labels = append(labels, c.Label())
	}
	for _, s := range []Status{Met, NotMet, StatusUnknown} {
		labels = append(labels, s.Label())
	}
	for _, p := range PhaseNames() {
		labels = append(labels, p.Label())
		if p.Label() == string(p) {
			t.Errorf("phase %q has no French label", p)
		}
	}
	for _, r := range append(Roles(), Visitor) {
		labels = append(labels, r.Label())
	}
	seen := map[string]bool{}
	for _, label := range labels {
		if label == "" || seen[label] {
			t.Errorf("label %q is empty or there twice", label)
		}
		seen[label] = true
	}
}

func TestTrajectoryLabel(t *testing.T) {
	grid := Grid{Trajectories: []TrajectoryText{
		{Kind: "integrated-team", Title: "Équipe intégrée"},
		{Kind: "dedicated-structure", Title: "Structure dédiée", LegalForms: []LegalForm{{ID: "GIP", Title: "Groupement"}}},
	}}
	for _, test := range []struct {
		name string
		give Trajectory
		want string
	}{
		{"none is stated", Trajectory{}, ""},
		{"one without legal form", Trajectory{Kind: "integrated-team"}, "Équipe intégrée"},
		{"one with its legal form", Trajectory{Kind: "dedicated-structure", LegalForm: "GIP"}, "Structure dédiée\u00a0: Groupement"},
		{"a legal form that the grid has lost", Trajectory{Kind: "dedicated-structure", LegalForm: "EPA"}, "Structure dédiée\u00a0: EPA"},
		{"a kind that the grid has lost", Trajectory{Kind: "sold"}, "sold"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := grid.TrajectoryLabel(test.give); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
