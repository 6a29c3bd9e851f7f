package main

import (
	"fmt"
	"os"

	"transfert/content"
)

// loadContent reads the page and the grids: those of the program, or of the
// directory TRANSFERT_CONTENT.
func loadContent() (content.Content, error) {
	files := content.Embedded()
	if dir := os.Getenv("TRANSFERT_CONTENT"); dir != "" {
		files = os.DirFS(dir)
	}
	c, err := content.Load(files)
	if err != nil {
		return content.Content{}, fmt.Errorf("le contenu ne convient pas\u00a0: %w", err)
	}
	return c, nil
}
