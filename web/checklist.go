package web

import (
	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// law is what forms are read under today.
func (s *server) law() checklist.Law { return checklist.Law{Grids: s.content.Grids, Today: s.today()} }

// form is facts as a person types them.
func (s *server) form(facts assessment.Facts) checklist.Form {
	return checklist.FormOf(s.grid(facts.Grid).Schema(), facts)
}

// judge is the verdict on facts, seen today.
func (s *server) judge(facts assessment.Facts) *page.VerdictBox {
	grid := s.grid(facts.Grid)
	return &page.VerdictBox{Verdict: assessment.Evaluate(grid, facts, facts.AsOf), Grid: grid, Facts: facts, Today: s.today()}
}

// grid is that version of the checklist, or the newest where the content no longer
// has it.
func (s *server) grid(version string) assessment.Grid { return s.content.Grids.Named(version) }

func (s *server) today() assessment.Date { return assessment.DateOf(s.now()) }

// frozen is the verdict of a signed assessment as it was signed, seen today.
func (s *server) frozen(a assessment.Assessment) page.VerdictBox {
	return page.VerdictBox{Verdict: a.Verdict, Grid: s.grid(a.Facts.Grid), Facts: a.Facts, Today: s.today()}
}
