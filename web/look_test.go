package web_test

import (
	"strings"
	"testing"
)

func TestAServiceThatFellIsDueForALookAYearLater(t *testing.T) {
	s := newSite(t)
	fell := filled(s.get(draftPath).fields())
	for _, criterion := range []string{"adoption", "indicators", "user_tests", "evolutions", "communication", "open_source"} {
		fell.Set(criterion+".answer", "no")
	}
	s.publish(s.signed(accented, fell))
	for _, on := range []struct {
		days           int // after the decision, of 20 November 2026
		page, work     string
		badge, exports string
	}{
		{0, "À revoir le 20 novembre 2027", "", "Partenariats passés", `"valid_until":null,"look_on":"2027-11-20","to_confirm":false`},
		{300, "À revoir le 20 novembre 2027", "À revoir le 20 novembre 2027", "Partenariats passés", `"to_confirm":false`},
		{364, "À revoir le 20 novembre 2027", "À revoir le 20 novembre 2027", "Partenariats passés", `"to_confirm":false`},
		{365, "À reconfirmer depuis le 20 novembre 2027", "À reconfirmer depuis le 20 novembre 2027", "Partenariats passés, à reconfirmer", `"to_confirm":true`},
	} {
		later := s.at(s.now.AddDate(0, 0, on.days)).programme()
		if got := later.get(accented).text("#verdict"); !strings.Contains(got, on.page) || strings.Contains(got, "Sans échéance") {
			t.Errorf("after %d days the page says %q", on.days, got)
		}
		if got := later.get("/a-faire").text("#contenu tbody"); !strings.Contains(got, on.work) || (got == "") != (on.work == "") {
			t.Errorf("after %d days the work list says %q", on.days, got)
		}
		if got := plain(later.get(accented + "/badge.svg").text("title")); !strings.HasSuffix(got, on.badge) {
			t.Errorf("after %d days the badge says %q", on.days, got)
		}
		if got := later.get("/export/classements.jsonl").body; !strings.Contains(got, on.exports) {
			t.Errorf("after %d days the export says %s", on.days, got)
		}
		listed := later.get("/startups?a_reconfirmer=oui").text("#services tbody") != ""
		if listed != (on.days >= 365) {
			t.Errorf("after %d days it is listed: %t", on.days, listed)
		}
	}
}
