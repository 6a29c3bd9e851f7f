package web

import (
	"transfert/assessment"
	"transfert/assessment/checklist"
)

// law is what forms are read under today.
func (s *server) law() checklist.Law { return checklist.Law{Grids: s.content.Grids, Today: s.today()} }

// form is facts as a person types them.
func (s *server) form(facts assessment.Facts) checklist.Form {
	return checklist.FormOf(s.grid(facts.Grid).Schema(), facts)
}

// grid is that version of the checklist, or the newest where the content no longer
// has it.
func (s *server) grid(version string) assessment.Grid { return s.content.Grids.Named(version) }

func (s *server) today() assessment.Date { return assessment.DateOf(s.now()) }
