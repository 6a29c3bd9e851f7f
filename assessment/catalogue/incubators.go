package catalogue

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"transfert/assessment"
)

// incubatorEntry is an incubator as incubators.json writes it, and as startups.json
// does in the attributes of what it includes.
type incubatorEntry struct {
	Title   string `json:"title"`
	Owner   string `json:"owner"`
	Website string `json:"website"`
	GitHub  string `json:"github"`
	Contact string `json:"contact"`
	Address string `json:"address"`
}

func (e incubatorEntry) incubator(c *check, prefix, id string) assessment.Incubator {
	owner := strings.TrimPrefix(strings.TrimSpace(e.Owner), "/organisations/")
	if owner != "" {
		owner = c.id(prefix+"owner", owner)
	}
	return assessment.Incubator{
		ID:      id,
		Title:   c.text(prefix+"title", e.Title, maxText),
		Owner:   owner,
		Website: c.link(prefix+"website", e.Website),
		GitHub:  c.link(prefix+"github", e.GitHub),
		Contact: c.text(prefix+"contact", e.Contact, maxText),
		Address: c.text(prefix+"address", e.Address, maxText),
	}
}

// incubators walks incubators.json: an object, keyed by the incubators' ids.
func (r *reader) incubators() error {
	return r.object(func(index int, key string) error {
		p, err := r.incubatorPiece()
		if err != nil {
			return err
		}
		id := acceptableID(key)
		var e incubatorEntry
		if err := p.decode(&e); err != nil {
			return r.refuse(index, id, err)
		}
		var c check
		c.id("id", key)
		incubator := e.incubator(&c, "", id)
		return r.judge(index, id, c, assessment.CatalogueEntry{Incubator: &incubator})
	})
}

// incubatorPiece cuts out what incubators.json says of an incubator, without its
// startups: startups.json says more of them, and their number knows no bound.
func (r *reader) incubatorPiece() (piece, error) {
	if next, err := r.peek(); err != nil || next != '{' {
		p, valueErr := r.value()
		return p, valueErr
	}
	whole := piece{raw: jsontext.Value("{"), offset: r.offset}
	err := r.object(func(index int, name string) error {
		p, err := r.value()
		if err != nil {
			return err
		}
		if name == "startups" {
			p = piece{raw: jsontext.Value("[]")}
		}
		if index > 0 {
			whole.raw = append(whole.raw, ',')
		}
		whole.raw, err = jsontext.AppendQuote(whole.raw, name)
		whole.raw = append(append(whole.raw, ':'), p.raw...)
		whole.long = whole.long || p.long || len(whole.raw) > maxEntrySize
		whole.deep = whole.deep || p.deep
		whole.control = whole.control || p.control
		return err
	})
	whole.raw = append(whole.raw, '}')
	return whole, err
}

// includedEntry is an incubator as startups.json includes it.
type includedEntry struct {
	ID         string         `json:"id"`
	Type       string         `json:"type"`
	Attributes incubatorEntry `json:"attributes"`
}

// included reads an incubator mentioned beside the startups. It only lends them
// its title, so that what is wrong with it is a remark.
func (r *reader) included(index int) error {
	p, err := r.value()
	if err != nil {
		return err
	}
	at := fmt.Sprintf("included[%d].", index)
	var e includedEntry
	var c check
	err = p.decode(&e)
	if f, ok := err.(*fault); ok {
		c.refuse(strings.TrimSuffix(at+f.field, "."), f.message)
	} else if err != nil {
		return r.refuse(index, "", err)
	}
	incubator := e.Attributes.incubator(&c, at+"attributes.", c.id(at+"id", e.ID))
	switch {
	case c.fault != nil:
		return r.yield(assessment.CatalogueEntry{Warnings: []string{r.warning("", *c.fault)}})
	case e.Type != "incubator" || r.mentioned[incubator.ID]:
		return nil
	}
	r.mentioned[incubator.ID] = true
	return r.yield(assessment.CatalogueEntry{Incubator: &incubator})
}
