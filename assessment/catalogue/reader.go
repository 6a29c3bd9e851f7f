package catalogue

import (
	"errors"
	"fmt"

	"transfert/assessment"
)

// reader is the reading of one document.
type reader struct {
	*scanner
	yield     func(assessment.CatalogueEntry) error
	indexes   map[string]int  // where each id was first seen
	mentioned map[string]bool // the incubators already seen beside the startups
	refused   int
}

// judge yields an entry that was read, unless its fields or another entry with
// the same id speak against it.
func (r *reader) judge(index int, id string, c check, e assessment.CatalogueEntry) error {
	if c.fault != nil {
		return r.refuse(index, id, c.fault)
	}
	if first, known := r.indexes[id]; known {
		return r.refuse(index, id, &fault{"id", fmt.Sprintf(
			"l’entrée %d porte le même identifiant que l’entrée %d", index, first)})
	}
	if len(r.indexes) == maxEntries {
		return r.failed(fmt.Sprintf("il contient plus de %d entrées", maxEntries))
	}
	r.indexes[id] = index
	for _, w := range c.warnings {
		e.Warnings = append(e.Warnings, r.warning(id, w))
	}
	return r.yield(e)
}

// refuse yields the refusal of an entry. An err that is no fault of the entry
// ends the reading.
func (r *reader) refuse(index int, id string, err error) error {
	var f *fault
	switch {
	case errors.Is(err, errSyntax):
		return r.failed(fmt.Sprintf("l’entrée %d n’est pas du JSON valide (avant l’octet %d)", index, r.offset))
	case !errors.As(err, &f):
		return err
	}
	if r.refused++; r.refused > maxRefused {
		return r.failed(fmt.Sprintf("plus de %d entrées y sont inacceptables\u00a0; voici la dernière, %d\u00a0: %s %s",
			maxRefused, index, f.field, f.message))
	}
	if _, known := r.indexes[id]; id != "" && !known {
		r.indexes[id] = index
	}
	return r.yield(assessment.CatalogueEntry{Refusal: &assessment.Refusal{
		File: r.file, ID: id, Index: index, Field: f.field, Message: f.message,
	}})
}

// warning writes a remark about an entry for people.
func (r *reader) warning(id string, w fault) string {
	if id != "" {
		id += ", "
	}
	return fmt.Sprintf("%s, %s%s\u00a0: %s", r.file, id, w.field, w.message)
}
