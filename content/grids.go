package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"transfert/assessment"
)

// loadGrids reads grids/*.yaml, oldest version first.
func loadGrids(fsys fs.FS) (assessment.Grids, error) {
	names, err := fs.Glob(fsys, "grids/*.yaml")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("grids: no *.yaml file")
	}
	grids := make(assessment.Grids, len(names))
	for i, name := range names {
		if grids[i], err = loadGrid(fsys, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	slices.SortFunc(grids, func(a, b assessment.Grid) int { return compareVersions(a.Version, b.Version) })
	return grids, nil
}

func loadGrid(fsys fs.FS, name string) (assessment.Grid, error) {
	doc, err := fs.ReadFile(fsys, name)
	if err != nil {
		return assessment.Grid{}, err
	}
	var grid assessment.Grid
	if err := yaml.NewDecoder(bytes.NewReader(doc), yaml.Strict()).Decode(&grid); err != nil {
		return assessment.Grid{}, err
	}
	if want := strings.TrimSuffix(path.Base(name), ".yaml"); grid.Version != want {
		return assessment.Grid{}, fmt.Errorf("version: %q, but the file's name says %q", grid.Version, want)
	}
	return grid, checkGrid(grid)
}

// compareVersions orders versions of the form year-number by both as numbers:
// 2026-2 comes before 2026-10.
func compareVersions(a, b string) int {
	var aYear, aNumber, bYear, bNumber int
	fmt.Sscanf(a, "%d-%d", &aYear, &aNumber)
	fmt.Sscanf(b, "%d-%d", &bYear, &bNumber)
	return slices.Compare([]int{aYear, aNumber}, []int{bYear, bNumber})
}
