package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/checklist"
	"transfert/assessment/french"
	"transfert/content"
	"transfert/web/dsfr"
)

// Checklist is the form: the grid's questions and the facts behind each answer, part
// by part. It is a simulation unless it is [Checklist.OfDraft].
type Checklist struct {
	Action   string // the address that answers, by POST
	Grid     assessment.Grid
	Form     checklist.Form
	Facts    assessment.Facts    // those that can be judged of what is filled in
	Verdict  *assessment.Verdict // on them, nil where there is no date to judge them on
	Reply                        // to what was posted
	passages map[assessment.CriterionID]string
	live     bool // a script sends what is typed, and is answered with what changes
	draft    bool
	DraftState
	DraftSources
	savedText string // what of the draft is saved, in words
}

// Reply is what a posted form makes of the form that comes back.
type Reply struct {
	Focus           assessment.Path   // of the field that takes the focus
	ErrorsInline    bool              // what is wrong is told beside each part, not on its fields
	Replace         []assessment.Part // parts that a script shows anew with their fields
	ChangedByOthers []assessment.Part // those of them that another account changed
}

// DraftState is how a form stands to the stored draft.
type DraftState struct {
	Digests   map[assessment.Part]string             // digest of each part as it is shown
	Conflicts map[assessment.Part]checklist.Conflict // parts that another account changed too
	After     int                                    // revision of the last signed assessment
	Reopen    bool                                   // the draft was signed meanwhile: another one has to be opened
}

// DraftSources are where facts of a draft may come from besides the form.
type DraftSources struct {
	Reader     int64                      // the account that fills in the form
	Keep       string                     // under which name a browser keeps what is not saved yet
	Unverified map[assessment.Path]string // what the catalogue says
	Signed     Signed                     // the last signed facts, to be reused
}

// NewChecklist returns the form around what is filled in, with the status of each
// criterion by the facts that can be judged of it.
func NewChecklist(action string, grid assessment.Grid, form checklist.Form, facts assessment.Facts, reply Reply) Checklist {
	c := Checklist{Action: action, Grid: grid, Form: form, Facts: facts, Reply: reply}
	if !facts.AsOf.IsZero() {
		verdict := assessment.Evaluate(grid, facts, facts.AsOf)
		c.Verdict = &verdict
	}
	return c
}

// Beside returns the form as it stands beside the page of the programme, whose passages
// it leads to. There a script sends what is typed.
func (c Checklist) Beside(sections []content.Section) Checklist {
	c.passages, c.live = passageAnchors(sections), true
	return c
}

// OfDraft returns the form as that of a draft, which is saved.
func (c Checklist) OfDraft(state DraftState, sources DraftSources) Checklist {
	c.draft, c.DraftState, c.DraftSources = true, state, sources
	return c
}

// submit is the button that answers what is filled in, the default one.
func (c Checklist) submit() dsfr.Button {
	switch {
	case c.Reopen:
		return dsfr.Button{Label: "Ouvrir un nouveau brouillon avec ma saisie", Name: checklist.IntentField, Value: string(checklist.Reopen)}
	case c.draft:
		return dsfr.Button{Label: "Enregistrer le brouillon", Name: checklist.IntentField, Value: string(checklist.Save)}
	}
	return dsfr.Button{Label: "Voir le verdict", Name: checklist.IntentField, Value: string(checklist.Judge)}
}

func (c Checklist) buttons() []dsfr.Button {
	if !c.draft || c.Reopen {
		return []dsfr.Button{c.submit()}
	}
	return []dsfr.Button{c.submit(), {Label: "Enregistrer et relire avant de signer", Kind: dsfr.Secondary, Name: checklist.IntentField, Value: string(checklist.Review)}}
}

// err is what is wrong with a field, where that is told on the field.
func (c Checklist) err(path assessment.Path) string {
	if c.ErrorsInline {
		return ""
	}
	return message(c.Form.Errors.Message(path))
}

// unverified reports whether a field shows what the catalogue says of a
// criterion that nobody has answered yet.
func (c Checklist) unverified(path assessment.Path) bool {
	value := c.Form.Value(path)
	return value != "" && value == c.Unverified[path] && !c.answered(path.Part())
}

// answered reports whether somebody said yes or no to a criterion.
func (c Checklist) answered(part assessment.Part) bool {
	answer := assessment.Answer(c.Form.Value(part.Path().Field("answer")))
	return answer == assessment.Yes || answer == assessment.No
}

// label is what the form calls a field.
func (c Checklist) label(path assessment.Path) string {
	f, _ := c.Form.Schema.At(path)
	return f.Label
}

func (c Checklist) input(path assessment.Path, f assessment.Field) dsfr.Input {
	return dsfr.Input{Name: string(path), Label: f.Label, Hint: f.Hint, Value: c.Form.Value(path), Error: c.err(path),
		Autocomplete: "off", Autofocus: path == c.Focus}
}

// toVerify is a field that says that its value comes from the catalogue.
func toVerify(f assessment.Field) assessment.Field {
	f.Hint = "Repris du catalogue, à vérifier. " + f.Hint
	return f
}

func (c Checklist) textarea(path assessment.Path, f assessment.Field) dsfr.Textarea {
	return dsfr.Textarea{Name: string(path), Label: f.Label, Hint: f.Hint, Value: c.Form.Value(path), Error: c.err(path), Lines: 2}
}

// choice is a field that holds one of a few words.
func (c Checklist) choice(path assessment.Path, f assessment.Field) dsfr.Select {
	empty := "Choisissez"
	if !f.Required {
		empty = "Aucune"
	}
	return dsfr.Select{Name: string(path), Label: f.Label, Hint: f.Hint, Value: c.Form.Value(path), Error: c.err(path), Empty: empty, Options: options(f)}
}

func (c Checklist) answers(path assessment.Path, f assessment.Field) dsfr.Radios {
	criterion := c.Grid.Criterion(assessment.CriterionID(path.Part()))
	return dsfr.Radios{
		Name: string(path), Legend: french.Typeset(criterion.Question), Hint: french.Typeset(criterion.Help),
		Value: c.Form.Value(path), Error: c.err(path), Inline: true, Options: options(f),
	}
}

func (c Checklist) trajectories(path assessment.Path) dsfr.Radios {
	options := make([]dsfr.Option, len(c.Grid.Trajectories))
	for i, t := range c.Grid.Trajectories {
		options[i] = dsfr.Option{Value: t.Kind, Label: t.Title, Hint: french.Typeset(t.Description)}
	}
	return dsfr.Radios{Name: string(path), Legend: "Comment le service est-il pérennisé après le programme\u202f?",
		Hint:  "La trajectoire ne change jamais le classement. Elle compte pour dire si le service est prêt pour le transfert.",
		Value: c.Form.Value(path), Error: c.err(path), Options: options}
}

// ordinal numbers a criterion from 1.
func ordinal(i int) string { return strconv.Itoa(i+1) + "." }

// progress counts the criteria that the facts establish, in words.
func (c Checklist) progress() string {
	established := 0 // met or not met
	for _, criterion := range c.Verdict.Criteria {
		if criterion.Status != assessment.StatusUnknown {
			established++
		}
	}
	switch established {
	case 0:
		return "Aucun critère sur 6 n’est encore établi"
	case 1:
		return "1 critère sur 6 est établi"
	case 6:
		return "Les 6 critères sont établis"
	}
	return strconv.Itoa(established) + " critères sur 6 sont établis"
}

// problems are what is wrong with the form, each under the name of its field.
func (c Checklist) problems() []dsfr.FieldError {
	errs := make([]dsfr.FieldError, len(c.Form.Errors))
	for i, e := range c.Form.Errors {
		errs[i] = dsfr.FieldError{Name: string(e.Field), Message: message(e.Message)}
		if where := fieldName(c.Grid, e.Field); where != "" {
			errs[i].Message = where + nbsp + ": " + french.Uncapitalise(errs[i].Message)
		}
	}
	return errs
}

// problemsIn are what is wrong with a part, each under the name of its field within.
func (c Checklist) problemsIn(part assessment.Part) []dsfr.FieldError {
	var errs []dsfr.FieldError
	for _, e := range c.problems() {
		if assessment.Path(e.Name).Part() == part {
			e.Message = french.Capitalise(strings.TrimPrefix(e.Message, partTitle(c.Grid, part)+", "))
			errs = append(errs, e)
		}
	}
	return errs
}

// summary lists what is wrong with the form, unless that is told beside each part.
func (c Checklist) summary() dsfr.ErrorSummary {
	if c.ErrorsInline {
		return dsfr.ErrorSummary{}
	}
	errs := c.problems()
	return dsfr.ErrorSummary{Title: toCorrect(len(errs)), Errors: errs}
}
