package page

import (
	"strconv"
	"strings"

	"transfert/assessment"
	"transfert/assessment/french"
	"transfert/web/dsfr"
)

// Checklist is the form: the grid's questions and the facts behind each answer, part
// by part. It is a simulation unless Read is given.
type Checklist struct {
	Action     string // the address that answers, by POST
	Grid       assessment.Grid
	Form       Form
	Facts      assessment.Facts                  // those that can be judged of what is filled in
	Verdict    *assessment.Verdict               // on them, nil where there is no date to judge them on
	Passages   map[assessment.CriterionID]string // anchor of the page's passage on a criterion
	Unverified map[string]string                 // what the catalogue says, by path of the field
	Focus      string                            // path of the field that takes the focus

	Live bool // a script sends what is typed, and is answered with what changes

	// Of a draft.
	Read    map[assessment.Part]string // mark of each part as it is shown
	After   int                        // revision of the last signed assessment
	Keep    string                     // under which name a browser keeps what is not saved yet
	Clashes map[assessment.Part]Clash  // parts that somebody else changed too
	Saved   string                     // what of it is saved, in words
	Signed  Signed                     // the last signed facts, to be taken over
	Reopen  bool                       // the draft was signed meanwhile: another one has to be opened

	// Of the answer to a script.
	Quiet  bool              // what is wrong is told beside each part, not on its fields
	Whole  []assessment.Part // parts that are shown anew with their fields
	Theirs []assessment.Part // those of them that somebody else changed
}

// draft tells a draft from a simulation.
func (c Checklist) draft() bool { return c.Read != nil }

// submit is the button that answers what is filled in, the default one.
func (c Checklist) submit() dsfr.Button {
	switch {
	case c.Reopen:
		return dsfr.Button{Label: "Ouvrir un nouveau brouillon avec ma saisie", Name: "intent", Value: "reopen"}
	case c.draft():
		return dsfr.Button{Label: "Enregistrer le brouillon", Name: "intent", Value: "save"}
	}
	return dsfr.Button{Label: "Voir le verdict", Name: "intent", Value: "judge"}
}

func (c Checklist) buttons() []dsfr.Button {
	if !c.draft() || c.Reopen {
		return []dsfr.Button{c.submit()}
	}
	return []dsfr.Button{c.submit(), {Label: "Enregistrer et relire avant de signer", Kind: dsfr.Secondary, Name: "intent", Value: "review"}}
}

// err is what is wrong with a field, where that is told on the field.
func (c Checklist) err(path string) string {
	if c.Quiet {
		return ""
	}
	return message(c.Form.Errors.Message(path))
}

// unverified reports whether a field shows what the catalogue says of a
// criterion that nobody has answered yet.
func (c Checklist) unverified(id assessment.CriterionID, path string) bool {
	value := c.Form.Value(path)
	return value != "" && value == c.Unverified[path] && !c.answered(id)
}

// answered reports whether somebody said yes or no to a criterion.
func (c Checklist) answered(id assessment.CriterionID) bool {
	answer := assessment.Answer(c.Form.Value(string(id) + ".answer"))
	return answer == assessment.Yes || answer == assessment.No
}

// field is a field that stands alone.
func (c Checklist) field(path, hint string) dsfr.Input { return c.input(path, labels[path], hint) }

func (c Checklist) input(path, label, hint string) dsfr.Input {
	return dsfr.Input{Name: path, Label: label, Hint: hint, Value: c.Form.Value(path), Error: c.err(path),
		Autocomplete: "off", Autofocus: path == c.Focus}
}

func (c Checklist) answers(id assessment.CriterionID) dsfr.Radios {
	path := string(id) + ".answer"
	var options []dsfr.Option
	for _, answer := range []assessment.Answer{assessment.Yes, assessment.No, assessment.Unknown} {
		options = append(options, dsfr.Option{Value: string(answer), Label: french.Capitalise(answerWord(answer))})
	}
	return dsfr.Radios{
		Name: path, Legend: french.Typeset(c.Grid.Criterion(id).Question), Hint: french.Typeset(c.Grid.Criterion(id).Help),
		Value: c.Form.Value(path), Error: c.err(path), Inline: true, Options: options,
	}
}

func (c Checklist) comment(section string) dsfr.Textarea {
	path := section + ".comment"
	return dsfr.Textarea{Name: path, Label: "Commentaire", Hint: "Facultatif", Value: c.Form.Value(path), Error: c.err(path), Lines: 2}
}

func (c Checklist) trajectories() dsfr.Radios {
	options := make([]dsfr.Option, len(c.Grid.Trajectories))
	for i, t := range c.Grid.Trajectories {
		options[i] = dsfr.Option{Value: t.Kind, Label: t.Title, Hint: french.Typeset(t.Description)}
	}
	return dsfr.Radios{Name: "trajectory.kind", Legend: "Comment le service est-il pérennisé après le programme\u202f?",
		Hint:  "La trajectoire ne change jamais le classement. Elle compte pour dire si le service est prêt pour le transfert.",
		Value: c.Form.Value("trajectory.kind"), Error: c.err("trajectory.kind"), Options: options}
}

func (c Checklist) legalForms() dsfr.Select {
	var options []dsfr.Option
	for _, t := range c.Grid.Trajectories {
		for _, form := range t.LegalForms {
			options = append(options, dsfr.Option{Value: form.ID, Label: form.Title})
		}
	}
	return dsfr.Select{Name: "trajectory.legal_form", Label: labels["trajectory.legal_form"], Hint: "Pour une structure dédiée seulement",
		Value: c.Form.Value("trajectory.legal_form"), Error: c.err("trajectory.legal_form"), Empty: "Aucune", Options: options}
}

// choice is a field of a series that holds one of a few words.
func (c Checklist) choice(path string, f rowField) dsfr.Select {
	return dsfr.Select{Name: path, Label: f.label, Value: c.Form.Value(path), Error: c.err(path), Empty: "Choisissez", Options: words[f.name]}
}

// words are those that a field lets choose from, by its name.
var words = map[string][]dsfr.Option{
	"nature": {{Value: string(assessment.Quantitative), Label: "Quantitatif"}, {Value: string(assessment.Qualitative), Label: "Qualitatif"}},
	"better": {{Value: string(assessment.Up), Label: "augmente"}, {Value: string(assessment.Down), Label: "diminue"}},
}

// addButton appends a row.
func (l list) addButton() dsfr.Button {
	return dsfr.Button{Label: l.add, Detail: l.of, Kind: dsfr.Tertiary, Small: true, Icon: "fr-icon-add-line", Name: "intent", Value: "add:" + l.path}
}

// removeButton takes a row out.
func (l list) removeButton(i int) dsfr.Button {
	return dsfr.Button{Label: "Retirer", Detail: " " + french.Uncapitalise(l.item) + " " + strconv.Itoa(i+1) + l.of, Kind: dsfr.Quiet, Small: true,
		Icon: "fr-icon-delete-line", Name: "intent", Value: "remove:" + Row(l.path, i)}
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
		errs[i] = dsfr.FieldError{Name: e.Field, Message: message(e.Message)}
		if where := whereabouts(c.Grid, e.Field); where != "" {
			errs[i].Message = french.Typeset(where + " : " + french.Uncapitalise(errs[i].Message))
		}
	}
	return errs
}

// problemsIn are what is wrong with a part, each under the name of its field within.
func (c Checklist) problemsIn(part assessment.Part) []dsfr.FieldError {
	var errs []dsfr.FieldError
	for _, e := range c.problems() {
		if assessment.PartOf(e.Name) == part {
			e.Message = french.Capitalise(strings.TrimPrefix(e.Message, partTitle(c.Grid, part)+", "))
			errs = append(errs, e)
		}
	}
	return errs
}

// summary lists what is wrong with the form, unless that is told beside each part.
func (c Checklist) summary() dsfr.ErrorSummary {
	if c.Quiet {
		return dsfr.ErrorSummary{}
	}
	errs := c.problems()
	return dsfr.ErrorSummary{Title: toCorrect(len(errs)), Errors: errs}
}
