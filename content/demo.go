package content

import (
	"embed"
	"io/fs"
)

//go:embed demo/*.json
var demo embed.FS

// Demo returns a small catalogue of services that do not exist: startups.json,
// organisations.json and incubators.json as beta.gouv.fr publishes its own.
func Demo() fs.FS {
	files, err := fs.Sub(demo, "demo")
	if err != nil {
		panic(err) // the directory is embedded above
	}
	return files
}
