package assessment

// Override is what wins over a document's own as-of date and grid; a zero value
// leaves the document's (docs/rules.md, facts and verdict as JSON).
type Override struct {
	AsOf Date
	Grid string
}

// ParseFacts reads a facts document (docs/rules.md, validation). The error is
// [FieldErrors] and holds all that is wrong with it, whatever the answers; the
// facts come back with the grid and as-of date under which to judge them.
func ParseFacts(doc []byte, grids Grids, o Override) (Facts, error) {
	v, problem := readDocument(doc)
	if problem != "" {
		return Facts{}, FieldErrors{{"", problem}}
	}
	r := &reader{refused: map[string]bool{}}
	top := r.open(v, "", "grid", "as_of", "observed_since", "adoption", "indicators",
		"user_tests", "evolutions", "communication", "open_source", "trajectory")
	grid := top.grid(grids, o.Grid)
	facts := Facts{
		Grid:          grid.Version,
		AsOf:          top.asOf(o.AsOf),
		ObservedSince: top.date("observed_since"),
		Adoption:      top.adoption(),
		Indicators:    top.indicators(),
		UserTests:     top.userTests(),
		Evolutions:    top.evolutions(),
		Communication: top.communication(),
		OpenSource:    top.openSource(),
		Trajectory:    top.trajectory(grid),
	}
	if len(r.errs) > 0 {
		return Facts{}, r.errs
	}
	return facts, nil
}

// grid returns the version that the flag or else the document names, or else
// the newest.
func (o object) grid(grids Grids, override string) Grid {
	versions := make([]string, len(grids))
	for i, g := range grids {
		versions[i] = g.Version
	}
	version := o.word("grid", versions...)
	if override != "" {
		version = override
	}
	if grid, ok := grids.Version(version); ok {
		return grid
	}
	return grids.Newest()
}

func (o object) asOf(override Date) Date {
	asOf := o.date("as_of")
	if !override.IsZero() {
		return override
	}
	if asOf.IsZero() {
		o.refuse("as_of", "La date de référence est obligatoire.")
	}
	return asOf
}

// criterion opens the object of a criterion and reads what every one carries.
func (o object) criterion(id CriterionID, known ...string) (object, Statement) {
	c := o.open(o.member(string(id)), string(id), append(known, "answer", "comment")...)
	return c, Statement{
		Answer:  Answer(c.word("answer", string(Yes), string(No), string(Unknown))),
		Comment: c.text("comment"),
	}
}

func (o object) adoption() AdoptionFacts {
	c, s := o.criterion(Adoption, "measures")
	facts := AdoptionFacts{Statement: s}
	c.rows("measures", MaxRows, []string{"date", "users", "target_population", "evidence_url"}, func(row object) {
		m := Measure{Date: row.requiredDate()}
		users, counted := row.requiredCount("users", 0)
		population, known := row.requiredCount("target_population", 1)
		if counted && known && users > population {
			row.refuse(join(row.path, "users"), "Il ne peut pas y avoir plus d’utilisateurs que d’utilisateurs potentiels.")
		}
		m.Users, m.TargetPopulation, m.EvidenceURL = users, population, row.url("evidence_url")
		facts.Measures = append(facts.Measures, m)
	})
	return facts
}

func (o object) indicators() IndicatorsFacts {
	c, s := o.criterion(Indicators, "followers", "stats_url", "series")
	facts := IndicatorsFacts{Statement: s, StatsURL: c.url("stats_url")}
	c.list("followers", MaxFollowers, func(item value, path string) {
		if item.kind != '"' {
			c.refuse(path, "Un texte est attendu.")
			return
		}
		facts.Followers = append(facts.Followers, c.checkText(item.text, path))
	})
	c.rows("series", MaxSeries, []string{"name", "nature", "better", "readings"}, func(row object) {
		facts.Series = append(facts.Series, row.series())
	})
	return facts
}

func (o object) series() Series {
	s := Series{
		Name:   o.text("name"),
		Nature: Nature(o.requiredWord("nature", string(Quantitative), string(Qualitative))),
		Better: Direction(o.requiredWord("better", string(Up), string(Down))),
	}
	o.rows("readings", MaxRows, []string{"date", "value"}, func(row object) {
		s.Readings = append(s.Readings, Reading{Date: row.requiredDate(), Value: row.requiredNumber("value")})
	})
	return s
}

func (o object) userTests() UserTestsFacts {
	c, s := o.criterion(UserTests, "feedback_channel", "sessions")
	facts := UserTestsFacts{Statement: s, FeedbackChannel: c.text("feedback_channel")}
	c.rows("sessions", MaxRows, []string{"date", "participants", "evidence_url"}, func(row object) {
		date := row.requiredDate()
		participants, _ := row.count("participants", 1)
		facts.Sessions = append(facts.Sessions, Session{date, participants, row.url("evidence_url")})
	})
	return facts
}

func (o object) evolutions() EvolutionsFacts {
	c, s := o.criterion(Evolutions, "releases")
	facts := EvolutionsFacts{Statement: s}
	c.rows("releases", MaxRows, []string{"date", "summary", "from_user_feedback", "evidence_url"}, func(row object) {
		facts.Releases = append(facts.Releases, Release{
			Date: row.requiredDate(), Summary: row.text("summary"),
			FromUserFeedback: row.flag("from_user_feedback"), EvidenceURL: row.url("evidence_url"),
		})
	})
	return facts
}

func (o object) communication() CommunicationFacts {
	c, s := o.criterion(Communication, "actions")
	facts := CommunicationFacts{Statement: s}
	c.rows("actions", MaxRows, []string{"date", "title", "evidence_url"}, func(row object) {
		facts.Actions = append(facts.Actions, Action{row.requiredDate(), row.text("title"), row.url("evidence_url")})
	})
	return facts
}

func (o object) openSource() OpenSourceFacts {
	c, s := o.criterion(OpenSource, "repository_url", "licence")
	return OpenSourceFacts{Statement: s, RepositoryURL: c.url("repository_url"), Licence: c.licence("licence")}
}

func (o object) trajectory(grid Grid) Trajectory {
	v := o.member("trajectory")
	t := o.open(v, "trajectory", "kind", "host", "legal_form", "effective_on", "comment")
	if v.kind != '{' {
		return Trajectory{}
	}
	var kinds, forms []string
	for _, text := range grid.Trajectories {
		kinds = append(kinds, text.Kind)
		for _, form := range text.LegalForms {
			forms = append(forms, form.ID)
		}
	}
	result := Trajectory{
		Kind: t.requiredWord("kind", kinds...), Host: t.text("host"),
		LegalForm:   t.optionalWord("legal_form", forms...),
		EffectiveOn: t.date("effective_on"), Comment: t.text("comment"),
	}
	if chosen, ok := grid.Trajectory(result.Kind); ok && result.LegalForm != "" && len(chosen.LegalForms) == 0 {
		t.refuse("trajectory.legal_form", "La forme juridique ne vaut que pour une structure dédiée.")
	}
	return result
}
