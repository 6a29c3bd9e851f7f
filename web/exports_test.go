package web_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"transfert/assessment"
	"transfert/assessment/postgres"
	"transfert/assessment/postgres/postgrestest"
	"transfert/web/page"
)

// ghids are the services that a file is about, each once, by id.
func ghids(t *testing.T, file answer, form string) (ids []string) {
	t.Helper()
	if form == "jsonl" {
		for line := range strings.Lines(file.body) {
			var d struct {
				ID string `json:"ghid"`
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, d.ID)
		}
	} else {
		rows := rowsOf(t, file, form)
		column := slices.Index(rows[0], "ghid")
		for _, row := range rows[1:] {
			ids = append(ids, row[column])
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// rowsOf are the rows of a CSV file or a workbook, the names of the columns first.
func rowsOf(t *testing.T, file answer, form string) (rows [][]string) {
	t.Helper()
	var err error
	if form == "csv" {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff")))
		r.Comma = ';'
		rows, err = r.ReadAll()
	} else {
		var book *excelize.File
		if book, err = excelize.OpenReader(strings.NewReader(file.body)); err == nil {
			rows, err = book.GetRows(book.GetSheetName(0))
		}
	}
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d: %v", file.status, err)
	}
	return rows
}

// screened are the services that the portfolio shows on all its pages, by id.
func (s site) screened(query string) (ids []string) {
	s.t.Helper()
	for n := 1; ; n++ {
		shown := s.get("/startups?" + query + "&page=" + strconv.Itoa(n))
		if shown.status != http.StatusOK { // beyond the last one
			slices.Sort(ids)
			return ids
		}
		links := shown.Find("#services tbody th a").Map(func(_ int, a *goquery.Selection) string {
			return strings.TrimPrefix(a.AttrOr("href", ""), "/startups/")
		})
		if ids = append(ids, links...); len(links) == 0 {
			return nil
		}
	}
}

func TestEveryFileIsAboutTheServicesOfTheScreen(t *testing.T) {
	s := portfolioSite(t)
	decided := []string{"sain", "tombe"} // only they have facts in force and entries in the register
	for _, query := range []string{
		"phase=toutes", "phase=transfere", "phase=toutes&phase=consolidation&phase=investigation", "phase=toutes&classement=realisations",
		"phase=toutes&classement=aucun", "q=service+SAIN", "incubateur=atelier&echeance=3&phase=toutes", "phase=toutes&sponsor=communes",
		"phase=toutes&sponsor=inconnu", "phase=toutes&trajectoire=integrated-team", "phase=toutes&non_rempli=open_source", "phase=toutes&jamais_evalue=oui",
		"phase=toutes&transfere_depuis=2", "phase=consolidation&phase_depuis=24", "phase=toutes&controle=12", "phase=toutes&divergence=sans-lien",
	} {
		shown := s.screened(query)
		for _, subject := range []string{"classements", "faits", "registre"} {
			want := shown
			if subject != "classements" {
				want = slices.DeleteFunc(slices.Clone(shown), func(id string) bool { return !slices.Contains(decided, id) })
			}
			for _, form := range []string{"csv", "xlsx", "jsonl"} {
				file := s.visitor().get("/export/" + subject + "." + form + "?" + query)
				if got := ghids(t, file, form); file.status != http.StatusOK || !slices.Equal(got, want) {
					t.Errorf("%s.%s of %s: %d %q, want %q", subject, form, query, file.status, got, want)
				}
			}
		}
	}
}

func TestAFileHoldsAllPagesOfTheScreen(t *testing.T) {
	s := newSite(t)
	var startups []listed
	for n := range 2*assessment.PageSize + 5 {
		startups = append(startups, listed{fmt.Sprintf("s%03d", n), "transfere 2025-11-20", "atelier", "communes", published, repository})
	}
	s.importCatalogue(document(startups))
	shown := s.screened("phase=transfere")
	if got := ghids(t, s.get("/export/classements.xlsx?phase=transfere"), "xlsx"); len(got) != len(startups) || !slices.Equal(got, shown) {
		t.Errorf("%d services, %d on the screen", len(got), len(shown))
	}
}

func TestAFileIsNamedAndNotKeptByCaches(t *testing.T) {
	s := newSite(t)
	for path, want := range map[string]struct{ kind, name string }{
		"classements.csv":                  {"text/csv; charset=utf-8", "classements-2026-11-20.csv"},
		"registre.jsonl":                   {"application/jsonl; charset=utf-8", "registre-2026-11-20.jsonl"},
		"faits.xlsx?au=1er+septembre+2026": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "faits-2026-09-01.xlsx"},
	} {
		h := s.visitor().get("/export/" + path).header
		if h.Get("Content-Type") != want.kind || h.Get("Content-Disposition") != `attachment; filename="`+want.name+`"` || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestAFileTellsWhatWasInForceOnADay(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	later := s.at(s.now.AddDate(0, 0, 20))
	later.publish(later.sign(accented))
	for _, test := range []struct {
		day     string
		entries int
		decided string // what the facts come from, "" where there are none
	}{
		{"2026-11-19", 0, ""},
		{"2026-11-20", 1, "2026-11-20"},
		{"9 décembre 2026", 1, "2026-11-20"},
		{"10/12/2026", 2, "2026-12-10"},
	} {
		query := "?au=" + url.QueryEscape(test.day)
		register := rowsOf(t, later.visitor().get("/export/registre.csv"+query), "csv")
		facts := rowsOf(t, later.visitor().get("/export/faits.csv"+query), "csv")
		if len(register)-1 != test.entries || (len(facts) > 1) != (test.decided != "") {
			t.Errorf("on %s: %d entries and %d facts", test.day, len(register)-1, len(facts)-1)
		}
		for _, fact := range facts[1:] {
			if got := fact[slices.Index(facts[0], "decide_le")]; got != test.decided {
				t.Errorf("on %s a fact was decided on %s, want %s", test.day, got, test.decided)
			}
		}
	}
}

func TestAFileThatBreaksOffDoesNotLookWhole(t *testing.T) {
	pool := postgrestest.Database(t)
	s := publicSite(t)
	s.made.Store = postgres.New(pool)
	s = s.at(s.now)
	// More startups than are read at once, the last of them with a day that no calendar has.
	if _, err := pool.Exec(t.Context(), `INSERT INTO startups
		SELECT 's' || n, 'Un service', '', '', '', '', '', '', '', '', '', CASE n WHEN 2999 THEN 'infinity'::date END, '2026-11-01', ''
		FROM generate_series(1000, 2999) n`); err != nil {
		t.Fatal(err)
	}
	running := httptest.NewServer(s.handler)
	defer running.Close()
	for _, encoding := range []string{"gzip", "identity"} {
		for _, form := range []string{"csv", "jsonl"} {
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, running.URL+"/export/classements."+form, nil)
			r.Header.Set("Accept-Encoding", encoding)
			answer, err := running.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if answer.StatusCode != http.StatusOK || len(body) == 0 || !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s as %s: %d, %d bytes, then %v", form, encoding, answer.StatusCode, len(body), err)
			}
		}
	}
	if got := s.get("/export/classements.xlsx"); got.status != http.StatusInternalServerError || got.text("h1") != "Erreur inattendue" {
		t.Errorf("a workbook of which nothing was sent: %d %q", got.status, got.text("h1"))
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
