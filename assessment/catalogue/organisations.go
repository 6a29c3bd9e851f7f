package catalogue

import (
	"html"

	"transfert/assessment"
)

// organisationEntry is an organisation as organisations.json writes it.
type organisationEntry struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Acronym  string `json:"acronym"`
	Domain   string `json:"domaine_ministeriel"`
	Category string `json:"type"`
}

// organisations walks organisations.json: an array, whose template escapes every
// text for HTML.
func (r *reader) organisations() error {
	return r.array(func(index int) error {
		p, err := r.value()
		if err != nil {
			return err
		}
		var e organisationEntry
		if err := p.decode(&e); err != nil {
			return r.refuse(index, p.findID(), err)
		}
		var c check
		organisation := assessment.Organisation{
			ID:       c.id("id", html.UnescapeString(e.ID)),
			Name:     c.required("name", html.UnescapeString(e.Name)),
			Acronym:  c.text("acronym", html.UnescapeString(e.Acronym), maxText),
			Domain:   c.text("domaine_ministeriel", html.UnescapeString(e.Domain), maxText),
			Category: c.text("type", html.UnescapeString(e.Category), maxText),
		}
		return r.judge(index, organisation.ID, c, assessment.CatalogueEntry{Organisation: &organisation})
	})
}
