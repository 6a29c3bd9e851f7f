package web_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"transfert/assessment"
	"transfert/assessment/query"
	"transfert/web/page"
)

// listed is a startup of a catalogue that is put together for a test.
type listed struct{ id, phases, incubator, sponsor, link, repository string }

// document writes startups as the catalogue does.
func document(startups []listed) string {
	var data, included []string
	incubators := map[string]bool{}
	for _, s := range startups {
		var phases, sponsors []string
		for phase := range strings.SplitSeq(s.phases, ", ") {
			name, start, _ := strings.Cut(phase, " ")
			phases = append(phases, fmt.Sprintf(`{"name": %q, "start": %q, "end": ""}`, name, start))
		}
		if s.sponsor != "" {
			sponsors = append(sponsors, strconv.Quote(s.sponsor))
		}
		data = append(data, fmt.Sprintf(`{"id": %q, "type": "startup", "attributes": {"name": %q, "pitch": "", "stats_url": "", "impact_url": "", "link": %q,
			"repository": %q, "contact": "", "content_url_encoded_markdown": "", "events": [], "sponsors": [%s], "phases": [%s], "thematiques": [], "technos": []},
			"relationships": {"incubator": {"data": {"type": "incubator", "id": %[7]q}}, "incubators": {"data": [{"type": "incubator", "id": %[7]q}]}}}`,
			s.id, "Service "+s.id, s.link, s.repository, strings.Join(sponsors, ","), strings.Join(phases, ","), s.incubator))
		if !incubators[s.incubator] {
			incubators[s.incubator] = true
			included = append(included, fmt.Sprintf(`{"id": %q, "type": "incubator", "attributes": {"title": %q, "owner": "", "website": "", "github": "", "contact": "", "address": ""}}`,
				s.incubator, "Incubateur "+s.incubator))
		}
	}
	return `{"links": {"self": "x"}, "data": [` + strings.Join(data, ",\n") + `], "included": [` + strings.Join(included, ",") + `]}`
}

const published, repository = "https://service.example", "https://git.example"

// portfolioSite has a startup for each filter: « sain » is « Réalisations » until 12
// December 2026, « tombe » « Partenariats passés », both since November.
func portfolioSite(t *testing.T) site {
	s := newSite(t)
	s.importCatalogue(document([]listed{
		{"sain", "transfere 2025-11-20", "atelier", "communes", published, ""},
		{"tombe", "transfere 2023-11-20", "atelier", "phares", published, repository},
		{"perdu", "transfere 2024-11-20", "fabrique", "communes", "", repository},
		{"dure", "consolidation 2024-11-20", "atelier", "phares", published, repository},
		{"debute", "consolidation 2026-10-01", "fabrique", "communes", published, repository},
		{"essai", "investigation 2026-10-01", "atelier", "phares", published, repository},
	}))
	s.publish(s.sign("/startups/sain"))
	passed := filled(s.get("/startups/tombe/evaluation").fields())
	passed.Set("open_source.answer", "no")
	passed.Set("trajectory.kind", "undecided")
	s.publish(s.signed("/startups/tombe", passed))
	return s
}

// signed signs the assessment of a startup as it was filled in.
func (s site) signed(path string, form url.Values) (id int64) {
	s.t.Helper()
	if saved := s.post(path+"/evaluation", form); saved.status != http.StatusSeeOther {
		s.t.Fatalf("draft of %s: %d %s", path, saved.status, saved.text("#erreurs"))
	}
	done := s.post(path+"/evaluation/signature", url.Values{"revision": {s.get(path + "/evaluation/signature").value("revision")}})
	if _, err := fmt.Sscanf(done.location, "/evaluations/%d", &id); err != nil {
		s.t.Fatalf("signature of %s: %d %s", path, done.status, done.text("main"))
	}
	return id
}

// services are the startups of a page, in its order.
func (a answer) services() string {
	names := a.Find("#services tbody th").Map(func(_ int, s *goquery.Selection) string {
		return strings.TrimPrefix(s.Text(), "Service ")
	})
	return strings.Join(names, " ")
}

func TestEachFilterNarrowsThePortfolio(t *testing.T) {
	s := portfolioSite(t)
	for _, test := range []struct{ name, query, want string }{
		{"it opens with what is being transferred", "", "debute dure perdu sain tombe"},
		{"all phases", "phase=toutes", "debute dure essai perdu sain tombe"},
		{"two phases, beside the one that the form hides", "phase=toutes&phase=consolidation&phase=investigation", "debute dure essai"},
		{"a text is looked for in every phase", "q=ESSAI", "essai"},
		{"a text, from the form as it opens", "q=ESSAI&phase=initiales&phase=consolidation&phase=transfere&phase=opere", "essai"},
		{"a text in the phases that were chosen", "q=service&phase=toutes&phase=investigation", "essai"},
		{"an incubator", "incubateur=fabrique", "debute perdu"},
		{"a sponsor", "sponsor=communes", "debute perdu sain"},
		{"a classification", "classement=partenariats-passes", "tombe"},
		{"nothing published", "classement=aucun", "debute dure perdu"},
		{"a trajectory", "trajectoire=integrated-team", "sain"},
		{"a criterion that is not met", "non_rempli=open_source", "tombe"},
		{"lapses within a month", "echeance=1", "sain"},
		{"never assessed", "jamais_evalue=oui", "debute dure perdu"},
		{"transferred more than two years ago", "transfere_depuis=2", "perdu tombe"},
		{"long in its phase", "phase=consolidation&phase_depuis=24", "dure"},
		{"due for a check", "controle=12", "perdu"},
		{"a divergence", "divergence=sans-lien", "perdu"},
		{"several hold together", "incubateur=atelier&classement=realisations&echeance=3", "sain"},
		{"by lapse", "phase=transfere&tri=echeance", "sain tombe perdu"},
		{"by transfer", "phase=transfere&tri=transfert", "tombe perdu sain"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := s.get("/startups?" + test.query)
			if got.status != http.StatusOK || got.services() != test.want {
				t.Errorf("%d %q, want %q", got.status, got.services(), test.want)
			}
			if got := got.Find("#par-classement td").First().Text(); test.query == "" && got != "1" {
				t.Errorf("%s « Réalisations »", got)
			}
		})
	}
	later := s.at(s.now.AddDate(0, 1, 0))
	if got := later.get("/startups?a_reconfirmer=oui").services(); got != "sain" {
		t.Errorf("to be confirmed: %q", got)
	}
}

func TestWhatNamesNothingIsRefused(t *testing.T) {
	s := newSite(t)
	for _, asked := range []string{
		"phase=vieille", "classement=parfait", "non_rempli=adoption2", "echeance=2", "echeance=trois", "transfere_depuis=4", "phase_depuis=1",
		"controle=1", "divergence=autre", "a_reconfirmer=1", "jamais_evalue=non", "tri=hasard",
	} {
		if got := s.get("/startups?" + asked); got.status != http.StatusBadRequest || got.text("h1") == "" {
			t.Errorf("%s: %d", asked, got.status)
		}
	}
}

// everyFilter sets each field that an address can carry, one at a time.
var everyFilter = map[string]func(*assessment.Filter){
	"Text":      func(f *assessment.Filter) { f.Text = "été & co=1" },
	"Incubator": func(f *assessment.Filter) { f.Incubator = "atelier.gouv" },
	"Sponsor":   func(f *assessment.Filter) { f.Sponsor = "communes" },
	"Phases": func(f *assessment.Filter) {
		f.Phases = []assessment.PhaseName{assessment.Operated, assessment.Abandoned}
	},
	"PhaseFor":       func(f *assessment.Filter) { f.PhaseFor = 24 },
	"Classification": func(f *assessment.Filter) { f.Classification, f.Unpublished = assessment.NonEtabli, false },
	"Unpublished":    func(f *assessment.Filter) { f.Classification, f.Unpublished = "", true },
	"Trajectory":     func(f *assessment.Filter) { f.Trajectory = assessment.Undecided },
	"NotMet":         func(f *assessment.Filter) { f.NotMet = assessment.UserTests },
	"ToConfirm":      func(f *assessment.Filter) { f.ToConfirm = true },
	"LapsesWithin":   func(f *assessment.Filter) { f.LapsesWithin = 3 },
	"NeverAssessed":  func(f *assessment.Filter) { f.NeverAssessed = true },
	"TransferredFor": func(f *assessment.Filter) { f.TransferredFor = 36 },
	"CheckDue":       func(f *assessment.Filter) { f.CheckDue = 24 },
	"Divergence":     func(f *assessment.Filter) { f.Divergence = assessment.OpenWithoutRepository },
}

// Following a tag takes away its filter, and no other one.
func TestATagTakesAwayOneFilter(t *testing.T) {
	s := portfolioSite(t)
	all := assessment.Filter{}
	for _, name := range slices.Sorted(maps.Keys(everyFilter)) {
		if name != "Unpublished" { // it is the other classification
			everyFilter[name](&all)
		}
	}
	full := s.get(page.PortfolioPath(all, assessment.ByLapse, assessment.Date{}))
	tags := full.Find(".active-filters a.fr-tag")
	if want := len(everyFilter) - 1; tags.Length() != want {
		t.Fatalf("%d tags, want %d: %q", tags.Length(), want, full.text(".active-filters"))
	}
	removed := map[string]bool{}
	tags.Each(func(_ int, tag *goquery.Selection) {
		address, err := url.Parse(tag.AttrOr("href", ""))
		if err != nil {
			t.Fatal(err)
		}
		got, err := query.Filter(address.Query())
		if err != nil || address.Query().Get("tri") != "echeance" {
			t.Errorf("%q leads to %s (%v)", tag.Text(), address, err)
		}
		var gone []string
		for field, value := range reflect.ValueOf(got).Fields() {
			if !reflect.DeepEqual(value.Interface(), reflect.ValueOf(all).FieldByIndex(field.Index).Interface()) {
				gone = append(gone, field.Name)
			}
		}
		if len(gone) != 1 || removed[gone[0]] {
			t.Errorf("%q takes away %q", tag.Text(), gone)
			return
		}
		removed[gone[0]] = true
		if next := s.get(address.String()); next.Find(".active-filters a.fr-tag").Length() != tags.Length()-1 {
			t.Errorf("%q: then %q", tag.Text(), next.text(".active-filters"))
		}
	})
	cleared := s.get(full.Find(".active-filters > p a").AttrOr("href", ""))
	if cleared.Find(".active-filters").Length() != 0 || cleared.Find("#services tbody tr").Length() != 6 {
		t.Errorf("cleared: %q", cleared.services())
	}
}

// sent is the address to which a browser sends the page's filter form.
func (a answer) sent(chosen url.Values) string {
	form := a.Find("form[role=search]")
	values := url.Values{}
	form.Find("input, select").Each(func(_ int, f *goquery.Selection) {
		value := f.AttrOr("value", "")
		if f.Is("select") {
			value = f.Find("option[selected]").AttrOr("value", "")
		}
		if !f.Is("[type=checkbox]:not([checked])") {
			values.Add(f.AttrOr("name", ""), value)
		}
	})
	maps.Copy(values, chosen)
	return form.AttrOr("action", "") + "?" + values.Encode()
}

func TestTheFormSendsWhatItShows(t *testing.T) {
	s := portfolioSite(t)
	for name, set := range everyFilter {
		var f assessment.Filter
		set(&f)
		address := page.PortfolioPath(f, assessment.ByTransfer, assessment.Date{})
		if got := s.get(s.get(address).sent(nil)).location; got != address {
			t.Errorf("%s: %s became %s", name, address, got)
		}
		opened := s.get(address).Find("#filtres[open]").Length() == 1
		if want := name != "Text" && name != "Phases"; opened != want {
			t.Errorf("%s: the form is open: %t", name, opened)
		}
	}
}

func TestThreeClicksFromTheHomePageToWhatLapsesSoon(t *testing.T) {
	s := portfolioSite(t)
	list := s.get(s.get("/").Find("nav a:contains('Les services')").First().AttrOr("href", ""))
	if list.Find("#filtres:not([open]) > summary").Length() != 1 { // the second click opens it
		t.Fatal("the form is not folded")
	}
	choice := url.Values{}
	for label, option := range map[string]string{"Incubateur": "Incubateur atelier", "Échéance": "Dans les 3\u00a0mois"} {
		field := list.Find("#filtres label:contains('"+label+"')").First().AttrOr("for", "")
		choice.Set(list.Find("select#"+field).AttrOr("name", ""), list.Find("select#"+field+" option:contains('"+option+"')").AttrOr("value", ""))
	}
	result := s.get(s.get(list.sent(choice)).location) // the address without what was left empty
	if result.services() != "sain" || result.text("#services [role=status]") != "Un service." {
		t.Errorf("found %q in %q", result.services(), result.text("#contenu"))
	}
	if got := result.text(".active-filters"); !strings.Contains(got, "Incubateur : Incubateur atelier") || !strings.Contains(got, "Échéance : dans les 3 mois") {
		t.Errorf("active: %q", got)
	}
}

// Whatever the filter, the file of an address holds what all pages of the screen do.
func TestEveryFileHoldsWhatTheScreenShows(t *testing.T) {
	s := portfolioSite(t)
	many := []listed{}
	for i := range 2*assessment.PageSize + 7 {
		many = append(many, listed{fmt.Sprintf("serie-%03d", i), "transfere 2025-01-10", "serie", "communes", published, repository})
	}
	s.importCatalogue(document(append(many, listed{"autre", "transfere 2025-01-10", "atelier", "communes", published, repository})))
	for _, asked := range []string{
		"", "phase=toutes", "incubateur=serie&tri=transfert", "classement=aucun&sponsor=communes", "q=serie-01", "transfere_depuis=1&jamais_evalue=oui",
	} {
		screen, file := s.screen("/startups?"+asked), ""
		s.get("/startups?" + asked).Find("a[download]").Each(func(_ int, link *goquery.Selection) {
			if href := link.AttrOr("href", ""); strings.HasPrefix(href, "/export/classements.csv?") {
				file = href
			}
		})
		r := csv.NewReader(strings.NewReader(s.get(file).body))
		r.Comma = ';'
		lines, err := r.ReadAll()
		if err != nil || len(lines) == 0 {
			t.Fatalf("%s: %v", file, err)
		}
		var exported []string
		for _, line := range lines[1:] {
			exported = append(exported, line[0])
		}
		slices.Sort(exported)
		if len(screen) == 0 || !slices.Equal(screen, exported) {
			t.Errorf("%s: %d on screen, %d in the file", asked, len(screen), len(exported))
		}
	}
}

// screen is the ids of all pages of an address, sorted.
func (s site) screen(path string) (ids []string) {
	s.t.Helper()
	for path != "" {
		page := s.get(path)
		ids = append(ids, page.Find("#services tbody th a").Map(func(_ int, a *goquery.Selection) string {
			return strings.TrimPrefix(a.AttrOr("href", ""), "/startups/")
		})...)
		path = page.Find("a.fr-pagination__link--next").AttrOr("href", "")
	}
	slices.Sort(ids)
	return ids
}

func TestAPortfolioWithoutResultHelps(t *testing.T) {
	s := portfolioSite(t)
	nothing := s.get("/startups?q=introuvable&phase=opere")
	for _, want := range []string{"Aucun service ne correspond.", "vérifier l’orthographe", "chercher dans toutes les phases", "afficher tous les services"} {
		if !strings.Contains(nothing.text("#services"), want) {
			t.Errorf("it does not say %q: %q", want, nothing.text("#services"))
		}
	}
	if nothing.Find("#chiffres, a[download]").Length() != 0 {
		t.Error("there are figures of nothing")
	}
	everything := s.get(nothing.Find("#services a:contains('tous les services')").AttrOr("href", ""))
	if everything.Find("#services tbody tr").Length() != 6 {
		t.Errorf("all: %q", everything.services())
	}
}

func TestTheProgrammeFollowsWhatHasToBeLookedAfter(t *testing.T) {
	s := portfolioSite(t)
	lists := s.get(page.FollowUpPath)
	for id, want := range map[string]string{
		"consolidation-6": "dure 20 novembre 2024", "consolidation-24": "dure 20 novembre 2024",
		"controle-12": "perdu 20 novembre 2025", "controle-24": "perdu 20 novembre 2026", "controle-36": "",
		"partenariats-passes": "tombe 20 novembre 2023", "sans-lien": "perdu 20 novembre 2024", "sans-depot": "sain 20 novembre 2026",
	} {
		section := lists.Find("section[aria-labelledby='" + id + "-liste']")
		row := section.Find("tbody tr")
		name, _ := strings.CutPrefix(row.Find("th").Text(), "Service ")
		if got := strings.Join(strings.Fields(name+" "+row.Find("td").First().Text()), " "); section.Length() != 1 || row.Length() > 1 || got != want {
			t.Errorf("%s: %d rows, %q", id, row.Length(), got)
		}
		if want == "" {
			continue
		}
		whole := s.get(section.Find("p a").AttrOr("href", ""))
		if whole.services() != name || whole.Find("a[download]").Length() != 5 {
			t.Errorf("%s: the portfolio has %q", id, whole.services())
		}
	}
	for _, who := range []site{s.visitor(), s.coach(), s.administration()} {
		if who.get("/startups").Find("nav a[href='/a-suivre']").Length() != 0 {
			t.Error("somebody else is led to the programme's lists")
		}
	}
}

func TestAListToFollowShowsItsFirstServices(t *testing.T) {
	s := newSite(t)
	many := []listed{}
	for i := range 12 {
		many = append(many, listed{fmt.Sprintf("serie-%03d", i), "consolidation 2026-01-10", "serie", "communes", published, repository})
	}
	s.importCatalogue(document(many))
	section := s.get(page.FollowUpPath).Find("section[aria-labelledby=consolidation-6-liste]")
	if n := section.Find("tbody tr").Length(); n != 10 || !strings.Contains(section.Find("h3").Text(), "12\u00a0services") {
		t.Errorf("%d of %q", n, section.Find("h3").Text())
	}
}
