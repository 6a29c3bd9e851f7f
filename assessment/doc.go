// Package assessment is the domain of transfert: what the beta.gouv.fr
// programme asks of a digital service handed over to an administration, and
// how that is judged from dated facts.
//
// It is pure. Nothing in it reads a clock, a file, a database or the network:
// the civil date "today" and the grid come in as arguments. The data goes one
// way: a [Startup] of the catalogue, its [Facts], the [Verdict] that [Evaluate]
// makes of them under a [Grid], and the [Classification] of that verdict.
//
// docs/rules.md is the law; the doc comments quote the sentence they follow.
package assessment
