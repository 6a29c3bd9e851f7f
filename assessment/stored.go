package assessment

// CheckStored refuses what a stored assessment must not hold: an as-of date
// after today, and facts or an observed_since dated after the as-of date. A
// simulation may hold them (docs/rules.md, general rule 3).
func (f Facts) CheckStored(today Date) FieldErrors {
	var errs FieldErrors
	refuse := func(path, message string) { errs = append(errs, FieldError{path, message}) }
	if f.AsOf.After(today) {
		refuse("as_of", "La date de référence ne peut pas être dans le futur.")
	}
	if f.ObservedSince.After(f.AsOf) {
		refuse("observed_since", "Cette date est postérieure à la date de référence.")
	}
	for path, date := range f.dates {
		if date.After(f.AsOf) {
			refuse(path, "Cette date est postérieure à la date de référence : une évaluation ne retient que des faits passés.")
		}
	}
	return errs
}

// dates yields the path and the date of every dated fact, in grid order.
func (f Facts) dates(yield func(path string, date Date) bool) {
	for i, m := range f.Adoption.Measures {
		if !yield(index("adoption.measures", i)+".date", m.Date) {
			return
		}
	}
	for i, s := range f.Indicators.Series {
		for j, r := range s.Readings {
			if !yield(index(index("indicators.series", i)+".readings", j)+".date", r.Date) {
				return
			}
		}
	}
	for i, s := range f.UserTests.Sessions {
		if !yield(index("user_tests.sessions", i)+".date", s.Date) {
			return
		}
	}
	for i, r := range f.Evolutions.Releases {
		if !yield(index("evolutions.releases", i)+".date", r.Date) {
			return
		}
	}
	for i, a := range f.Communication.Actions {
		if !yield(index("communication.actions", i)+".date", a.Date) {
			return
		}
	}
}
