package web_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"

	"transfert/web/openid"
	"transfert/web/page"
)

func TestTheCalendarTellsWhatIsDue(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	s.sign("/startups/api.gouv.fr") // nothing of it is published
	want := map[string]string{
		"Données & territoires : « Réalisations » à reconfirmer":                  "20261213",
		"Données & territoires : dernier jour pour le prochain test utilisateurs": "20261212",
	}
	for _, path := range []string{"/calendrier.ics", accented + "/calendrier.ics", "/calendrier.ics?sponsor=communes"} {
		file := s.visitor().get(path)
		if file.status != http.StatusOK || file.header.Get("Content-Type") != "text/calendar; charset=utf-8" {
			t.Fatalf("%s: %d %s", path, file.status, file.header.Get("Content-Type"))
		}
		calendar, err := ical.NewDecoder(strings.NewReader(file.body)).Decode()
		if err != nil {
			t.Fatalf("%s: %v\n%s", path, err, file.body)
		}
		if n := len(calendar.Events()); n != len(want) {
			t.Errorf("%s: %d events", path, n)
		}
		for _, event := range calendar.Events() {
			summary, _ := event.Props.Text(ical.PropSummary)
			start := event.Props.Get(ical.PropDateTimeStart)
			if want[strings.ReplaceAll(summary, "\u00a0", " ")] != start.Value || start.ValueType() != ical.ValueDate {
				t.Errorf("%q on %s", summary, start.Value)
			}
			if uid, _ := event.Props.Text(ical.PropUID); !strings.HasSuffix(uid, "@transfert") {
				t.Errorf("uid %q", uid)
			}
		}
		for line := range strings.SplitSeq(file.body, "\r\n") {
			if len(line) > 75 || strings.Contains(line, "\n") {
				t.Errorf("a line is too long or not ended as it should be: %q", line)
			}
		}
	}
	if again := s.visitor().get("/calendrier.ics").body; again != s.at(s.now.Add(time.Hour)).visitor().get("/calendrier.ics").body {
		t.Error("the same calendar is another one an hour later")
	}
	if empty := s.visitor().get("/startups/api.gouv.fr/calendrier.ics"); strings.Contains(empty.body, "VEVENT") {
		t.Error("what is not published is told")
	}
}

func TestTheFeedTellsDecisions(t *testing.T) {
	s := newSite(t)
	if empty := s.visitor().get("/fil.atom"); empty.status != http.StatusOK || !strings.Contains(empty.body, "<updated>1970-01-01T00:00:00Z</updated>") {
		t.Errorf("an empty feed: %d %s", empty.status, empty.body)
	}
	id := s.sign(accented)
	s.publish(id)
	address := page.AssessmentPath(id)
	corrected := s.post(address+"/decision", s.get(address).decision(map[string]string{
		"decided": "non-etabli", "reason": "Audit <en cours> & à suivre.", "valid_until": "31/03/2027"}))
	if corrected.status != http.StatusSeeOther {
		t.Fatal(corrected.text("#erreurs"))
	}
	file := s.visitor().get("/fil.atom")
	feed, err := gofeed.NewParser().ParseString(file.body)
	if err != nil || feed.FeedType != "atom" || len(feed.Items) != 2 {
		t.Fatalf("%v\n%s", err, file.body)
	}
	first := feed.Items[0]
	if strings.ReplaceAll(first.Title, "\u00a0", " ") != "Données & territoires : « Non établi »" || !strings.HasSuffix(first.Link, address) || first.UpdatedParsed == nil || first.GUID == feed.Items[1].GUID {
		t.Errorf("got %+v", first)
	}
	for _, want := range []string{"Classement calculé : « Réalisations ».", "Motif : Audit <en cours> & à suivre.", "valable jusqu’au 31 mars 2027"} {
		if !strings.Contains(strings.ReplaceAll(first.Description, "\u00a0", " "), want) {
			t.Errorf("it does not say %q: %s", want, first.Description)
		}
	}
	if strings.Contains(file.body, "Sacha") {
		t.Error("it names somebody")
	}
}

func TestTheStatisticsCountWhatThereIs(t *testing.T) {
	s := newSite(t)
	if got := s.visitor().get("/statistiques").text("tbody"); !strings.Contains(got, "parmi les classements publiés–") {
		t.Errorf("of nothing: %q", got)
	}
	s.publish(s.sign(accented))
	s.sign("/startups/api.gouv.fr")
	got := s.at(s.now.AddDate(0, 1, 0)).visitor().get("/statistiques").text("tbody")
	for _, want := range []string{"Services du catalogue2", "au moins une fois2", "classement est publié1", "publiés100 %", "à reconfirmer1", "en jours30"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q: %q", want, got)
		}
	}
}

func TestTheBadgeSaysWhatIsInForceInTwoSizes(t *testing.T) {
	s := newSite(t)
	id := s.sign(accented)
	if got := s.get(accented + "/badge.svg").text("title"); got != "Phase de transfert : classement non publié" {
		t.Errorf("signed, not published: %q", got)
	}
	s.publish(id)
	for _, test := range []struct {
		days        int
		path, title string
		height      string
	}{
		{0, "/badge.svg", "Phase de transfert : Réalisations jusqu’au 12 décembre 2026", "24"},
		{0, "/badge.svg?taille=grande", "Phase de transfert : Réalisations jusqu’au 12 décembre 2026", "36"},
		{23, "/badge.svg", "Phase de transfert : Réalisations, à reconfirmer", "24"},
	} {
		badge := s.at(s.now.AddDate(0, 0, test.days)).visitor().get(accented + test.path)
		svg := badge.Find("svg")
		if badge.text("title") != test.title || svg.AttrOr("role", "") != "img" || svg.AttrOr("height", "") != test.height {
			t.Errorf("after %d days %s: %s", test.days, test.path, badge.body)
		}
		width, _ := strconv.Atoi(svg.AttrOr("width", ""))
		texts := 0
		for _, text := range svg.Find("text").EachIter() {
			length, _ := strconv.Atoi(text.AttrOr("textLength", ""))
			texts += length
		}
		if size, _ := strconv.Atoi(svg.AttrOr("font-size", "")); texts == 0 || width != texts+4*size {
			t.Errorf("the texts take %d of %d pixels", texts, width)
		}
	}
	first := s.visitor().get(accented + "/badge.svg")
	again := httptest.NewRequestWithContext(t.Context(), http.MethodGet, accented+"/badge.svg", nil)
	again.Header.Set("If-None-Match", first.header.Get("ETag"))
	if got := s.visitor().do(again); got.status != http.StatusNotModified {
		t.Errorf("the same badge again: %d", got.status)
	}
	if got := s.get(accented).text(".snippet"); !strings.Contains(got, "http://example.com"+accented+"/badge.svg") {
		t.Errorf("the snippet is %q", got)
	}
}

func TestTheSiteTellsOneAddressOfItsOwn(t *testing.T) {
	alone := publicSite(t)
	known := alone
	known.made.Provider = openid.New(openid.Config{RedirectURL: "https://transfert.exemple/connexion/retour"})
	for _, test := range []struct {
		name, home string
		site       site
	}{
		{"as it is asked for, on its own machine", "http://example.com/", alone},
		{"as the provider knows it", "https://transfert.exemple/", known.at(known.now)},
	} {
		for _, path := range []string{"/fil.atom", "/api/docs", accented} {
			if got := test.site.get(path); !strings.Contains(got.body, test.home) {
				t.Errorf("%s: %s does not hold %s", test.name, path, test.home)
			}
		}
	}
}

func TestPagesOfOtherSitesReadWhatIsOpen(t *testing.T) {
	s := newSite(t)
	s.publish(s.sign(accented))
	open := []string{"/fil.atom", "/calendrier.ics", accented + "/calendrier.ics", accented + "/badge.svg",
		"/export/classements.csv", "/export/faits.jsonl", "/export/registre.xlsx", "/api/evaluations", "/api/v1/startups"}
	for path, want := range map[string]string{accented: "", "/startups": ""} {
		if got := s.visitor().get(path).header.Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	for _, path := range open {
		if got := s.visitor().get(path); got.status != 200 || got.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %d, for %q", path, got.status, got.header.Get("Access-Control-Allow-Origin"))
		}
	}
}
