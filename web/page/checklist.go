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
// by part. It is a simulation unless it is that of a draft.
type Checklist struct {
	Action  string // the address that answers, by POST
	Grid    assessment.Grid
	Form    checklist.Form
	Facts   assessment.Facts    // those of the form that can be judged
	Verdict *assessment.Verdict // on them, nil without a date to judge them on
	Reply                       // to the posted form
	guides  map[assessment.Part]guidance
	steps   []assessment.Step // to « Réalisations »
	live    bool              // a script sends what is typed, and is answered with what changes
	draft   bool
	DraftState
	reader     int64                               // the account that fills in the draft
	saves      map[assessment.Part]assessment.Save // who changed each part last
	before     assessment.Verdict                  // of the last signed assessment
	renewal    bool                                // there is one
	contested  map[assessment.CriterionID]string   // the reason for each criterion that the administration contests
	keep       string
	unverified map[assessment.Path]string
	signed     signedFacts
	savedText  string // what of the draft is saved, in words
}

// Reply is how a page answers a posted form.
type Reply struct {
	Focus           assessment.Path   // of the field that takes the focus
	ErrorsInline    bool              // errors are told beside each part, not on its fields
	Replace         []assessment.Part // parts that a script shows anew with their fields
	ChangedByOthers []assessment.Part // those of them that another account changed
	News            News              // about the draft
}

// DraftState is how a form stands to the stored draft.
type DraftState struct {
	Digests   map[assessment.Part]string             // digest of each part as it is shown
	Conflicts map[assessment.Part]checklist.Conflict // parts that another account changed too
	After     int                                    // revision of the last signed assessment
	Reopen    bool                                   // the draft was signed meanwhile: another one has to be opened
}

// newChecklist returns the form that posts to an address, with the status of each
// criterion by those of its facts that can be judged.
func newChecklist(action string, grid assessment.Grid, form checklist.Form, facts assessment.Facts, reply Reply) Checklist {
	c := Checklist{Action: action, Grid: grid, Form: form, Facts: facts, Reply: reply}
	if !facts.AsOf.IsZero() {
		verdict := assessment.Evaluate(grid, facts, facts.AsOf)
		c.Verdict, c.steps = &verdict, assessment.Steps(grid, facts, facts.AsOf)
	}
	return c
}

// beside returns the form as it stands beside the page of the programme, each card beside
// its passage. There a script sends what is typed.
func (c Checklist) beside(sections []content.Section) Checklist {
	c.guides, c.live = guidances(c.Grid, sections), true
	return c
}

// submit is the default button.
func (c Checklist) submit() dsfr.Button {
	switch {
	case c.Reopen:
		return intentButton("Ouvrir un nouveau brouillon avec ma saisie", checklist.Reopen)
	case c.draft:
		return intentButton("Enregistrer", checklist.Save)
	}
	return intentButton("Voir le verdict", checklist.Judge)
}

// intentButton sends its form with an intent.
func intentButton(label string, intent checklist.Intent) dsfr.Button {
	return dsfr.Button{Label: label, Name: checklist.IntentField, Value: string(intent)}
}

func (c Checklist) buttons() []dsfr.Button {
	if !c.draft || c.Reopen {
		return []dsfr.Button{c.submit()}
	}
	save := c.submit()
	save.Kind = dsfr.Secondary
	return []dsfr.Button{save, intentButton("Relire et signer", checklist.Review)}
}

// err is the error of a field, "" where errors are not told on fields.
func (c Checklist) err(path assessment.Path) string {
	if c.ErrorsInline {
		return ""
	}
	return message(c.Form.Errors.Message(path))
}

// isUnverified reports whether a field shows what the catalogue says of a criterion
// that has no answer yet.
func (c Checklist) isUnverified(path assessment.Path) bool {
	value := c.Form.Value(path)
	return value != "" && value == c.unverified[path] && !c.answered(path.Part())
}

// answered reports whether the answer to a criterion is yes or no.
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
	return dsfr.Select{Name: string(path), Label: f.Label, Hint: f.Hint, Value: c.Form.Value(path), Error: c.err(path),
		Empty: empty, Options: options(f)}
}

func (c Checklist) answers(path assessment.Path, f assessment.Field) dsfr.Radios {
	criterion := c.Grid.Criterion(assessment.CriterionID(path.Part()))
	return dsfr.Radios{
		Name: string(path), Legend: french.Typeset(criterion.Question),
		Value: c.Form.Value(path), Error: c.err(path), Inline: true, Options: options(f),
	}
}

func (c Checklist) trajectories(path assessment.Path) dsfr.Radios {
	options := each(c.Grid.Trajectories, func(t assessment.TrajectoryText) dsfr.Option {
		return dsfr.Option{Value: t.Kind, Label: t.Title, Hint: french.Typeset(t.Description)}
	})
	return dsfr.Radios{Name: string(path), Legend: "Comment le service est-il pérennisé après le programme\u202f?",
		Value: c.Form.Value(path), Error: c.err(path), Options: options}
}

// ordinal numbers a criterion from 1.
func ordinal(i int) string { return strconv.Itoa(i+1) + "." }

// progress counts the criteria that are met, in words.
func (c Checklist) progress() string { return progress(*c.Verdict) }

func progress(v assessment.Verdict) string {
	met, notMet := v.Count(assessment.Met), v.Count(assessment.NotMet)
	switch all := len(v.Criteria); {
	case met == all:
		return "Les " + strconv.Itoa(all) + " critères sont remplis"
	case met+notMet == all:
		return french.Count(met, "1 critère rempli", "critères remplis") + ", " + french.Count(notMet, "1 non rempli", "non remplis")
	case met == 0:
		return "Aucun critère sur " + strconv.Itoa(all) + " n’est encore rempli"
	case met == 1:
		return "1 critère sur " + strconv.Itoa(all) + " rempli"
	default:
		return strconv.Itoa(met) + " critères sur " + strconv.Itoa(all) + " remplis"
	}
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
