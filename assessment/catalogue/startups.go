package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"transfert/assessment"
)

// startups walks startups.json: the startups in data, and in included the
// incubators that the site shows.
func (r *reader) startups() error {
	seen := map[string]bool{}
	err := r.object(func(_ int, name string) error {
		if seen[name] {
			return r.failed(quote(name) + " y est donné deux fois")
		}
		seen[name] = true
		if name != "data" && name != "included" {
			return r.skip()
		}
		next, err := r.peek()
		switch {
		case err != nil:
			return err
		case next != '[':
			return r.failed(quote(name) + " n’y est pas une liste")
		case name == "included":
			return r.array(r.included)
		}
		return r.array(r.startup)
	})
	if err == nil && !seen["data"] {
		err = r.failed("la liste des startups (data) y manque")
	}
	return err
}

// startupEntry is a startup as startups.json writes it.
type startupEntry struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Attributes struct {
		Name        string       `json:"name"`
		Pitch       string       `json:"pitch"`
		Contact     string       `json:"contact"`
		Link        string       `json:"link"`
		Repository  string       `json:"repository"`
		StatsURL    string       `json:"stats_url"`
		ImpactURL   string       `json:"impact_url"`
		BudgetURL   string       `json:"budget_url"`
		DashlordURL string       `json:"dashlord_url"`
		Phases      []phaseEntry `json:"phases"`
		Sponsors    []string     `json:"sponsors"`
		// RedirectFrom is not part of the public JSON today: the site keeps it beside.
		RedirectFrom []string `json:"redirect_from"`
	} `json:"attributes"`
	Relationships struct {
		Incubator struct {
			Data reference `json:"data"`
		} `json:"incubator"`
		Incubators struct {
			Data []reference `json:"data"`
		} `json:"incubators"`
	} `json:"relationships"`
}

type reference struct {
	ID string `json:"id"`
}

func (r *reader) startup(index int) error {
	p, err := r.value()
	if err != nil {
		return err
	}
	var e startupEntry
	if err := p.decode(&e); err != nil {
		return r.refuse(index, p.findID(), err)
	}
	var c check
	startup := e.startup(&c)
	if e.Type != "" && e.Type != "startup" {
		c.fault = &fault{"type", quote(e.Type) + " n’est pas un service\u00a0: seul le type «\u00a0startup\u00a0» l’est"}
	}
	return r.judge(index, startup.ID, c, assessment.CatalogueEntry{Startup: &startup})
}

func (e startupEntry) startup(c *check) assessment.Startup {
	a := e.Attributes
	s := assessment.Startup{
		ID:          c.id("id", e.ID),
		Name:        c.required("attributes.name", a.Name),
		Pitch:       c.text("attributes.pitch", a.Pitch, maxText),
		Contact:     c.text("attributes.contact", a.Contact, maxText),
		Link:        c.link("attributes.link", a.Link),
		Repository:  c.link("attributes.repository", a.Repository),
		StatsURL:    c.link("attributes.stats_url", a.StatsURL),
		ImpactURL:   c.link("attributes.impact_url", a.ImpactURL),
		BudgetURL:   c.link("attributes.budget_url", a.BudgetURL),
		DashlordURL: c.link("attributes.dashlord_url", a.DashlordURL),
		Phases:      c.phases("attributes.phases", a.Phases),
	}
	for _, id := range c.references("attributes.sponsors", "/organisations/", a.Sponsors) {
		s.Sponsors = append(s.Sponsors, assessment.Organisation{ID: id})
	}
	s.FormerIDs = c.formerIDs("attributes.redirect_from", s.ID, a.RedirectFrom)
	for _, id := range c.references("relationships.incubators.data", "/incubateurs/", e.incubators()) {
		s.Incubators = append(s.Incubators, assessment.Incubator{ID: id})
	}
	return s
}

// formerIDs reads the ids that a startup had before, written as ids or as the paths
// of its pages: /startups/access4all. What names no startup is left out with a
// remark: an address that no longer leads anywhere is no reason to refuse one.
func (c *check) formerIDs(field, id string, values []string) []string {
	var former []string
	for i, value := range values {
		value = strings.Trim(strings.TrimPrefix(strings.TrimSpace(value), "/startups/"), "/")
		was := acceptableID(strings.TrimSuffix(value, ".html"))
		if was == "" {
			c.warn(fmt.Sprintf("%s[%d]", field, i), quote(value)+" n’est pas un identifiant acceptable")
		} else if was != id && !slices.Contains(former, was) {
			former = append(former, was)
		}
	}
	return former
}

// incubators are all of them where the catalogue lists them, else the first one,
// which older versions of the catalogue give alone.
func (e startupEntry) incubators() []string {
	refs := e.Relationships.Incubators.Data
	if len(refs) == 0 {
		refs = []reference{e.Relationships.Incubator.Data}
	}
	ids := make([]string, len(refs))
	for i, ref := range refs {
		ids[i] = ref.ID
	}
	return ids
}
