// Package checklist is what people type of an assessment’s facts: forms, rows of
// spreadsheets and files, read and written by the schema of package assessment, and
// compared with facts that are stored. It knows neither pages nor requests.
package checklist
