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
		Lang: "fr", ID: home + "/fil.atom", Title: "Décisions de transfert",
		Author: atomAuthor{"beta.gouv.fr"}, Links: []atomLink{{"self", home + "/fil.atom"}, {"alternate", home + "/startups"}},
	}
	last := time.Unix(0, 0).UTC()
	for _, d := range decisions {
		updated := updatedOf(d)
		if updated.After(last) {
			last = updated
		}
		feed.Entries = append(feed.Entries, atomEntry{
			ID: fmt.Sprintf("%s/fil.atom#%d", home, d.ID), Title: titleOf(d), Updated: updated.Format(time.RFC3339),
			Link: atomLink{"alternate", home + assessmentPath(d.AssessmentID)}, Summary: summaryOf(d.Entry),
		})
	}
	feed.Updated = last.Format(time.RFC3339)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(feed); err != nil {
		return fmt.Errorf("feed: %w", err)
	}
	return nil
}

// titleOf names the startup and what is in force of it, or speaks against that.
func titleOf(d assessment.RegisterEntry) string {
	told := french.Quote(d.Decided.Label())
	if d.Disagreement.Kind != "" {
		told = d.Disagreement.Label()
	}
	return french.Typeset(d.StartupName + " : " + told)
}

// updatedOf is when the entry of the feed changed last.
func updatedOf(d assessment.RegisterEntry) time.Time {
	year, month, day := d.Disagreement.Since.Time().Date()
	if began := time.Date(year, month, day, 0, 0, 0, 0, assessment.Paris); began.After(d.At) {
		return began
	}
	return d.At
}

// summaryOf tells a decision in a sentence or two.
func summaryOf(e assessment.Entry) string {
	text := "Décidé le " + e.DecidedOn.French()
	if !e.LookOn.IsZero() {
		text += ", à revoir le " + e.LookOn.French()
	}
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
