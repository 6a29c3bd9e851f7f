package page

import (
	"strings"
	"testing"

	"transfert/assessment"
	"transfert/content"
)

func TestAVerdictSaysOnceWhatTwoConditionsSay(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	facts := assessment.Facts{}
	facts.Evolutions.Answer, facts.Communication.Answer = assessment.Yes, assessment.No
	day, grid := assessment.NewDate(2026, 11, 20), grids.Newest()
	box := VerdictBox{Verdict: assessment.Evaluate(grid, facts, day), Grid: grid, Facts: facts, Today: day}
	var page, list strings.Builder
	if err := box.View().Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	if err := (Criteria{VerdictBox: box}).View().Render(t.Context(), &list); err != nil {
		t.Fatal(err)
	}
	for name, html := range map[string]string{"box": page.String(), "list": list.String()} {
		if n := strings.Count(html, "Aucune évolution datée."); n != 1 {
			t.Errorf("the %s says it %d times", name, n)
		}
	}
	if !strings.Contains(page.String(), "Le service ne remplit pas tous les critères") {
		t.Error("a service that never met the criteria meets them no longer")
	}
	for _, c := range box.Verdict.Criterion(assessment.Evolutions).Conditions {
		if c.Detail != "Aucune évolution datée." {
			t.Errorf("%s says %q", c.ID, c.Detail)
		}
	}
}

func TestAServiceIsReadyForItsTransferOnlyBeforeIt(t *testing.T) {
	grids, err := content.Grids()
	if err != nil {
		t.Fatal(err)
	}
	today := assessment.NewDate(2026, 11, 20)
	for transferred, want := range map[assessment.Date]string{
		{}: "prêt pour le transfert", today.AddMonths(-20): "trajectoire\u00a0: équipe intégrée",
	} {
		box := VerdictBox{Verdict: assessment.Verdict{Ready: true}, Grid: grids.Newest(), Today: today, Transferred: transferred}
		box.Facts.Trajectory.Kind = "integrated-team"
		if got := box.outcome(); got != want {
			t.Errorf("transferred on %s: %q, want %q", transferred, got, want)
		}
	}
}
