package assessment

// Proofs count what is said of a criterion, and what of it a link proves (docs/rules.md,
// proofs).
type Proofs struct {
	Facts  int `json:"facts"`
	Proven int `json:"proven"`
}

// Proofs returns those of each criterion. A dated row is proven by its own link, a reading
// by the statistics page, the licence by the repository.
func (f Facts) Proofs() map[CriterionID]Proofs {
	counts := map[CriterionID]Proofs{}
	for _, id := range CriterionIDs() {
		counts[id] = Proofs{}
	}
	add := func(id CriterionID, link string) {
		p := counts[id]
		p.Facts++
		if link != "" {
			p.Proven++
		}
		counts[id] = p
	}
	for row := range f.Rows {
		link, _ := row.Values["evidence_url"].(string)
		if row.Criterion == Indicators {
			link = f.Indicators.StatsURL
		}
		if !row.Date.IsZero() {
			add(row.Criterion, link)
		}
	}
	if f.OpenSource.Licence != "" {
		add(OpenSource, f.OpenSource.RepositoryURL)
	}
	return counts
}

// Total adds up the proofs of several criteria.
func Total(proofs map[CriterionID]Proofs) (total Proofs) {
	for _, p := range proofs {
		total.Facts += p.Facts
		total.Proven += p.Proven
	}
	return total
}
