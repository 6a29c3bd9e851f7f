// Package migrations holds the schema of the database: one numbered SQL file
// per change, in goose's format, run in order at start (assessment/postgres,
// Migrate). A file that has been released is never edited. There is no way down:
// signed assessments are kept for ever.
package migrations

import "embed"

// Files are the migrations, by name in the order in which they run.
//
//go:embed *.sql
var Files embed.FS
