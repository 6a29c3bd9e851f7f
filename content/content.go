// Package content holds what transfert says and asks, apart from its code: the
// versions of the checklist in grids/*.yaml and the transfer-phase page in
// page/*.md. Both are embedded; a directory of the same shape can replace them.
package content

import (
	"embed"
	"io/fs"

	"transfert/assessment"
)

//go:embed grids/*.yaml page/*.md
var embedded embed.FS

// Content is all that the screens need to know of the programme's rules.
type Content struct {
	Grids    assessment.Grids
	Sections []Section // the transfer-phase page, from top to bottom
}

// Embedded returns the content that the program was built with.
func Embedded() fs.FS { return embedded }

// Load reads and checks content. An error names the file and what is wrong in it.
func Load(fsys fs.FS) (Content, error) {
	grids, err := loadGrids(fsys)
	if err != nil {
		return Content{}, err
	}
	sections, err := loadSections(fsys)
	if err != nil {
		return Content{}, err
	}
	return Content{Grids: grids, Sections: sections}, nil
}

// Grids returns the versions of the checklist that the program was built with.
func Grids() (assessment.Grids, error) {
	return loadGrids(embedded)
}
