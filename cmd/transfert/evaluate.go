package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"transfert/assessment"
)

// evaluateCommand judges a facts document: docs/rules.md, facts and verdict as JSON.
var evaluateCommand = command{
	name:    "evaluate",
	args:    "[FICHIER|-]",
	summary: "Calcule le verdict d’un document de faits, sans rien enregistrer",
	details: `Lit le document de faits (JSON) dans FICHIER, ou sur l’entrée standard avec « - » ou sans fichier.
Écrit sur la sortie standard le verdict, ou la liste des erreurs champ par champ, en JSON.

La date à laquelle juger les faits est celle du document (as_of), à moins que --as-of ne la donne. La grille est
celle du document, à moins que --grid ne la donne ; à défaut, la plus récente.

Codes de retour : 0 verdict, 1 faits refusés, 2 arguments incorrects ou fichier illisible.
`,
	setup: setupEvaluate,
}

func setupEvaluate(flags *pflag.FlagSet) work {
	asOf := flags.String("as-of", "", "juge les faits à cette `DATE` (AAAA-MM-JJ) plutôt qu’à celle du document")
	version := flags.String("grid", "", "juge selon cette `VERSION` de la grille plutôt que celle du document")
	return func(_ context.Context, std streams, args []string) error {
		c, err := loadContent()
		if err != nil {
			return failure{exitUsage, err}
		}
		var override assessment.Override
		if flags.Changed("as-of") {
			if override.AsOf, err = assessment.ParseDate(*asOf); err != nil {
				return usage("«\u00a0%s\u00a0» n’est pas une date, écrite AAAA-MM-JJ, entre 2000-01-01 et 2199-12-31", *asOf)
			}
		}
		if flags.Changed("grid") {
			if _, known := c.Grids.Version(*version); !known {
				return usage("la grille «\u00a0%s\u00a0» n’existe pas", *version)
			}
			override.Grid = *version
		}
		doc, err := readDocument(std.in, args)
		if err != nil {
			return err
		}
		return evaluate(std.out, doc, c.Grids, override)
	}
}

// readDocument reads the one file that the arguments name, or standard input.
func readDocument(stdin io.Reader, args []string) ([]byte, error) {
	if len(args) > 1 {
		return nil, usage("un seul fichier est attendu, et non %d", len(args))
	}
	var doc []byte
	var err error
	if len(args) == 0 || args[0] == "-" {
		doc, err = io.ReadAll(stdin)
	} else {
		doc, err = os.ReadFile(args[0])
	}
	if err != nil {
		return nil, usage("lecture impossible\u00a0: %w", err)
	}
	return doc, nil
}

// evaluate writes the verdict of a facts document, or what is wrong with it.
func evaluate(out io.Writer, doc []byte, grids assessment.Grids, override assessment.Override) error {
	facts, err := assessment.ParseFacts(doc, grids, override)
	if invalid, ok := errors.AsType[assessment.FieldErrors](err); ok {
		if err := writeJSON(out, invalid); err != nil {
			return failure{exitUsage, err}
		}
		return failure{code: exitFailed}
	}
	if err != nil {
		return failure{exitUsage, err}
	}
	grid, known := grids.Version(facts.Grid)
	if !known {
		return failure{exitUsage, fmt.Errorf("la grille «\u00a0%s\u00a0» n’existe pas", facts.Grid)}
	}
	if err := writeJSON(out, assessment.Evaluate(grid, facts, facts.AsOf)); err != nil {
		return failure{exitUsage, err}
	}
	return nil
}

// writeJSON writes a value for people and machines: indented, and its texts as
// they are.
func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("écriture impossible\u00a0: %w", err)
	}
	return nil
}
