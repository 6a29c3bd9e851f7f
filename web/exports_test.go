package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"transfert/web/page"
)

// ghids are the services that a file of classifications holds.
func ghids(t *testing.T, form string, file answer) (ids []string) {
	t.Helper()
	switch form {
	case "csv":
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff")))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			ids = append(ids, row[0])
		}
	case "xlsx":
		book, err := excelize.OpenReader(bytes.NewReader([]byte(file.body)))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			ids = append(ids, row[0])
		}
	case "jsonl":
		for line := range strings.Lines(file.body) {
			var d struct {
				ID string `json:"ghid"`
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, d.ID)
		}
	}
	return ids
}

func TestTheThreeFormsHoldTheSameServicesAsTheScreen(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	for _, query := range []string{
		"phase=toutes", "phase=transfere", "phase=toutes&classement=realisations", "phase=toutes&classement=aucun", "phase=toutes&q=territoires",
		"phase=toutes&incubateur=atelier&echeance=3", "phase=toutes&sponsor=communes", "phase=toutes&sponsor=inconnu", "phase=toutes&trajectoire=integrated-team", "phase=toutes&jamais_evalue=oui",
	} {
		var shown []string
		s.get("/startups?" + query).Find("#contenu tbody th a[href^='/startups/']").Each(func(_ int, a *goquery.Selection) {
			id, _ := url.PathUnescape(strings.TrimPrefix(a.AttrOr("href", ""), "/startups/"))
			shown = append(shown, id)
		})
		slices.Sort(shown)
		for _, form := range []string{"csv", "xlsx", "jsonl"} {
			file := s.visitor().get("/export/classements." + form + "?" + query)
			if got := ghids(t, form, file); file.status != http.StatusOK || !slices.Equal(got, slices.Compact(shown)) {
				t.Errorf("%s of %s: %d %q, the screen shows %q", form, query, file.status, got, shown)
			}
			if got := file.header.Get("Content-Disposition"); got != `attachment; filename="classements-2026-11-20.`+form+`"` {
				t.Errorf("%s is named %s", form, got)
			}
		}
	}
}

func TestAFileSinceADayTellsWhatChangedAndWhatWasBefore(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	later := s.at(s.now.AddDate(0, 0, 20))
	address := page.AssessmentPath(later.sign(accented))
	done := later.post(address+"/decision", later.get(address).decision(map[string]string{
		"decided": "partenariats-passes", "reason": "Le service ferme.", "valid_until": "2027-01-31"}))
	if done.status != http.StatusSeeOther {
		t.Fatal(done.text("#erreurs"))
	}
	for _, test := range []struct {
		name, path, want string // "" for a file without a line
	}{
		{"a decision, and the one before", "classements.jsonl?depuis=2026-11-30", `"before":{"classification":"realisations","valid_until":"2026-12-12","decided_on":"2026-11-20"}`},
		{"nothing was decided after the last decision", "classements.jsonl?depuis=2026-12-10", ""},
		{"before the first decision nothing was in force", "classements.jsonl?depuis=01/11/2026", `"before":{"classification":"","valid_until":null,"decided_on":null}`},
		{"the first decision alone, seen between the two", "classements.jsonl?depuis=2026-11-19&au=2026-11-30", `"classification":"realisations","computed_classification":"realisations","decided_on":"2026-11-20"`},
		{"an end is a change too", "classements.jsonl?depuis=2027-01-15&au=2027-02-15", `"to_confirm":true`},
		{"the entries decided since", "registre.jsonl?depuis=2026-11-30", `"reason":"Le service ferme."`},
		{"the facts of what was decided since", "faits.csv?depuis=2026-11-30", "séance de test;2026-08-12"},
		{"no facts of what was decided before", "faits.jsonl?depuis=2026-12-10", ""},
	} {
		got := later.visitor().get("/export/" + test.path)
		if got.status != http.StatusOK || !strings.Contains(got.body, test.want) || test.want == "" && got.body != "" {
			t.Errorf("%s: %d %s", test.name, got.status, got.body)
		}
	}
	for _, wrong := range []string{"depuis=2026-12-11&au=2026-12-10", "depuis=hier", "depuis=2027-01-01"} {
		if got := later.get("/export/classements.csv?" + wrong); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", wrong, got.status)
		}
	}
}
