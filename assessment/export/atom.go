package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"transfert/assessment"
	"transfert/assessment/french"
)

// The elements of an Atom feed (RFC 4287) that decisions need.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomAuthor  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Link    atomLink `xml:"link"`
		Summary string   `xml:"summary"`
	}
)

// Atom writes decisions as a feed, in their order. Home is the site's address,
// and assessmentPath the path of an assessment on it.
func Atom(w io.Writer, decisions []assessment.RegisterEntry, home string, assessmentPath func(int64) string) error {
	feed := atomFeed{
		Lang: "fr", ID: home + "/fil.atom", Title: "Décisions de transfert", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Author: atomAuthor{"beta.gouv.fr"}, Links: []atomLink{{"self", home + "/fil.atom"}, {"alternate", home + "/startups"}},
	}
	for i, d := range decisions {
		entry := atomEntry{
			ID: fmt.Sprintf("%s/fil.atom#%d", home, d.ID), Title: french.Typeset(d.StartupName + " : " + french.Quote(d.Decided.Label())),
			Updated: d.At.Format(time.RFC3339), Link: atomLink{"alternate", home + assessmentPath(d.AssessmentID)}, Summary: summaryOf(d.Entry),
		}
		if i == 0 {
			feed.Updated = entry.Updated
		}
		feed.Entries = append(feed.Entries, entry)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(feed); err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	return nil
}

// summaryOf tells a decision in a sentence or two.
func summaryOf(e assessment.Entry) string {
	text := "Décidé le " + e.DecidedOn.French()
	if !e.ValidUntil.IsZero() {
		text += ", valable jusqu’au " + e.ValidUntil.French()
	}
	text += "."
	if e.Overrides() {
		text += french.Typeset(" Classement calculé : " + french.Quote(e.Computed.Label()) + ".")
	}
	if e.Reason != "" {
		text += " Motif\u00a0: " + e.Reason
	}
	return text
}
