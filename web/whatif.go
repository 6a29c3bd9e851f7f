package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/web/page"
)

// showWhatIf shows what the facts of the address would make of an assessment; the
// assessment's own facts, to be changed, where the address holds none.
func (s *server) showWhatIf(w http.ResponseWriter, r request) error {
	base, err := s.baseline(r)
	if err != nil {
		return err
	}
	facts, given, err := s.factsAsked(r, base)
	if err != nil {
		return err
	}
	if r.URL.Query().Get("format") == "json" {
		return sendFacts(w, facts)
	}
	if given {
		return s.showComparison(w, r, base, facts)
	}
	return s.render(w, r, http.StatusOK, s.whatIf(r, base, s.form(facts), page.WhatIfReply{}).View())
}

// factsAsked are those that an address holds, else those of the baseline, to be
// judged today.
func (s *server) factsAsked(r request, base page.Baseline) (facts assessment.Facts, given bool, err error) {
	query := r.URL.Query()
	if query.Has("faits") {
		facts, err = checklist.Unpack(query.Get("faits"), s.content.Grids)
		return facts, true, err
	}
	facts = base.Verdict.Facts
	facts.AsOf = s.today()
	return facts, false, nil
}

// tryWhatIf answers what the pressed button asks for. It stores nothing: what was
// filled in becomes an address, which shows it.
func (s *server) tryWhatIf(w http.ResponseWriter, r request) error {
	if err := s.parseChecklist(r); err != nil {
		return err
	}
	base, err := s.baseline(r)
	if err != nil {
		return err
	}
	form := s.readForm(r)
	intent, subject := checklist.ReadIntent(r.PostForm, checklist.Judge)
	if edited, focus, changed := form.ChangeRows(intent, subject); changed {
		return s.render(w, r, http.StatusOK, s.whatIf(r, base, edited, page.WhatIfReply{Focus: focus}).View())
	}
	if intent == checklist.Open {
		return s.openWhatIf(w, r, base, form)
	}
	form, facts, err := form.Facts(s.law())
	if err != nil {
		return s.render(w, r, http.StatusUnprocessableEntity, s.whatIf(r, base, form, page.WhatIfReply{}).View())
	}
	switch intent {
	case checklist.Plan:
		facts = s.planned(subject, facts)
	case checklist.At:
		facts.AsOf = dayOr(subject, facts.AsOf)
	case checklist.Download:
		return sendFacts(w, facts)
	}
	return s.answerWhatIf(w, r, base, facts)
}

// openWhatIf judges the facts of a file in the place of those of the form, which
// stay where the file is refused.
func (s *server) openWhatIf(w http.ResponseWriter, r request, base page.Baseline, form checklist.Form) error {
	facts, err := s.opened(r)
	refused, invalid := errors.AsType[assessment.FieldErrors](err)
	if invalid {
		p := s.whatIf(r, base, form, page.WhatIfReply{Refused: refused})
		return s.render(w, r, http.StatusUnprocessableEntity, p.View())
	}
	if err != nil {
		return err
	}
	return s.answerWhatIf(w, r, base, facts)
}

// answerWhatIf leads to the address that holds the facts, or shows at once what is
// too long for one.
func (s *server) answerWhatIf(w http.ResponseWriter, r request, base page.Baseline, facts assessment.Facts) error {
	address, err := addressOf(base, facts)
	if err != nil {
		return err
	}
	if address != "" {
		http.Redirect(w, r.Request, address, http.StatusSeeOther)
		return nil
	}
	return s.showComparison(w, r, base, facts)
}

func (s *server) showComparison(w http.ResponseWriter, r request, base page.Baseline, facts assessment.Facts) error {
	address, err := addressOf(base, facts)
	if err != nil {
		return err
	}
	result := page.NewComparison(base, s.content.Grids, r.startup, facts, address, s.today())
	p := s.whatIf(r, base, s.form(facts), page.WhatIfReply{Result: &result})
	return s.render(w, r, http.StatusOK, p.View())
}

func (s *server) whatIf(r request, base page.Baseline, form checklist.Form, reply page.WhatIfReply) page.WhatIf {
	_, facts := form.ValidFacts(s.law())
	return page.NewWhatIf(s.reader(r), s.content.Grids, r.startup, base, form, facts, reply)
}

// maxAddress is how long facts may be in an address, in characters: what browsers
// and mail programs let through.
const maxAddress = 6000

// addressOf is where a what-if of these facts is shown, "" where they are too long.
func addressOf(base page.Baseline, facts assessment.Facts) (string, error) {
	packed, err := checklist.Pack(facts)
	if err != nil || len(packed) > maxAddress {
		return "", err
	}
	return base.Path + "?" + url.Values{"faits": {packed}}.Encode(), nil
}

// sendFacts answers facts as a file, written as docs/rules.md says.
func sendFacts(w http.ResponseWriter, facts assessment.Facts) error {
	doc, err := json.MarshalIndent(facts, "", "  ")
	if err != nil {
		return fmt.Errorf("facts as a file: %w", err)
	}
	attachment("faits-et-si-"+facts.AsOf.String()+".json", "application/json")(w.Header())
	_, _ = w.Write(append(doc, '\n')) // an error means that the browser has gone
	return nil
}

// opened reads the facts of the file that came with a form. What is wrong with the
// file is told by [assessment.FieldErrors].
func (s *server) opened(r request) (assessment.Facts, error) {
	doc, err := uploaded(r, page.WhatIfFile)
	if err != nil {
		return assessment.Facts{}, err
	}
	if len(doc) == 0 {
		return assessment.Facts{}, assessment.FieldErrors{{Message: "Choisissez un fichier qui n’est pas vide."}}
	}
	return assessment.ParseFacts(doc, s.content.Grids, assessment.Override{})
}
