package assessment

import "slices"

// Disagreement is what the catalogue tells of a startup that speaks against any
// classification of it (docs/rules.md, where the catalogue disagrees). It is zero
// where there is nothing of the kind.
type Disagreement struct {
	Kind  Divergence
	Since Date      // not given of what is still being built
	Phase PhaseName // the current one
}

// Disagreement returns what the catalogue tells against the classification that is in
// force on a day, unless the entry of the register was decided despite it.
func (s Startup) Disagreement(inForce Entry, day Date) Disagreement {
	told := s.Told(day)
	if inForce.ID == 0 || inForce.Despite == told.Kind && !told.Since.After(inForce.DecidedOn) {
		return Disagreement{}
	}
	return told
}

// Disagreement returns what the catalogue tells on the day against what is in force.
func (c Classified) Disagreement(day Date) Disagreement {
	return c.Startup.Disagreement(c.Entry, day)
}

// ToConfirm reports whether what is in force on the day has to be confirmed again
// (« à reconfirmer »).
func (c Classified) ToConfirm(day Date) bool {
	return c.Entry.Lapsed(day) || c.Disagreement(day).Kind != ""
}

// StoppedOn returns the first day of the phase that is current on a day where the
// service has stopped in it, and the date not given where it has not.
func (s Startup) StoppedOn(day Date) Date {
	if phase, _ := s.PhaseAt(day); phase.Name.stopped() {
		return phase.Start
	}
	return Date{}
}

// Told is what the catalogue tells on a day against any classification.
func (s Startup) Told(day Date) Disagreement {
	phase, _ := s.PhaseAt(day)
	d := Disagreement{Phase: phase.Name}
	switch gone := s.lostIncubatorsOn(day); {
	case phase.Name.stopped():
		d.Kind, d.Since = Stopped, phase.Start
	case !s.WithdrawnOn.IsZero() && !s.WithdrawnOn.After(day):
		d.Kind, d.Since = Withdrawn, s.WithdrawnOn
	case s.movedBack(phase):
		d.Kind, d.Since = MovedBack, phase.Start
	case phase.Name == Investigation || phase.Name == Construction:
		d.Kind = Unbuilt
	case !gone.IsZero():
		d.Kind, d.Since = WithoutIncubator, gone
	default:
		return Disagreement{}
	}
	return d
}

func (p PhaseName) stopped() bool { return p == Abandoned || p == AbandonedBeforeBuild }

// movedBack reports whether a phase comes before one that was current earlier.
func (s Startup) movedBack(current Phase) bool {
	return slices.ContainsFunc(s.PhaseSpans(), func(span PhaseSpan) bool {
		return span.From.Before(current.Start) && span.Name.place() > current.Name.place()
	})
}

// place is where a phase comes in the programme, 0 outside of it: for what has
// stopped, and where there is none. Who operates a service has received it.
func (p PhaseName) place() int {
	if p == Operated {
		p = Transferred
	}
	return 1 + slices.Index([]PhaseName{Investigation, Construction, Acceleration, Consolidation, Transferred}, p)
}

// lostIncubatorsOn returns the day on which the last incubator of a startup left the
// catalogue, seen on a day, and the date not given while one of them is in it.
func (s Startup) lostIncubatorsOn(day Date) (last Date) {
	for _, i := range s.Incubators {
		if i.WithdrawnOn.IsZero() || i.WithdrawnOn.After(day) {
			return Date{}
		}
		last = latestOf(last, i.WithdrawnOn)
	}
	return last
}
