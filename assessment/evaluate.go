package assessment

import "slices"

// Evaluate judges facts under a grid on an as-of date. Facts dated after that
// date are ignored, on it and on every following day (docs/rules.md, general
// rules 1 to 8).
func Evaluate(grid Grid, facts Facts, asOf Date) Verdict {
	v := Verdict{Grid: grid.Version, AsOf: asOf, Changes: []CriterionID{}}
	timelines := make([]timeline, 0, len(CriterionIDs()))
	for _, id := range CriterionIDs() {
		c := newCriterion(id, grid.Parameters, facts, asOf)
		line := c.timeline(asOf)
		timelines = append(timelines, line)
		v.Criteria = append(v.Criteria, CriterionVerdict{
			ID: id, Status: line[0].status, Until: line.until(), Conditions: c.judged(asOf),
		})
	}
	v.Classification = classify(timelines, asOf, StatusUnknown)
	v.Range = Range{Best: classify(timelines, asOf, Met), Worst: classify(timelines, asOf, NotMet)}
	v.Ready = v.Classification == Realisations && facts.Trajectory.Decided()
	v.lapse(timelines)
	return v
}

// classify reads the six statuses of a day as one classification, every unknown
// one taken as it is told (docs/rules.md, general rule 5).
func classify(timelines []timeline, day Date, unknownAs Status) Classification {
	result := Realisations
	for _, line := range timelines {
		status := line.at(day)
		if status == StatusUnknown {
			status = unknownAs
		}
		switch status {
		case NotMet:
			return PartenariatsPasses
		case StatusUnknown:
			result = NonEtabli
		}
	}
	return result
}

// lapse finds the last day on which the classification stays what it is, and
// the criteria that change on the day after (docs/rules.md, general rule 6).
func (v *Verdict) lapse(timelines []timeline) {
	for _, day := range turningDays(timelines) {
		if classify(timelines, day, StatusUnknown) == v.Classification {
			continue
		}
		v.ValidUntil = day.AddDays(-1)
		for i, line := range timelines {
			if line.turnsOn(day) {
				v.Changes = append(v.Changes, v.Criteria[i].ID)
			}
		}
		return
	}
}

// criterion is one of the six, ready to be judged on any day from the as-of
// date on.
type criterion struct {
	answer     Answer
	conditions []condition // none unless the answer is yes
}

// condition is a condition as a function of the day on which the same facts are
// judged. Its status can change on the days in turns only.
type condition struct {
	id     string
	at     func(day Date) Status
	turns  []Date
	detail func(Status) string // explains the status on the as-of date
}

// newCriterion prepares one criterion. Facts count only where the answer is yes
// (docs/rules.md, general rule 4).
func newCriterion(id CriterionID, p Parameters, facts Facts, asOf Date) criterion {
	c := criterion{answer: facts.Statement(id).Answer}
	if c.answer != Yes {
		return c
	}
	switch id {
	case Adoption:
		c.conditions = adoptionConditions(p, facts.Adoption, asOf)
	case Indicators:
		c.conditions = indicatorsConditions(p, facts.Indicators, asOf)
	case UserTests:
		c.conditions = userTestsConditions(p, facts, asOf)
	case Evolutions:
		c.conditions = evolutionsConditions(p, facts, asOf)
	case Communication:
		c.conditions = communicationConditions(p, facts, asOf)
	case OpenSource:
		c.conditions = openSourceConditions(p, facts.OpenSource)
	}
	return c
}

// status reads the answer, and behind a yes the conjunction of the conditions.
func (c criterion) status(day Date) Status {
	switch c.answer {
	case No:
		return NotMet
	case Yes:
		return c.conjunction(day)
	}
	return StatusUnknown
}

func (c criterion) conjunction(day Date) Status {
	result := Met
	for _, cond := range c.conditions {
		switch cond.at(day) {
		case NotMet:
			return NotMet
		case StatusUnknown:
			result = StatusUnknown
		}
	}
	return result
}

// judged is what the verdict shows of the conditions on the as-of date.
func (c criterion) judged(asOf Date) []Condition {
	result := make([]Condition, len(c.conditions))
	for i, cond := range c.conditions {
		status := cond.at(asOf)
		result[i] = Condition{ID: cond.id, Status: status, Detail: cond.detail(status)}
	}
	return result
}

// timeline judges the criterion on the as-of date and on every later day on
// which a condition turns, and keeps the days on which the status differs.
func (c criterion) timeline(asOf Date) timeline {
	line := timeline{{asOf, c.status(asOf)}}
	var days []Date
	for _, cond := range c.conditions {
		days = append(days, cond.turns...)
	}
	slices.SortFunc(days, Date.Compare)
	for _, day := range days {
		if !day.After(asOf) {
			continue
		}
		if status := c.status(day); status != line[len(line)-1].status {
			line = append(line, step{day, status})
		}
	}
	return line
}

// constant is a condition that no day changes.
func constant(id string, status Status, detail string) condition {
	return condition{
		id:     id,
		at:     func(Date) Status { return status },
		detail: func(Status) string { return detail },
	}
}
