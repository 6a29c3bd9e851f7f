package assessment

// CheckStored refuses what a stored assessment must not hold: an as-of date
// after today, and facts or an observed_since dated after the as-of date. A
// simulation may hold them (docs/rules.md, general rule 3).
func (f Facts) CheckStored(today Date) FieldErrors {
	var errs FieldErrors
	refuse := func(path Path, message string) { errs = append(errs, FieldError{path, message}) }
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
