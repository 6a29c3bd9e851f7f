package catalogue

import (
	"reflect"
	"strings"
	"testing"

	"transfert/assessment"
)

// day is a date that exists.
func day(s string) assessment.Date {
	d, err := assessment.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAStartupIsReadWithAllThatIsKeptOfIt(t *testing.T) {
	all, err := read(`{
		"data": [{
			"id": "relais.de-l_État",
			"type": "startup",
			"attributes": {
				"name": "Relais", "pitch": "Passer le relais & bien", "contact": "relais@exemple.fr",
				"link": "https://relais.exemple.fr", "repository": "https://forge.exemple.fr/relais",
				"stats_url": "https://relais.exemple.fr/stats", "impact_url": "https://relais.exemple.fr/impact",
				"budget_url": "https://relais.exemple.fr/budget", "dashlord_url": "https://dashlord.exemple.fr/relais",
				"content_url_encoded_markdown": "%20", "analyse_risques": "true", "inconnu": [{"a": null}],
				"events": [{"name": "committee", "date": "2031-01-01", "comment": ""}],
				"phases": [
					{"name": "construction", "start": "2024-02-29", "end": "2025-01-01"},
					{"name": "transfere", "start": "2030-12-18", "end": ""}],
				"sponsors": ["dgx", "dgy"]
			},
			"relationships": {
				"incubator": {"data": {"type": "incubator", "id": "fabrique"}},
				"incubators": {"data": [{"type": "incubator", "id": "fabrique"}, {"type": "incubator", "id": "atelier"}]}
			}
		}],
		"included": [{"id": "fabrique", "type": "incubator", "attributes": {
			"title": "La Fabrique ", "owner": "/organisations/dgx", "website": "", "github": "https://forge.exemple.fr", "contact": "f@exemple.fr"}}]
	}`)
	want := []assessment.CatalogueEntry{
		{Startup: &assessment.Startup{
			ID: "relais.de-l_État", Name: "Relais", Pitch: "Passer le relais & bien", Contact: "relais@exemple.fr",
			Link: "https://relais.exemple.fr", Repository: "https://forge.exemple.fr/relais",
			StatsURL: "https://relais.exemple.fr/stats", ImpactURL: "https://relais.exemple.fr/impact",
			BudgetURL: "https://relais.exemple.fr/budget", DashlordURL: "https://dashlord.exemple.fr/relais",
			Phases: []assessment.Phase{
				{Name: assessment.Construction, Start: day("2024-02-29"), End: day("2025-01-01")},
				{Name: assessment.Transferred, Start: day("2030-12-18")},
			},
			Incubators: []assessment.Incubator{{ID: "fabrique"}, {ID: "atelier"}},
			Sponsors:   []assessment.Organisation{{ID: "dgx"}, {ID: "dgy"}},
		}},
		{Incubator: &assessment.Incubator{
			ID: "fabrique", Title: "La Fabrique", Owner: "dgx", GitHub: "https://forge.exemple.fr", Contact: "f@exemple.fr",
		}},
	}
	if err != nil || !reflect.DeepEqual(all, want) {
		t.Errorf("the entries are %+v, %v", all, err)
	}
}

func TestIrregularStartupsAreAccepted(t *testing.T) {
	for _, test := range []struct {
		name, entry string
		got         func(assessment.Startup) any
		want        any
		warning     string // a part of the only one; "" for none
	}{
		{"an id with a dot, capitals, accents and digits", startup("1-Inspé.été", ""),
			func(s assessment.Startup) any { return s.ID }, "1-Inspé.été", ""},
		{"an id of 88 characters", startup(strings.Repeat("a", 88), ""),
			func(s assessment.Startup) any { return len(s.ID) }, 88, ""},
		{"white space around a name", startup("a", `"pitch": "\u00a0 x\n"`),
			func(s assessment.Startup) any { return s.Pitch }, "x", ""},
		{"an emoji, an ampersand and quotes in a pitch", startup("a", `"pitch": "\ud83c\udfe0 R&D \"x\" &amp;"`),
			func(s assessment.Startup) any { return s.Pitch }, `🏠 R&D "x" &amp;`, ""},
		{"an empty link", startup("a", `"link": ""`),
			func(s assessment.Startup) any { return s.Link }, "", ""},
		{"a link that is null", startup("a", `"link": null`),
			func(s assessment.Startup) any { return s.Link }, "", ""},
		{"white space around a link", startup("a", `"link": " https://a.exemple.fr "`),
			func(s assessment.Startup) any { return s.Link }, "https://a.exemple.fr", ""},
		{"a link escaped for HTML", startup("a", `"link": "https:&#x2F;&#x2F;a.exemple.fr?b&amp;c"`),
			func(s assessment.Startup) any { return s.Link }, "https://a.exemple.fr?b&c", ""},
		{"a link escaped twice is decoded once", startup("a", `"link": "https://a.exemple.fr?b&amp;amp;c"`),
			func(s assessment.Startup) any { return s.Link }, "https://a.exemple.fr?b&amp;c", ""},
		{"a link without https", startup("a", `"link": "http://a.exemple.fr"`),
			func(s assessment.Startup) any { return s.Link }, "http://a.exemple.fr", "essai.json, a, attributes.link\u00a0: l’adresse «\u00a0http://a.exemple.fr\u00a0» n’est pas en https"},
		{"a relative link", startup("a", `"stats_url": "/stats"`),
			func(s assessment.Startup) any { return s.StatsURL }, "/stats", "relative"},
		{"a link with a double slash", startup("a", `"stats_url": "https://a.exemple.fr//stats"`),
			func(s assessment.Startup) any { return s.StatsURL }, "https://a.exemple.fr//stats", ""},
		{"a link with a text fragment", startup("a", `"stats_url": "https://a.exemple.fr/#:~:text=une%20phrase"`),
			func(s assessment.Startup) any { return s.StatsURL }, "https://a.exemple.fr/#:~:text=une%20phrase", ""},
		{"a link to a bare IP address", startup("a", `"stats_url": "http://192.0.2.1:3000/x"`),
			func(s assessment.Startup) any { return s.StatsURL }, "http://192.0.2.1:3000/x", "https"},
		{"a link of another kind", startup("a", `"link": "javascript:alert(1)"`),
			func(s assessment.Startup) any { return s.Link }, "javascript:alert(1)", "pas une adresse web"},
		{"a link that is a sentence", startup("a", `"link": "https://bientôt en ligne"`),
			func(s assessment.Startup) any { return s.Link }, "https://bientôt en ligne", "pas une adresse web"},
		{"a repository with a separator behind it", startup("a", `"repository": "https://forge.exemple.fr/a; "`),
			func(s assessment.Startup) any { return s.Repository }, "https://forge.exemple.fr/a", ""},
		{"a repository with a #", startup("a", `"repository": "https://forge.exemple.fr/a#lire"`),
			func(s assessment.Startup) any { return s.Repository }, "https://forge.exemple.fr/a#lire", ""},
		{"a budget that is a space", startup("a", `"budget_url": " "`),
			func(s assessment.Startup) any { return s.BudgetURL }, "", ""},
		{"an invalid e-mail address", startup("a", `"contact": "a@exemple.f"`),
			func(s assessment.Startup) any { return s.Contact }, "a@exemple.f", ""},
		{"no phase", startup("a", `"phases": []`),
			func(s assessment.Startup) any { return len(s.Phases) }, 0, ""},
		{"a phase that ends before it starts", startup("a", `"phases": [{"name": "opere", "start": "2024-01-02", "end": "2024-01-01"}]`),
			func(s assessment.Startup) any { return s.Phases[0].End }, day("2024-01-01"), "précède"},
		{"an end that is null", startup("a", `"phases": [{"name": "opere", "start": "2024-01-02", "end": null}]`),
			func(s assessment.Startup) any { return s.Phases[0].End }, assessment.Date{}, ""},
		{"a sponsor given twice, once with its path", startup("a", `"sponsors": ["dgx", "/organisations/dgx", ""]`),
			func(s assessment.Startup) any { return s.Sponsors }, []assessment.Organisation{{ID: "dgx"}}, ""},
		{"no sponsor and no incubator", startup("a", ""),
			func(s assessment.Startup) any { return len(s.Sponsors) + len(s.Incubators) }, 0, ""},
		{"one incubator that is not included", `{"id": "a", "attributes": {"name": "A"}, "relationships": {"incubator": {"data": {"id": "cachee"}}}}`,
			func(s assessment.Startup) any { return s.Incubators }, []assessment.Incubator{{ID: "cachee"}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			all, err := read(startups(test.entry))
			if err != nil || len(all) != 1 || all[0].Startup == nil {
				t.Fatalf("the entries are %+v, %v", all, err)
			}
			if got := test.got(*all[0].Startup); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			warnings := strings.Join(all[0].Warnings, "\n")
			if (warnings == "") != (test.warning == "") || !strings.Contains(warnings, test.warning) {
				t.Errorf("the warnings are %q, want %q", warnings, test.warning)
			}
		})
	}
}

func TestOldPhaseNamesAreUnderstood(t *testing.T) {
	for old, want := range map[string]assessment.PhaseName{
		"transfer": "consolidation", "perennisation": "consolidation", "success": "transfere",
		"alumni": "abandon", "death": "abandon", "transfere": "transfere",
	} {
		all, err := read(startups(startup("a", `"phases": [{"name": "`+old+`", "start": "2020-01-01"}]`)))
		if err != nil || len(all) != 1 || all[0].Startup == nil || all[0].Startup.Phases[0].Name != want {
			t.Errorf("%s is read as %+v, %v", old, all, err)
		}
	}
}

func TestOrganisationsAreDecodedFromHTMLOnce(t *testing.T) {
	all, err := read(`[{"id": "Préfecture", "name": "Préfecture de l&#39;Ain &amp;amp; R&amp;D ", "acronym": " ",
		"domaine_ministeriel": "interieur", "type": "service-deconcentre"}, {"id": "x", "name": ""}]`)
	want := assessment.Organisation{
		ID: "Préfecture", Name: "Préfecture de l'Ain &amp; R&D", Domain: "interieur", Category: "service-deconcentre",
	}
	if err != nil || len(all) != 2 || *all[0].Organisation != want {
		t.Fatalf("the entries are %+v, %v", all, err)
	}
	if r := all[1].Refusal; r == nil || r.Field != "name" || r.ID != "x" {
		t.Errorf("the organisation without a name is %+v", all[1])
	}
}

func TestIncubatorsAreReadWithoutTheirStartups(t *testing.T) {
	large := `{"startups": [` + strings.Repeat(`{"id": "x", "pitch": "`+strings.Repeat("x", 1000)+`"},`, 2000) + `{}], "title": "Grande"}`
	all, err := read(`{
		"fabrique": {"startups": [{"id": "a", "phases": [{"name": "x"}]}], "title": "La Fabrique ", "owner": "/organisations/dgx",
			"contact": "f@exemple.fr?subject=x", "address": "1 rue Haute", "website": "http://intranet", "github": null},
		"cachee": {"startups": []},
		"grande": ` + large + `,
		"double": {"title": "a", "title": "b"},
		"a/b": {"title": "x"},
		"texte": "x",
		"nombre": {"title": 3}
	}`)
	if err != nil || len(all) != 7 {
		t.Fatalf("the entries are %+v, %v", all, err)
	}
	want := assessment.Incubator{ID: "fabrique", Title: "La Fabrique", Owner: "dgx", Contact: "f@exemple.fr?subject=x",
		Address: "1 rue Haute", Website: "http://intranet"}
	if *all[0].Incubator != want || len(all[0].Warnings) != 1 {
		t.Errorf("the first is %+v", all[0])
	}
	if *all[1].Incubator != (assessment.Incubator{ID: "cachee"}) || all[2].Incubator.Title != "Grande" {
		t.Errorf("the next are %+v %+v", all[1], all[2])
	}
	for i, field := range map[int]string{3: "title", 4: "id", 5: "", 6: "title"} {
		if r := all[i].Refusal; r == nil || r.Field != field || r.Index != i {
			t.Errorf("entry %d is %+v", i, all[i])
		}
	}
}

func TestIncubatorsMentionedBesideStartupsAreNeverRefused(t *testing.T) {
	all, err := read(`{"included": [{"type": "incubator"}, {"id": "a", "type": "incubator", "attributes": {"title": 3}},
		{"id": "b", "type": "incubator"}, {"id": "b", "type": "incubator"}, {"id": "c", "type": "other"}], "data": []}`)
	if err != nil || len(all) != 3 {
		t.Fatalf("the entries are %+v, %v", all, err)
	}
	for i, field := range []string{"included[0].id", "included[1].attributes.title"} {
		if e := all[i]; e.Refusal != nil || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], field) {
			t.Errorf("entry %d is %+v", i, e)
		}
	}
	if all[2].Incubator.ID != "b" {
		t.Errorf("the last is %+v", all[2])
	}
}
