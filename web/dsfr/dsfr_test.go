package dsfr

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

func rendered(t *testing.T, view templ.Component) *goquery.Document {
	t.Helper()
	var html strings.Builder
	if err := view.Render(t.Context(), &html); err != nil {
		t.Fatal(err)
	}
	document, err := goquery.NewDocumentFromReader(strings.NewReader(html.String()))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

var yesOrNo = []Option{{Value: "yes", Label: "Oui"}, {Value: "no", Label: "Non", Hint: "Pas encore"}}

// Each selector is what a component must render exactly once, "!" what it must
// not render at all.
func TestComponents(t *testing.T) {
	for _, test := range []struct {
		name      string
		view      templ.Component
		selectors []string
	}{
		{"an alert says its level by a class", Alert{Level: Warning, Title: "Attention", Heading: 3}.View(),
			[]string{"div.fr-alert.fr-alert--warning", "h3.fr-alert__title", "!div[role]", "!div[id]"}},
		{"an alert without a level informs", Alert{Text: "Bonjour"}.View(), []string{"div.fr-alert--info > p", "!.fr-alert__title"}},
		{"an error that just came interrupts", Alert{Level: Error, Text: "Non", Live: true}.View(), []string{"div.fr-alert--error[role=alert]"}},
		{"other news that just came waits", Alert{Level: Success, Text: "Oui", Live: true}.View(), []string{"div.fr-alert--success[role=status]"}},
		{"a badge has the colour of its level", Badge{Label: "Rempli", Level: Success, Small: true}.View(), []string{"span.fr-badge.fr-badge--sm.fr-badge--success"}},
		{"the current item of a breadcrumb is a link", Breadcrumb{Items: []Link{{Label: "Accueil", Href: "/"}, {Label: "Ici", Href: "/ici"}}}.View(),
			[]string{"nav[aria-label]", "a[href='/']:not([aria-current])", "a[href='/ici'][aria-current=page]"}},
		{"a button submits its form with a value", Button{Label: "Signer", Name: "intent", Value: "sign"}.View(),
			[]string{"button.fr-btn[type=submit][name=intent][value=sign]", "!.fr-btn--icon-left"}},
		{"a button that leads somewhere is a link", Button{Label: "Lire", Href: "/x", Kind: Secondary}.View(), []string{"a.fr-btn.fr-btn--secondary[href='/x']", "!button"}},
		{"a dangerous address leads nowhere", Button{Label: "Lire", Href: "javascript:alert(1)"}.View(), []string{"a.fr-btn", "!a[href^=javascript]"}},
		{"a button with an icon keeps its label in a group", Buttons{Items: []Button{{Label: "Ajouter", Icon: "fr-icon-add-line"}}}.View(),
			[]string{"ul.fr-btns-group--icon-left", "li > button.fr-btn--icon-left.fr-icon-add-line"}},
		{"a checkbox is named by its label", Checkbox{Name: "a.b[0]", Label: "Oui", Checked: true}.View(),
			[]string{"input#a-b-0[name='a.b[0]'][value=true][checked]", "label[for=a-b-0]", "!.fr-error-text"}},
		{"details are native and may be open", Details{Summary: "Plus", Open: true}.View(), []string{"details[open] > summary"}},
		{"an input without an error says nothing of one", Input{Name: "name", Label: "Nom", Hint: "Un seul", Value: "<b>"}.View(),
			[]string{"input#name.fr-input[type=text][value='<b>']", "label[for=name] .fr-hint-text", "!.fr-error-text", "![aria-describedby]", "![aria-invalid]"}},
		{"an input is tied to its error", Input{Name: "s[2].date", Label: "Date", Error: "Cette date n’existe pas."}.View(),
			[]string{".fr-input-group--error", "input#s-2-date[aria-invalid=true][aria-describedby=s-2-date-erreur]", "p#s-2-date-erreur.fr-error-text"}},
		{"a select offers no choice and keeps the one made", Select{Name: "kind", Label: "Choix", Empty: "Choisir", Value: "no", Options: yesOrNo}.View(),
			[]string{"select#kind", "option[value='']:not([selected])", "option[value=no][selected]", "!option[value=yes][selected]"}},
		{"the first of some radios takes the error's link", Radios{Name: "answer", Legend: "Alors ?", Value: "no", Error: "Répondez.", Options: yesOrNo}.View(),
			[]string{"fieldset[role=radiogroup][aria-labelledby=answer-question][aria-describedby=answer-erreur]", "legend#answer-question", "input#answer[value=yes]:not([checked])", "input#answer-2[value=no][checked]", "#answer-erreur"}},
		{"a table is named and reached by keyboard", Table{ID: "faits", Caption: "Faits", Columns: []Column{{Label: "Date"}, {Label: "Valeur", Numeric: true}}}.View(),
			[]string{"[role=region][tabindex='0'][aria-labelledby=faits-titre] > table", "caption#faits-titre", "th[scope=col].cell-number"}},
		{"an error summary leads to the fields", ErrorSummary{Title: "Deux erreurs", Errors: []FieldError{{"s[2].date", "Date"}, {"", "Tout"}}}.View(),
			[]string{"[role=alert][tabindex='-1'][autofocus]", "li > a[href='#s-2-date']", "li:last-child:not(:has(a))"}},
		{"an error summary without errors is nothing", ErrorSummary{Title: "Aucune"}.View(), []string{"!body *"}},
		{"one page needs no pagination", Pagination{Current: 1, Last: 1}.View(), []string{"!body *"}},
		{"the first page has none before it", Pagination{Current: 1, Last: 9, Href: strconv.Itoa}.View(),
			[]string{"a.fr-pagination__link--prev[aria-disabled=true]:not([href])", "a.fr-pagination__link--next[href='2']", "a[aria-current=page]:contains('1')", "a[href='9']", "span:contains('…')", "!a[href='5']"}},
		{"the menu marks the section", Header{Service: "transfert", Links: []Link{{Label: "Un", Href: "/un", Current: true}, {Label: "Deux", Href: "/deux"}}}.View(),
			[]string{"#menu[popover] nav a[aria-current=page][href='/un']", "#menu a[href='/deux']:not([aria-current])", "#affichage[popover]"}},
		{"the theme in force is the one pressed", ThemeChoice{Action: "/theme", Back: "/x?q=1", Current: ThemeDark}.View(),
			[]string{"form[method=post][action='/theme'] input[name=back][value='/x?q=1']", "button[name=theme][value=dark][aria-pressed=true]", "button[value=light][aria-pressed=false]", "button[value=system][aria-pressed=false]"}},
		{"a button may stand outside its form, and send its files", Button{Label: "Ouvrir", Name: "intent", Value: "open", Form: "grille", Upload: true}.View(),
			[]string{"button[type=submit][form=grille][formenctype='multipart/form-data'][name=intent][value=open]"}},
		{"a button sends its form as the form says", Button{Label: "Envoyer"}.View(), []string{"button:not([form]):not([formenctype])"}},
		{"a file has its field", Upload{Name: "fichier", Label: "Fichier", Error: "Vide", Accept: ".json", Form: "grille"}.View(),
			[]string{".fr-upload-group--error > label[for=fichier]", "input#fichier[type=file][form=grille][accept='.json'][aria-invalid=true][aria-describedby=fichier-erreur]", "#fichier-erreur"}},
		{"a search sends what stands below its bar", Search{Action: "/x", Name: "q", Label: "Rechercher", Value: "a"}.View(),
			[]string{"form[role=search][method=get][action='/x'] > .fr-search-bar > input#q[type=search][value=a]", "form button[type=submit]"}},
		{"a tag that can be taken away says so", Tag{Label: "Santé", Href: "/x", Removes: "retirer"}.View(), []string{"a.fr-tag.fr-tag--dismiss[href='/x'] > .fr-sr-only:contains('retirer')"}},
		{"skip links lead to the page's parts", SkipLinks{Links: []Link{{Label: "Contenu", Href: "#contenu"}}}.View(), []string{"nav[aria-label] a[href='#contenu']"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			document := rendered(t, test.view)
			for _, selector := range test.selectors {
				want := 1
				if absent, found := strings.CutPrefix(selector, "!"); found {
					selector, want = absent, 0
				}
				if got := document.Find(selector).Length(); got != want {
					html, _ := document.Find("body").Html()
					t.Errorf("%d × %s, want %d, in\n%s", got, selector, want, html)
				}
			}
		})
	}
}

// Every form field must have a label that names it, and no id may come twice.
func TestIDsAreUniqueAndLabelsLeadToFields(t *testing.T) {
	document := rendered(t, templ.Join(
		Input{Name: "rows[0].date", Label: "Date"}.View(), Input{Name: "rows[1].date", Label: "Date", Error: "Non"}.View(),
		Radios{Name: "answer", Legend: "Alors ?", Options: yesOrNo}.View(), Checkbox{Name: "flag", Label: "Oui"}.View(),
		Select{Name: "kind", Label: "Choix", Options: yesOrNo}.View(), Textarea{Name: "comment", Label: "Commentaire"}.View(),
		Search{Name: "q", Label: "Rechercher"}.View(), Upload{Name: "fichier", Label: "Fichier"}.View(),
	))
	seen := map[string]bool{}
	document.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		if id := s.AttrOr("id", ""); seen[id] {
			t.Errorf("two elements have the id %q", id)
		} else {
			seen[id] = true
		}
	})
	document.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) {
		if id := s.AttrOr("id", ""); document.Find("label[for='"+id+"']").Length() != 1 {
			t.Errorf("the field %q has not one label", id)
		}
	})
}

// A browser drops the line feed that a textarea begins with.
func TestTextareaKeepsAFirstEmptyLine(t *testing.T) {
	document := rendered(t, Textarea{Name: "comment", Label: "Commentaire", Value: "\nOui"}.View())
	if got := document.Find("textarea#comment").Text(); got != "\nOui" {
		t.Errorf("the text became %q", got)
	}
}

func TestThemesByTheirName(t *testing.T) {
	for word, want := range map[string]Theme{"dark": ThemeDark, "light": ThemeLight, "system": ThemeSystem, "": ThemeSystem, "\"><script>": ThemeSystem} {
		if got := ThemeOf(word); got != want {
			t.Errorf("ThemeOf(%q) = %q, want %q", word, got, want)
		}
	}
}
