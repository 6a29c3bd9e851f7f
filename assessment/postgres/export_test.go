package postgres

// Fold lets the tests fill the column search as an import does.
var Fold = fold
